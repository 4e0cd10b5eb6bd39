import type { CardForm, MessageForm, VersionForm } from '#roles/publishing/contract.ts'

/** What a version says beside its words, as the desk is given it; what it does not have is left out. */
export type AsideForm = Pick<VersionForm, 'thread' | 'contentWarning' | 'byline' | 'card'>

/** What a message says beside its words, for every account. */
export type DraftAside = {
  /** Split where a network needs several posts. */
  thread: boolean
  /** The person whose line stands under the words. */
  byline?: string | undefined
  /** By language. */
  warnings: Record<string, string>
  /** By language. */
  cards: Record<string, CardForm>
}

/**
 * What a version has otherwise than the others beside its words. What is missing is as everywhere; null: it has none. An empty
 * warning or card is its own, and still to be written.
 */
export type Differing = {
  thread?: boolean | undefined
  contentWarning?: string | null | undefined
  byline?: string | null | undefined
  card?: CardForm | null | undefined
}

/** What a version may have beside its words. */
export const asideKinds = ['thread', 'contentWarning', 'card', 'byline'] as const
export type AsideKind = (typeof asideKinds)[number]

/** Nothing beside the words. */
export const noAside: DraftAside = { thread: false, warnings: {}, cards: {} }

/** What goes beside the words in one language. */
export function asideIn({ thread, byline, warnings, cards }: DraftAside, language: string): AsideForm {
  const card = cards[language]
  return plainAside({
    ...{ thread, contentWarning: warnings[language], byline },
    ...(card === undefined ? {} : { card }),
  })
}

/** What goes beside the words of a version that has some of it otherwise. */
export function withDiffering(common: AsideForm, differing: Differing = {}): AsideForm {
  const own = Object.entries(differing).filter(([, value]) => value !== undefined)
  return plainAside({
    ...common,
    ...Object.fromEntries(own.map(([kind, value]) => [kind, value ?? undefined])),
  })
}

/** What one has otherwise than the common. */
export function differingFrom(common: AsideForm, one: AsideForm): Differing {
  const own = plainAside(one)
  const other = asideKinds.filter((kind) => saidOf(common, kind) !== saidOf(own, kind))
  return Object.fromEntries(other.map((kind) => [kind, own[kind] ?? (kind === 'thread' ? false : null)]))
}

/** One thing of it, as one line of text. */
function saidOf({ thread, contentWarning, byline, card }: AsideForm, kind: AsideKind): string {
  const all = { thread, contentWarning, byline, card }
  return saidAside(plainAside({ [kind]: all[kind] }))
}

type LooseAside = { [K in keyof AsideForm]?: AsideForm[K] | undefined }

/** With its fields in one order, and without those that say nothing. */
export function plainAside({ thread, contentWarning, byline, card }: LooseAside): AsideForm {
  return {
    ...(thread === true ? { thread } : {}),
    ...(contentWarning === undefined || contentWarning.trim() === '' ? {} : { contentWarning }),
    ...(byline === undefined || byline === '' ? {} : { byline }),
    ...(card === undefined || isBlank(card) ? {} : { card: plainCard(card) }),
  }
}

function isBlank({ url, title, description, image }: CardForm): boolean {
  return `${url}${title}${description}`.trim() === '' && image === undefined
}

function plainCard({ url, title, description, image }: CardForm): CardForm {
  return { url, title, description, ...(image === undefined ? {} : { image }) }
}

/** Whether two say the same; spaces around what is written make no difference. */
export function sameAside(a: AsideForm, b: AsideForm): boolean {
  return saidAside(a) === saidAside(b)
}

/** What it says, as one line of text. */
export function saidAside(aside: AsideForm): string {
  const { thread, contentWarning, byline, card } = plainAside(aside)
  const { url = '', title = '', description = '', image } = card ?? {}
  const said = [contentWarning ?? '', url, title, description].map((one) => one.trim())
  return JSON.stringify([thread ?? false, byline ?? '', image ?? '', ...said])
}

/**
 * What most versions have beside their words, and, by `nameOf`, what those have otherwise that differ. Where as many say one thing as
 * another, what was common before stays so; else nothing is common, and it is theirs who have it.
 */
export function draftAsideOf(
  versions: MessageForm['versions'],
  nameOf: (version: VersionForm) => string,
  before: DraftAside = noAside,
): { aside: DraftAside; differs: Record<string, Differing> } {
  const thread = mostSaid(versions, 'thread', before)?.thread === true
  const byline = mostSaid(versions, 'byline', before)?.byline
  const aside: DraftAside = { thread, warnings: {}, cards: {}, ...(byline === undefined ? {} : { byline }) }
  for (const language of new Set(versions.map((one) => one.language))) {
    const spoken = versions.filter((one) => one.language === language)
    const warning = mostSaid(spoken, 'contentWarning', before)?.contentWarning
    const card = mostSaid(spoken, 'card', before)?.card
    if (warning !== undefined) aside.warnings[language] = warning
    if (card !== undefined) aside.cards[language] = card
  }
  const differs: Record<string, Differing> = {}
  for (const version of versions) {
    const own = differingFrom(asideIn(aside, version.language), version)
    if (Object.keys(own).length > 0) differs[nameOf(version)] = own
  }
  return { aside, differs }
}

/** The first of those versions that have one thing as most have it. */
function mostSaid(
  versions: MessageForm['versions'],
  kind: AsideKind,
  before: DraftAside,
): VersionForm | undefined {
  const counts = new Map<string, number>()
  for (const one of versions) counts.set(saidOf(one, kind), (counts.get(saidOf(one, kind)) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const tied = versions.filter((one) => counts.get(saidOf(one, kind)) === most)
  const was = (one: VersionForm): boolean => saidOf(asideIn(before, one.language), kind) === saidOf(one, kind)
  return tied.find(was) ?? tied.find((one) => saidOf(one, kind) === saidOf({}, kind)) ?? tied[0]
}
