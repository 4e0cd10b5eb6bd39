import { textAt, type Draft } from '#roles/publishing/web/draft.ts'

/** A stretch of the words of an account in a language, from a place in UTF-16 units, and what stands there instead. */
export type Rewriting = { account: string; language: string; from: number; was: string; becomes: string }

/** All words of a language said otherwise, whatever they are by then; `account` where they are those of one alone. */
export type Rewording = { account?: string; language: string; reword: (text: string) => string }

/** The draft with that written otherwise; unchanged where something else stands there by now. */
export function rewritten(draft: Draft, what: Rewriting | Rewording): Draft {
  if ('reword' in what) return reworded(draft, what)
  const { account, language, from, was, becomes } = what
  const text = textAt(draft, account, language)
  if (!text.startsWith(was, from)) return draft
  const now = text.slice(0, from) + becomes + text.slice(from + was.length)
  const isOwn = draft.own[account] !== undefined
  return withWords(draft, { ...(isOwn ? { account } : {}), language }, now)
}

function reworded(draft: Draft, { account, language, reword }: Rewording): Draft {
  const words = account === undefined ? draft.shared : draft.own[account]
  // It went back to the common words meanwhile: those are not meant.
  if (words === undefined) return draft
  return withWords(
    draft,
    { ...(account === undefined ? {} : { account }), language },
    reword(words[language] ?? ''),
  )
}

function withWords(draft: Draft, place: { account?: string; language: string }, text: string): Draft {
  const { account, language } = place
  if (account === undefined) return { ...draft, shared: { ...draft.shared, [language]: text } }
  return { ...draft, own: { ...draft.own, [account]: { ...draft.own[account], [language]: text } } }
}

/** The way back from it. */
export function undoing({ was, becomes, ...place }: Rewriting): Rewriting {
  return { ...place, was: becomes, becomes: was }
}
