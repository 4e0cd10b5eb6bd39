import type { Draft } from '#roles/publishing/web/draft.ts'

/** Words of a draft in one language: those all accounts share, or one account's own. */
export type Written = { language: string; account?: string; text: string }

/** The desk's two languages come first and are always there: which others its accounts speak is not known without the desk. */
const usual = ['en', 'fr']

/** All words of a draft, in the order they are shown. */
export function writtenIn(draft: Pick<Draft, 'shared' | 'own'>): Written[] {
  const languages = [...new Set([...usual, ...Object.keys(draft.shared)])]
  const shared = languages.map((language) => ({ language, text: draft.shared[language] ?? '' }))
  const own = Object.entries(draft.own).flatMap(([account, texts]) =>
    Object.entries(texts).map(([language, text]) => ({ language, account, text })),
  )
  return [...shared, ...own]
}

/** A draft in which these words are others; everything else stays. */
export function rewrittenAt(draft: Draft, { language, account, text }: Written): Draft {
  if (account === undefined) return { ...draft, shared: { ...draft.shared, [language]: text } }
  return { ...draft, own: { ...draft.own, [account]: { ...draft.own[account], [language]: text } } }
}

/** Whether somebody wrote anything at all. */
export function hasWords(draft: Pick<Draft, 'title' | 'shared' | 'own'>): boolean {
  return [draft.title, ...writtenIn(draft).map(({ text }) => text)].some((text) => text.trim() !== '')
}

/** The page at an address, as the router knows it. */
export type Place = { routeId: string; params: { id?: unknown }; search: { about?: unknown } }

/** Under which name unsaved words of a page are kept; undefined where no message stands there. */
export function keptNameAt({ routeId, params, search }: Place): string | undefined {
  if (routeId === '/publish/$id') return typeof params.id === 'string' ? params.id : undefined
  if (routeId !== '/publish/new') return undefined
  const { about } = search
  return typeof about === 'string' && about !== '' ? `new ${about}` : 'new'
}
