import { folded } from '#kernel/folded.ts'
import type { NewRecord } from '#records/contract.ts'
import { storableText } from '#store/storable.ts'

/** What is looked through of one entry, characters. PostgreSQL's own limit of a text vector is 1 MB. */
const searchedLengthMax = 100_000

/** Text as it is looked for: folded, and as it can be stored. */
export function foldedText(text: string): string {
  return folded(storableText(text))
}

/** Everything an entry says, as one folded text to look for words in. */
export function searchedText(entry: NewRecord): string {
  const by = entry.by.kind === 'desk' ? '' : entry.by.name
  const parts = [by, entry.subject, entry.account ?? '', ...textsIn(entry.facts)]
  return foldedText(parts.join(' ')).slice(0, searchedLengthMax)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
