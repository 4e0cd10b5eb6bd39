import type { Account } from '#access/people/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import type { FileForm, Message, MessageForm, PollForm } from '#roles/publishing/contract.ts'
import {
  asideIn,
  draftAsideOf,
  noAside,
  plainAside,
  saidAside,
  withDiffering,
  type AsideForm,
  type Differing,
  type DraftAside,
} from '#roles/publishing/web/aside.ts'

/** A message as the composer holds it: words all accounts share, and those of accounts that say it otherwise. */
export type Draft = {
  title: string
  lane: Lane
  /** Ids of what it is about, sorted. */
  topics: string[]
  /** Ids of the accounts it is for, in the order they were chosen. */
  accounts: string[]
  /** By language. */
  shared: Record<string, string>
  /** By account, then by language. */
  own: Record<string, Record<string, string>>
  /** Pictures, films and sounds of every account, in order. */
  files: DraftFile[]
  /** By account and language (`placeName`): of versions that have other files, as only an import or a program writes them. */
  ownFiles: Record<string, FileForm[]>
  /** What the message asks, for every account; missing: nothing. */
  poll?: DraftPoll | undefined
  /** By account and language (`placeName`): of versions that ask something else, or (null) nothing. */
  ownPolls: Record<string, PollForm | null>
  /** A content warning, somebody's line, a link card, and whether it may become a thread: for every account. */
  aside: DraftAside
  /** By account and language (`placeName`): what a version has otherwise of that. */
  differs: Record<string, Differing>
}

/** A poll of a draft: its options by language, each language with as many as it has. */
export type DraftPoll = { options: Record<string, string[]>; multiple: boolean; durationMin: number }

/** A file of a draft: what it shows, and the captions of a film, by language. */
export type DraftFile = {
  sha256: string
  decorative: boolean
  alts: Record<string, string>
  captions?: Record<string, string> | undefined
  noSpeech?: boolean | undefined
  focus?: FileForm['focus'] | undefined
}

/** Accounts as a draft needs them. */
export type Speaking = Pick<Account, 'id' | 'languages'>

/** An empty draft for these accounts. */
export function emptyDraft(accounts: readonly string[], title = ''): Draft {
  return {
    title,
    lane: 'normal',
    topics: [],
    accounts: [...accounts],
    shared: {},
    own: {},
    files: [],
    ownFiles: {},
    ownPolls: {},
    aside: noAside,
    differs: {},
  }
}

/** The text of one account in one language. */
export function textAt(draft: Draft, account: string, language: string): string {
  return draft.own[account]?.[language] ?? draft.shared[language] ?? ''
}

/** The name of a version among the files of a draft. */
export function placeName({ account, language }: { account: string; language: string }): string {
  return `${account} ${language}`
}

/** The files of one account in one language. */
export function filesAt(draft: Draft, account: string, language: string): FileForm[] {
  const own = draft.ownFiles[placeName({ account, language })]
  return own ?? draft.files.map((file) => inLanguage(file, language))
}

/** The poll of one account in one language; undefined where it asks nothing. */
export function pollAt(draft: Draft, account: string, language: string): PollForm | undefined {
  const own = draft.ownPolls[placeName({ account, language })]
  if (own !== undefined) return own ?? undefined
  return draft.poll && pollIn(draft.poll, language)
}

/** What one account says beside its words in one language. */
export function asideAt(draft: Draft, account: string, language: string): AsideForm {
  return withDiffering(asideIn(draft.aside, language), draft.differs[placeName({ account, language })])
}

function pollIn({ options, multiple, durationMin }: DraftPoll, language: string): PollForm {
  return { options: options[language] ?? ['', ''], multiple, durationMin }
}

function inLanguage(
  { sha256, decorative, alts, captions, noSpeech, focus }: DraftFile,
  language: string,
): FileForm {
  const text = captions?.[language]
  return {
    ...{ sha256, decorative, alt: alts[language] ?? '' },
    ...(text === undefined ? {} : { captions: text }),
    ...(noSpeech === true ? { noSpeech } : {}),
    ...(focus === undefined ? {} : { focus }),
  }
}

/** What the server is given. */
export function formOf(draft: Draft, accounts: readonly Speaking[]): MessageForm {
  const chosen = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  const versions = chosen.flatMap(({ id, languages }) =>
    languages.map((language) => ({
      ...{ account: id, language, text: textAt(draft, id, language) },
      ...mediaOf(filesAt(draft, id, language)),
      ...pollOf(pollAt(draft, id, language)),
      ...asideAt(draft, id, language),
    })),
  )
  return { title: draft.title, lane: draft.lane, topics: [...draft.topics], versions }
}

/** The files of a version, left out where there are none. */
export function mediaOf(files: readonly FileForm[]): { media?: FileForm[] } {
  return files.length === 0 ? {} : { media: [...files] }
}

/** The poll of a version, left out where there is none. */
export function pollOf(poll: PollForm | undefined): { poll?: PollForm } {
  return poll === undefined ? {} : { poll }
}

/** Where this tab remembers how a message was shown when it was saved: a form does not say what was common and what was not. */
export function shapeKey(messageId: string): readonly string[] {
  return ['composer-shape', messageId]
}

