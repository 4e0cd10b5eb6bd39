import type { Words } from '#kernel/words.ts'
import type { z } from 'zod'
import type { Problem } from '#api/contract.ts'

type Issue = z.core.$ZodIssue

/** Most fields named in one answer; the rest would not be read anyway. */
export const fieldsMax = 50

/**
 * What is wrong with each field, in words for people, from what the schema refused.
 * A schema can bring its own words: `refine(test, { params: { en: '…', fr: '…' } })`.
 *
 * @returns by path such as `endsAt` or `place.lat`; the whole value is called `request`
 */
export function fieldProblems(issues: readonly Issue[]): NonNullable<Problem['fields']> {
  const named = issues.slice(0, fieldsMax).map((issue) => [fieldName(issue), fieldWords(issue)] as const)
  // The first thing wrong with a field is the one to repair first.
  return Object.fromEntries(named.toReversed())
}

function fieldName(issue: Issue): string {
  return issue.path.length === 0 ? 'request' : issue.path.map(String).join('.').slice(0, 200)
}

/** Words for one thing a schema refused. */
export function fieldWords(issue: Issue): Words {
  if (issue.code === 'too_small') return tooSmall(issue)
  if (issue.code === 'too_big') return tooBig(issue)
  if (issue.code === 'custom') return ownWords(issue.params)
  if (issue.code === 'invalid_format') return wrongFormat(issue.format)
  if (issue.code === 'invalid_value') return oneOf(issue.values)
  if (issue.code === 'invalid_type') return wrongType(issue.expected, issue.input === undefined)
  if (issue.code === 'unrecognized_keys') {
    return { en: `Not known here: ${issue.keys.join(', ')}.`, fr: `Inconnu ici : ${issue.keys.join(', ')}.` }
  }
  return { en: 'This cannot be used.', fr: 'Cette valeur ne peut pas être utilisée.' }
}

function ownWords(params: unknown): Words {
  const own = typeof params === 'object' && params !== null ? (params as { en?: unknown; fr?: unknown }) : {}
  if (typeof own.en === 'string' && typeof own.fr === 'string') return { en: own.en, fr: own.fr }
  return { en: 'This cannot be used.', fr: 'Cette valeur ne peut pas être utilisée.' }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Words {
  const least = String(issue.minimum)
  if (issue.origin === 'string') {
    if (least === '1') return { en: 'Fill this in.', fr: 'Remplissez ce champ.' }
    return { en: `Write at least ${least} characters.`, fr: `Écrivez au moins ${least} caractères.` }
  }
  if (issue.origin === 'array') return { en: `Give at least ${least}.`, fr: `Donnez-en au moins ${least}.` }
  return { en: `The least is ${least}.`, fr: `Le minimum est ${least}.` }
}

function tooBig(issue: z.core.$ZodIssueTooBig): Words {
  const most = String(issue.maximum)
  if (issue.origin === 'string') {
    return { en: `Keep it to ${most} characters at most.`, fr: `Limitez-vous à ${most} caractères.` }
  }
  if (issue.origin === 'array') return { en: `Give ${most} at most.`, fr: `Donnez-en ${most} au plus.` }
  return { en: `The most is ${most}.`, fr: `Le maximum est ${most}.` }
}

function wrongFormat(format: string): Words {
  if (format === 'datetime') {
    return {
      en: 'Give a date and time such as 2026-03-31T17:00:00Z.',
      fr: 'Donnez une date et une heure comme 2026-03-31T17:00:00Z.',
    }
  }
  if (format === 'url') return { en: 'Give a full web address.', fr: 'Donnez une adresse web complète.' }
  if (format === 'email')
    return { en: 'Give a full mail address.', fr: 'Donnez une adresse de courriel complète.' }
  return { en: 'This is not in the expected form.', fr: 'Cette valeur n’a pas la forme attendue.' }
}

function oneOf(values: readonly unknown[]): Words {
  const list = values.slice(0, 12).map(String).join(', ')
  return { en: `Choose one of: ${list}.`, fr: `Choisissez parmi : ${list}.` }
}

const typeWords: Readonly<Record<string, Words>> = {
  string: { en: 'Give a text.', fr: 'Donnez un texte.' },
  number: { en: 'Give a number.', fr: 'Donnez un nombre.' },
  int: { en: 'Give a whole number.', fr: 'Donnez un nombre entier.' },
  boolean: { en: 'Give true or false.', fr: 'Donnez true ou false.' },
  array: { en: 'Give a list.', fr: 'Donnez une liste.' },
  object: { en: 'Give an object.', fr: 'Donnez un objet.' },
}

function wrongType(expected: string, isMissing: boolean): Words {
  if (isMissing) return { en: 'This is missing.', fr: 'Ce champ manque.' }
  return typeWords[expected] ?? { en: 'This cannot be used.', fr: 'Cette valeur ne peut pas être utilisée.' }
}
