import { textAt, type Draft } from '#roles/publishing/web/draft.ts'

/** A stretch of the words of an account in a language, from a place in UTF-16 units, and what stands there instead. */
export type Rewriting = { account: string; language: string; from: number; was: string; becomes: string }

/** The draft with that stretch written otherwise; unchanged where something else stands there by now. */
export function rewritten(draft: Draft, { account, language, from, was, becomes }: Rewriting): Draft {
  const text = textAt(draft, account, language)
  if (!text.startsWith(was, from)) return draft
  const now = text.slice(0, from) + becomes + text.slice(from + was.length)
  const own = draft.own[account]
  if (own === undefined) return { ...draft, shared: { ...draft.shared, [language]: now } }
  return { ...draft, own: { ...draft.own, [account]: { ...own, [language]: now } } }
}

/** The way back from it. */
export function undoing({ was, becomes, ...place }: Rewriting): Rewriting {
  return { ...place, was: becomes, becomes: was }
}
