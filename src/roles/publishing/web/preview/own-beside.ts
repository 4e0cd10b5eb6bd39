import type { CardForm } from '#roles/publishing/contract.ts'
import { asideIn, asideKinds, type AsideKind, type Differing } from '#roles/publishing/web/aside.ts'
import { asideAt, placeName, type Draft, type Speaking } from '#roles/publishing/web/draft.ts'

/** How an account has a thing beside its words: as all others, none of it, or its own in one language at least. */
export type Mode = 'same' | 'none' | 'own'

/** A card that is still to be written. */
export const emptyCard: CardForm = { url: '', title: '', description: '' }

/** How an account has a content warning or a card. */
export function modeOf(draft: Draft, account: Speaking, kind: 'contentWarning' | 'card'): Mode {
  const values = account.languages.map((language) => differingAt(draft, account, language)[kind])
  if (values.every((value) => value === undefined)) return 'same'
  return values.every((value) => value === null) ? 'none' : 'own'
}

/** What an account has otherwise than the others in a language. */
export function differingAt(draft: Draft, { id }: Pick<Speaking, 'id'>, language: string): Differing {
  return draft.differs[placeName({ account: id, language })] ?? {}
}

/** In what an account differs beside its words, in their order. */
export function differsIn(draft: Draft, account: Speaking): AsideKind[] {
  return asideKinds.filter((kind) =>
    account.languages.some((language) => differingAt(draft, account, language)[kind] !== undefined),
  )
}

/** The draft where an account has a warning or card as all others, none, or its own, which begins as the common one. */
export function withMode(
  draft: Draft,
  account: Speaking,
  { kind, mode }: { kind: 'contentWarning' | 'card'; mode: Mode },
): Pick<Draft, 'differs'> {
  const given = { same: undefined, none: null }
  return withEach(draft, account, kind, (language) => {
    if (mode !== 'own') return given[mode]
    return asideIn(draft.aside, language)[kind] ?? (kind === 'card' ? emptyCard : '')
  })
}

/** The draft where an account has something of its own in one language; `undefined`: as all others. */
export function withOwn<K extends AsideKind>(
  { differs }: Pick<Draft, 'differs'>,
  place: { account: string; language: string },
  own: { kind: K; value: Differing[K] },
): Pick<Draft, 'differs'> {
  const { [placeName(place)]: before = {}, ...others } = differs
  const { [own.kind]: _, ...kept } = before
  const now: Differing = own.value === undefined ? kept : { ...kept, [own.kind]: own.value }
  return { differs: Object.keys(now).length === 0 ? others : { ...others, [placeName(place)]: now } }
}

/** The same in every language of an account. */
export function withEach<K extends AsideKind>(
  draft: Pick<Draft, 'differs'>,
  { id, languages }: Speaking,
  kind: K,
  valueIn: (language: string) => Differing[K],
): Pick<Draft, 'differs'> {
  return languages.reduce<Pick<Draft, 'differs'>>(
    (now, language) => withOwn(now, { account: id, language }, { kind, value: valueIn(language) }),
    { differs: draft.differs },
  )
}

/** The draft where an account has all of it as the others. */
export function withoutOwn(draft: Draft, account: Speaking): Pick<Draft, 'differs'> {
  const places = new Set(account.languages.map((language) => placeName({ account: account.id, language })))
  return {
    differs: Object.fromEntries(Object.entries(draft.differs).filter(([place]) => !places.has(place))),
  }
}

/** What a network takes beside words, as far as it is known. */
export type Takes = { contentWarning: boolean; cards: boolean }

/**
 * What an account may have otherwise: what its network takes, and what it is given although its network does not take it, so that it
 * can be left out. Of a network nobody knows everything. In an emergency nobody's line goes out.
 */
export function offeredAt(
  draft: Draft,
  account: Speaking,
  { takes, hasLines }: { takes: Takes | undefined; hasLines: boolean },
): AsideKind[] {
  const differs = differsIn(draft, account)
  const isThere = (kind: AsideKind): boolean =>
    differs.includes(kind) ||
    account.languages.some(
      (language) =>
        asideAt(draft, account.id, language)[kind] !== undefined ||
        asideIn(draft.aside, language)[kind] !== undefined,
    )
  return asideKinds.filter((kind) => {
    if (kind === 'thread') return differs.includes(kind)
    if (kind === 'contentWarning') return takes === undefined || takes.contentWarning || isThere(kind)
    if (kind === 'card') return takes === undefined || takes.cards || isThere(kind)
    return draft.lane !== 'emergency' && (hasLines || isThere(kind))
  })
}
