import { fieldProblems } from '#api/fields.ts'
import type { Words } from '#kernel/words.ts'
import {
  foldedTerm,
  JargonForm,
  jargonLimits,
  type JargonLines,
} from '#roles/publishing/writing/plain/contract.ts'

/** A line that was read, or why it cannot be used. */
export type ReadLine =
  | { line: number; term: string; form: JargonForm }
  | { line: number; term: string; why: Words }

/** What stands between a word and what to write instead. */
const between = /\t|->|→|=|;/u

/** Reads a list written as lines. Empty lines are passed over; of a word that is there twice, the first line has it. */
export function readJargonLines({ language, lines }: JargonLines): ReadLine[] {
  const seen = new Set<string>()
  const read: ReadLine[] = []
  for (const [at, text] of lines.split(/\r\n?|\n/u).entries()) {
    if (text.trim() === '') continue
    const line = at + 1
    if (read.length === jargonLimits.importLinesMax) return [...read, { line, term: '', why: tooMany }]
    read.push(readLine(text, { line, language, seen }))
  }
  return read
}

function readLine(
  text: string,
  o: { line: number; language: JargonForm['language']; seen: Set<string> },
): ReadLine {
  const found = between.exec(text)
  const term = (found === null ? text : text.slice(0, found.index)).trim()
  const plain = found === null ? '' : text.slice(found.index + found[0].length).trim()
  const form = JargonForm.safeParse({ language: o.language, term, plain }, { reportInput: true })
  const shown = { line: o.line, term: term.slice(0, jargonLimits.termLengthMax).toWellFormed() }
  if (!form.success) return { ...shown, why: firstOf(fieldProblems(form.error.issues)) }
  const folded = foldedTerm(term)
  if (o.seen.has(folded)) return { ...shown, why: twice }
  o.seen.add(folded)
  return { ...shown, form: form.data }
}

function firstOf(fields: Record<string, Words>): Words {
  return Object.values(fields)[0] ?? { en: 'This cannot be used.', fr: 'Cette ligne est inutilisable.' }
}

const twice: Words = {
  en: 'This word is on an earlier line. That line was used.',
  fr: 'Ce mot figure sur une ligne précédente. C’est celle-là qui a été prise.',
}
const tooMany: Words = {
  en: 'A list has at most 3,000 lines. This one and those after it were not read.',
  fr: 'Une liste compte au plus 3\u202F000 lignes. Celle-ci et les suivantes n’ont pas été lues.',
}