/** A form as the composer shows it: what most accounts say alike is shared. `before`: as it was shown until now. */
export function draftOf(form: MessageForm, before?: Draft): Draft {
  const accounts = [...new Set(form.versions.map(({ account }) => account))]
  const shared: Record<string, string> = {}
  for (const { language, text } of form.versions) {
    const isSaid = form.versions.some(
      (one) => one.language === language && one.text === before?.shared[language],
    )
    shared[language] ??= isSaid ? (before?.shared[language] ?? text) : text
  }
  const own: Record<string, Record<string, string>> = {}
  for (const account of accounts) {
    const mine = form.versions.filter((version) => version.account === account)
    if (mine.some(({ language, text }) => text !== shared[language]))
      own[account] = Object.fromEntries(mine.map(({ language, text }) => [language, text]))
  }
  return {
    title: form.title,
    lane: form.lane,
    topics: (form.topics ?? []).toSorted(),
    accounts,
    shared,
    own,
    ...draftFilesOf(form.versions),
    ...draftPollOf(form.versions),
    ...draftAsideOf(form.versions, placeName, before?.aside),
  }
}

/** The files all versions share, described in each language by the first that has it; and those of versions that have others. */
function draftFilesOf(versions: MessageForm['versions']): Pick<Draft, 'files' | 'ownFiles'> {
  const first = versions[0]?.media ?? []
  const isAlike = (media: readonly FileForm[]): boolean =>
    media.length === first.length &&
    media.every(
      ({ sha256, decorative }, at) => sha256 === first[at]?.sha256 && decorative === first[at].decorative,
    )
  const alike = versions.filter(({ media = [] }) => isAlike(media))
  const files = first.map(({ sha256, decorative, noSpeech, focus }, at): DraftFile => {
    const alts: Record<string, string> = {}
    const captions: Record<string, string> = {}
    for (const { language, media } of alike) {
      const text = media?.[at]?.captions
      if (text !== undefined && alts[language] === undefined) captions[language] = text
      alts[language] ??= media?.[at]?.alt ?? ''
    }
    return {
      ...{ sha256, decorative, alts },
      ...(Object.keys(captions).length === 0 ? {} : { captions }),
      ...(noSpeech === true ? { noSpeech } : {}),
      ...(focus === undefined ? {} : { focus }),
    }
  })
  const ownFiles: Draft['ownFiles'] = {}
  for (const { account, language, media = [] } of versions) {
    const shared = files.map((file) => inLanguage(file, language))
    if (!sameFiles(shared, media)) ownFiles[placeName({ account, language })] = media
  }
  return { files, ownFiles }
}

/** The poll all versions share, in each language the first that has it; and those of versions that ask something else. */
function draftPollOf(versions: MessageForm['versions']): Pick<Draft, 'poll' | 'ownPolls'> {
  const first = versions.find(({ poll }) => poll !== undefined)?.poll
  if (first === undefined) return { ownPolls: {} }
  const { multiple, durationMin } = first
  const poll: DraftPoll = { options: {}, multiple, durationMin }
  for (const { language, poll: one } of versions)
    if (one?.multiple === multiple && one.durationMin === durationMin) poll.options[language] ??= one.options
  const ownPolls: Draft['ownPolls'] = {}
  for (const { account, language, poll: one } of versions)
    if (!samePoll(one, pollIn(poll, language))) ownPolls[placeName({ account, language })] = one ?? null
  return { poll, ownPolls }
}

/** Whether two polls ask the same. */
export function samePoll(a: PollForm | undefined, b: PollForm | undefined): boolean {
  return JSON.stringify(plainPoll(a)) === JSON.stringify(plainPoll(b))
}

function plainPoll(poll: PollForm | undefined): unknown[] {
  return poll === undefined ? [] : [poll.options.map((one) => one.trim()), poll.multiple, poll.durationMin]
}

/** Whether two lists are the same files in the same order, described alike. */
export function sameFiles(a: readonly FileForm[], b: readonly FileForm[]): boolean {
  return JSON.stringify(a.map(plainFile)) === JSON.stringify(b.map(plainFile))
}

/** A file with its fields in one order, so that equal ones read the same. */
function plainFile({ sha256, decorative, alt, captions = '', noSpeech = false, focus }: FileForm): unknown[] {
  return [sha256, decorative, alt, captions, noSpeech, focus?.x ?? 0, focus?.y ?? 0]
}

/** The form a message was read as: as its writers gave it. */
export function formAsRead({
  title,
  lane,
  topics,
  versions,
}: Pick<Message, 'title' | 'lane' | 'topics' | 'versions'>): MessageForm {
  const read = versions.map(({ written, files }) => {
    const { account, language, text, poll } = written
    return { ...{ account, language, text }, ...mediaOf(files), ...pollOf(poll), ...plainAside(written) }
  })
  return { title, lane, topics, versions: read }
}

/** Whether two forms say the same. */
export function sameForm(a: MessageForm, b: MessageForm): boolean {
  const said = ({ title, lane, topics = [], versions }: MessageForm): string => {
    const texts = versions.map((version) => {
      const { account, language, text, media = [], poll } = version
      const beside = [media.map(plainFile), plainPoll(poll), saidAside(version)]
      return JSON.stringify([account, language, text, ...beside])
    })
    return JSON.stringify([title.trim(), lane, topics.toSorted(), texts.toSorted()])
  }
  return said(a) === said(b)
}

/** The languages of the accounts a draft is for, in their order. */
export function languagesOf(draft: Draft, accounts: readonly Speaking[]): string[] {
  const chosen = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  return [...new Set(chosen.flatMap(({ languages }) => languages))]
}
