import type { Words } from '#kernel/words.ts'
import type { ClauseWords } from '#listening/policy/clauses.ts'
import { foldWord } from '#listening/policy/fold.ts'
import { unless, always, type Entry } from '#listening/policy/lexicon/entry.ts'
import { lexiconOf, type Lexicon } from '#listening/policy/lexicon/lexicon.ts'
import { ownPolicyLimits as limits } from '#listening/policy/organization/limits.ts'
import { OwnPolicyFile } from '#listening/policy/organization/own-policy-file.ts'
import { problemsOf } from '#listening/policy/organization/problems.ts'
import { repeatedNames } from '#listening/policy/organization/repeated-names.ts'
import { plainHandle } from '#listening/policy/public-handles.ts'

/** A clause of the organization's own: the code a refusal bears, and its words. */
export type OwnClause = { code: string; words: ClauseWords }

/** The organization's own policy, ready to be asked. */
export type OwnPolicy = {
  name: Words
  /** Handles somebody vouched for, as handles are compared. */
  vouched: ReadonlySet<string>
  lexicon: Lexicon<OwnClause>
  counts: { clauses: number; terms: number }
}

/** What came of reading the file: the whole of it, or every reason why not. Nothing of a broken file is used. */
export type OwnPolicyRead = { ok: true; policy: OwnPolicy } | { ok: false; problems: Words[] }

/** Reads the organization's own policy from the bytes of its file. */
export function readOwnPolicy(bytes: Uint8Array): OwnPolicyRead {
  if (bytes.length > limits.bytesMax) return broken(tooLarge)
  const text = utf8Of(bytes)
  if (text === undefined) return broken(notUtf8)
  if (text.trim() === '') return broken(empty)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return broken(notJson)
  }
  const version = versionOf(value)
  if (version !== 1) return broken(otherVersion(version))
  const twice = repeatedNames(text)
  if (twice.length > 0) return broken(saidTwice(twice))
  const read = OwnPolicyFile.safeParse(value)
  return read.success
    ? { ok: true, policy: compiled(read.data) }
    : { ok: false, problems: problemsOf(read.error.issues) }
}

function broken(words: Words): OwnPolicyRead {
  return { ok: false, problems: [words] }
}

/** A mark at the beginning (BOM) is let through; anything that is not UTF-8 is not. */
function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
}

function compiled({ name, clauses, vouched }: OwnPolicyFile): OwnPolicy {
  const entries = clauses.flatMap((clause) => {
    const own: OwnClause = { code: `own-${clause.id}`, words: clauseWords(name, clause) }
    return [...clause.terms.en, ...clause.terms.fr].map((term) => entryOf(own, term))
  })
  return {
    name,
    vouched: new Set(vouched.map(plainHandle)),
    // No list of innocent neighbours was made for these terms, so slips of the pen are not read.
    lexicon: lexiconOf(entries),
    counts: { clauses: clauses.length, terms: entries.length },
  }
}

type FileClause = OwnPolicyFile['clauses'][number]

function entryOf(
  clause: OwnClause,
  { term, unless: excuses }: FileClause['terms']['en'][number],
): Entry<OwnClause> {
  const words = term
    .replace('*', '')
    .split(/[ '’-]+/u)
    .map(foldWord)
  const when = excuses.length === 0 ? always : unless(excuses.join(' '))
  return { clause, when, words, isStem: term.endsWith('*') }
}

function clauseWords(name: Words, { id, title, instead }: FileClause): ClauseWords {
  return {
    does: {
      en: `is a term your organization refuses in searches`,
      fr: `est un terme que votre organisation refuse dans les veilles`,
    },
    against: {
      en: `${name.en}, clause ${id} (${title.en})`,
      fr: `${name.fr}, article ${id} (${title.fr})`,
    },
    instead: instead ?? { en: 'Ask about something else', fr: 'Cherchez autre chose' },
  }
}

const limitKb = limits.bytesMax / 1024
const tooLarge: Words = {
  en: `it is larger than ${limitKb} kB. Keep terms and handles only`,
  fr: `il dépasse ${limitKb} ko. N’y gardez que des termes et des comptes`,
}
const notUtf8: Words = {
  en: 'it is not saved as UTF-8. Save it again with that encoding',
  fr: 'il n’est pas enregistré en UTF-8. Enregistrez-le de nouveau avec cet encodage',
}
const empty: Words = {
  en: 'it is empty. Take the setting away when you have no policy of your own',
  fr: 'il est vide. Retirez le réglage si vous n’avez pas de règles à vous',
}
const notJson: Words = {
  en: 'it is not JSON: a comma, quote or bracket is missing or too many, or the file was cut off',
  fr: 'ce n’est pas du JSON : une virgule, un guillemet ou un crochet manque ou est de trop, ou le fichier est coupé',
}

function otherVersion(version: unknown): Words {
  const said = JSON.stringify(version)?.slice(0, 20) ?? ''
  return {
    en: `it must be an object with "version": 1${said === '' ? '' : `, and says ${said}`}. This program reads no other`,
    fr: `il doit être un objet avec "version": 1${said === '' ? '' : ` et indique ${said}`}. Ce programme n’en lit pas d’autre`,
  }
}

function saidTwice(names: readonly string[]): Words {
  const list = names.slice(0, 5).join(', ')
  return {
    en: `these names stand twice in one place, so one of them would be lost: ${list}`,
    fr: `ces noms figurent deux fois au même endroit, l’un d’eux serait perdu : ${list}`,
  }
}
