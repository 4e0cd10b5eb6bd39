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
 * What all versions have beside their words, in each language as the first that has it says it; and, by `nameOf`, what those have
 * that differ, as an import or a program may write them.
 */
export function draftAsideOf(
  versions: MessageForm['versions'],
  nameOf: (version: VersionForm) => string,
): { aside: DraftAside; ownAside: Record<string, AsideForm> } {
  const [first] = versions
  const aside: DraftAside = { thread: first?.thread ?? false, warnings: {}, cards: {} }
  if (first?.byline !== undefined) aside.byline = first.byline
  const seen = new Set<string>()
  for (const { language, contentWarning, card } of versions) {
    if (seen.has(language)) continue
    seen.add(language)
    if (contentWarning !== undefined) aside.warnings[language] = contentWarning
    if (card !== undefined) aside.cards[language] = card
  }
  const ownAside: Record<string, AsideForm> = {}
  for (const version of versions)
    if (!sameAside(version, asideIn(aside, version.language))) ownAside[nameOf(version)] = plainAside(version)
  return { aside, ownAside }
}
