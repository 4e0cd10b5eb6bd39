import { folded } from '#kernel/folded.ts'

/** A name that is being typed after `@`, and where the sign stands, in UTF-16 units. */
export type Typing = { at: number; typed: string }

/** A name of a mention is at most this long; a longer run after `@` is no name. */
const typedMax = 60

/** The name being typed where the caret stands; undefined where no `@` begins one. */
export function typingAt(text: string, caret: number): Typing | undefined {
  const before = text.slice(Math.max(0, caret - typedMax), caret)
  const found = /(?:^|[\s(«“"'’[])@(?<typed>[^\s@[\]]{0,40}(?: [^\s@[\]]{1,40}){0,2})$/u.exec(before)
  if (found === null) return undefined
  const typed = found.groups?.['typed'] ?? ''
  return { at: caret - typed.length - 1, typed }
}

/** The text with the name in the place of what was typed, and where the caret stands then. */
export function withMention(
  text: string,
  { at, typed }: Typing,
  name: string,
): { text: string; caret: number } {
  const after = text.slice(at + 1 + typed.length)
  const inserted = `@[${name}]${/^[\s.,;:!?)»”"]/u.test(after) ? '' : ' '}`
  return { text: text.slice(0, at) + inserted + after, caret: at + inserted.length }
}

/** Whether somebody who typed this may mean that name: a word of it begins so, whatever the case and accents. */
export function mayMean(name: string, typed: string): boolean {
  const wanted = folded(typed)
  const all = folded(name)
  return all.startsWith(wanted) || all.split(/[\s’'-]+/u).some((word) => word.startsWith(wanted))
}
