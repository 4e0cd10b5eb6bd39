import { asLine } from '#networks/pages/html.ts'

/** Longest title, characters. */
const titleLengthMax = 110

/**
 * The heading of a message and what comes below it: its first line, where that is short and more follows. Messages of networks
 * have no title, and then the page has none of theirs either.
 */
export function headed(text: string): { heading?: string; body: string } {
  const [first = '', ...rest] = text.trimStart().split('\n')
  const body = rest.join('\n')
  const isHeading = body.trim() !== '' && asLine(first) !== '' && asLine(first).length <= titleLengthMax
  return isHeading && !/https?:/i.test(first) ? { heading: asLine(first), body } : { body: text }
}

/** A title for lists, tabs and feeds: the beginning of the text, up to the end of a sentence or of a word. Never cut in a character. */
export function titleOf(text: string): string {
  const heading = headed(text).heading
  if (heading !== undefined) return heading
  const line = asLine(text.trimStart().slice(0, 4 * titleLengthMax))
  if (line.length <= titleLengthMax) return line
  const sentence = /^.{20,109}?[.!?…](?=\s)/su.exec(line)?.[0]
  const words = /^.{20,110}(?=\s)/su.exec(line)?.[0]
  return (sentence ?? words ?? line.slice(0, titleLengthMax).replace(/[\uD800-\uDBFF]$/, '')).trim()
}
