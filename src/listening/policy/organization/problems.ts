import { z } from 'zod'
import type { Words } from '#kernel/words.ts'
import { ownPolicyLimits as limits } from '#listening/policy/organization/limits.ts'
import { wants } from '#listening/policy/organization/wants.ts'

const Own = z.object({ en: z.string(), fr: z.string() })

/** What the schema found, each with where it stands: `clauses 2, terms, en 1: …`. At most ten, then how many more. */
export function problemsOf(issues: readonly z.core.$ZodIssue[]): Words[] {
  const shown = issues.slice(0, limits.problemsMax).map(problemOf)
  const more = issues.length - shown.length
  return more === 0 ? shown : [...shown, { en: `and ${more} more`, fr: `et ${more} de plus` }]
}

function problemOf(issue: z.core.$ZodIssue): Words {
  const where = placeOf(issue.path)
  const { en, fr } = wordsOf(issue)
  return where === '' ? { en, fr } : { en: `${where}: ${en}`, fr: `${where} : ${fr}` }
}

/** Positions are counted from 1, as people do. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? ` ${part + 1}` : `, ${String(part)}`))
    .join('')
    .replace(/^, /u, '')
}

function wordsOf(issue: z.core.$ZodIssue): Words {
  if (issue.code === 'custom') {
    const own = Own.safeParse(issue.params)
    return own.success ? own.data : wants.missing
  }
  if (issue.code === 'unrecognized_keys') return unknownNames(issue.keys)
  return issue.code === 'too_big' ? wants.fewer : wants.missing
}

function unknownNames(names: readonly string[]): Words {
  const list = names
    .slice(0, 5)
    .map((name) => name.slice(0, 40))
    .join(', ')
  return {
    en: `there is no such name here: ${list}. A misspelt name would be left out in silence`,
    fr: `ce nom n’existe pas ici : ${list}. Un nom mal écrit serait passé sous silence`,
  }
}
