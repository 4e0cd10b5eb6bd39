/**
 * The rules of publishing, as values: nothing here reads or writes.
 *
 * - A message has one text for each account and language; the languages of an account are one item.
 * - What is public is told by *publications*: notes of what somebody published by hand, with the bytes as they were approved.
 * - Half of a pair is out when a language of the newest round is public and another is not, as it was approved with it.
 */
import type { ApprovalState } from '#access/approvals/contract.ts'
import { mayDo, type Grant, type Lane, type Verb } from '#kernel/permission.ts'
import {
  sortedJson,
  versionBytes,
  type VersionCard,
  type VersionContent,
  type VersionMedia,
  type VersionPoll,
} from '#kernel/version-content.ts'
import {
  publishingLimits,
  type FileForm,
  type MessageForm,
  type MessageState,
  type VersionForm,
} from '#roles/publishing/contract.ts'
import type { Refusal } from '#roles/publishing/problems.ts'

/** An account and a language. */
export type Place = { account: string; language: string }

/** What a version says besides its text and files: what it asks, the post it answers, and what it corrects. */
export type Aside = {
  replyTo?: string | undefined
  correction?: string | undefined
  poll?: VersionPoll | undefined
}

/** A version as it is about to be kept: as its writer gave it, and what goes out of it. */
export type WrittenVersion = Place &
  Aside & {
    written: VersionForm
    parts: readonly string[]
    /** As they were written, and the same files as they go out. */
    files: readonly FileForm[]
    media: readonly VersionMedia[]
    /** Those of its message, sorted. */
    topics?: readonly string[] | undefined
    contentWarning?: string | undefined
    card?: VersionCard | undefined
  }

/** A message as it is about to be kept. */
export type WrittenForm = Omit<MessageForm, 'versions'> & { versions: readonly WrittenVersion[] }

/** One note of something published, as the rules need it. */
export type Noted = Place & {
  sha256: string
  round: number
  /** What was approved with it for the same account: the hash by language. */
  pair: Readonly<Record<string, string>>
  publishedAtMs: number
  endedAtMs?: number
  endedHow?: 'replaced' | 'taken-down'
}

/** Half of a pair that is public alone. */
export type Half = { account: string; public: string[]; missing: string[]; sinceMs: number }

/** Whether two places are the same. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.account === b.account && a.language === b.language
}

/** The content of a version: all that goes out of it. */
export function contentOf(version: Omit<WrittenVersion, 'written' | 'files'>): VersionContent {
  const { account, language, parts, media, contentWarning, card, topics = [] } = version
  return {
    ...{ account, language, parts: [...parts], media: [...media] },
    ...(topics.length === 0 ? {} : { topics: [...topics] }),
    ...(contentWarning === undefined ? {} : { contentWarning }),
    ...(card === undefined ? {} : { card }),
    ...asideOf(version),
  }
}

/**
 * What was written, read from what goes out: for rows from before there were threads and mentions, and where the desk itself puts
 * other words in their place.
 */
export function formOf(content: VersionContent, files: readonly FileForm[]): VersionForm {
  const { account, language, parts, contentWarning, poll } = content
  return {
    ...{ account, language, text: parts.join('\n\n') },
    ...(files.length === 0 ? {} : { media: [...files] }),
    ...(poll === undefined ? {} : { poll }),
    ...(contentWarning === undefined ? {} : { contentWarning }),
  }
}

/** What was written as one text: forms that say the same read the same. */
function formText({ media = [], thread, contentWarning, ...form }: VersionForm): string {
  return sortedJson({
    ...form,
    ...(media.length === 0 ? {} : { media }),
    ...(thread === true ? { thread } : {}),
    ...(contentWarning === undefined || contentWarning === '' ? {} : { contentWarning }),
  })
}

/** What a content says besides its text and files. */
export function asideOf({ replyTo, correction, poll }: Aside): Pick<VersionContent, keyof Aside> {
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(correction === undefined ? {} : { correction }),
    ...(poll === undefined ? {} : { poll }),
  }
}

/** The exact bytes of a version, as the text that is kept. */
export function contentText(version: Omit<WrittenVersion, 'written' | 'files'>): string {
  return new TextDecoder().decode(versionBytes(contentOf(version)))
}

/** A file as it goes out with a version: the bytes its network takes, and the words of its writer. */
export function mediaOf(
  { alt, decorative, captions, focus }: FileForm,
  { sha256, mediaType, bytes }: Pick<VersionMedia, 'sha256' | 'mediaType' | 'bytes'>,
  language: string,
): VersionMedia {
  return {
    ...{ sha256, mediaType, bytes, alt: decorative ? '' : alt.trim(), decorative },
    ...(captions === undefined ? {} : { captions: { sha256: captions, language } }),
    ...(focus === undefined ? {} : { focus }),
  }
}

/** Why versions cannot stand like this; undefined when they can. */
export function formProblem(
  { versions }: { versions: readonly (Place & { files: readonly { sha256: string }[] })[] },
  accounts: readonly { id: string; languages: readonly string[] }[],
): Refusal | undefined {
  const places = new Set(versions.map(({ account, language }) => `${account} ${language}`))
  if (places.size !== versions.length) return 'version-twice'
  if (versions.length > publishingLimits.versionsMax) return 'too-many-versions'
  for (const { account, language, files } of versions) {
    if (new Set(files.map(({ sha256 }) => sha256)).size !== files.length) return 'file-twice'
    const known = accounts.find(({ id }) => id === account)
    if (known === undefined) return 'no-such-account'
    if (!known.languages.includes(language)) return 'no-such-language'
  }
  return undefined
}

/** Whether these grants let somebody do it at every one of these places. */
export function mayAt(
  grants: readonly Grant[],
  verb: Verb,
  o: { lane: Lane; places: readonly Place[] },
): boolean {
  const where = o.places.length === 0 ? [{}] : o.places
  return where.every((place) => mayDo(grants, verb, { ...place, lane: o.lane }))
}

/** A message as it was, for finding what a change touches. */
export type Before = {
  title: string
  lane: Lane
  /** Missing: none. */
  topics?: readonly string[]
  versions: readonly (Place & { content: string; written: VersionForm })[]
}

/** What a change touches: places to be allowed at in the old lane and in the new; nothing: it changes nothing. */
export function touched(before: Before, after: WrittenForm): Place[] | undefined {
  const kept = new Map(before.versions.map((version) => [`${version.account} ${version.language}`, version]))
  const next = new Map(after.versions.map((version) => [`${version.account} ${version.language}`, version]))
  const written = after.versions.filter((version) => {
    const was = kept.get(`${version.account} ${version.language}`)
    return was?.content !== contentText(version) || formText(was.written) !== formText(version.written)
  })
  const dropped = before.versions.filter(({ account, language }) => !next.has(`${account} ${language}`))
  const all = before.lane === after.lane ? [] : [...before.versions, ...after.versions]
  const places = [...written, ...dropped, ...all].map(({ account, language }) => ({ account, language }))
  if (places.length > 0) return places
  const { topics = [] } = before
  const isSame = before.title === after.title && isSameList(topics, after.topics ?? topics)
  return isSame ? undefined : []
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

/** Why approval cannot be asked yet; undefined when it can. */
export function askProblem(
  versions: readonly (Place & { text: string })[],
  accounts: readonly { id: string; languages: readonly string[] }[],
): Refusal | undefined {
  const said = versions.filter(({ text }) => text.trim() !== '')
  if (said.length === 0) return 'nothing-to-ask'
  if (said.length < versions.length) return 'half-written'
  for (const id of new Set(versions.map(({ account }) => account))) {
    const account = accounts.find((one) => one.id === id)
    if (account === undefined) return 'no-such-account'
    const languages = new Set(said.filter((one) => one.account === id).map(({ language }) => language))
    if (account.languages.some((language) => !languages.has(language))) return 'half-written'
  }
  return undefined
}

/** Where a message stands, from what approvals say and what is public. */
export function stateOf(o: {
  approval: ApprovalState | undefined
  versions: readonly (Place & { sha256: string })[]
  noted: readonly Noted[]
}): MessageState {
  if (isOut(o.versions, o.noted)) return 'published'
  if (o.approval === 'approved' && isDown(o.versions, o.noted)) return 'down'
  if (o.approval === 'waiting' || o.approval === 'returned' || o.approval === 'approved') return o.approval
  return 'draft'
}

/** Whether every version is public exactly as it stands. */
export function isOut(versions: readonly (Place & { sha256: string })[], noted: readonly Noted[]): boolean {
  return (
    versions.length > 0 && versions.every((version) => publicAt(noted, version)?.sha256 === version.sha256)
  )
}

function isDown(versions: readonly (Place & { sha256: string })[], noted: readonly Noted[]): boolean {
  if (noted.some(({ endedAtMs }) => endedAtMs === undefined)) return false
  return versions.every((version) =>
    noted.some(
      (one) => isSamePlace(one, version) && one.sha256 === version.sha256 && one.endedHow === 'taken-down',
    ),
  )
}

/** What is public at a place now. */
export function publicAt<N extends Noted>(noted: readonly N[], place: Place): N | undefined {
  return noted.find((one) => one.endedAtMs === undefined && isSamePlace(one, place))
}

/** What else is public at a place beside what a newer note takes the place of: a reply that corrected stands beside its post. */
export function publicBeside<N extends Noted & { id: string }>(
  noted: readonly N[],
  place: Place,
  replaced: { id: string } | undefined,
): N | undefined {
  return noted.find(
    (one) => one.endedAtMs === undefined && isSamePlace(one, place) && one.id !== replaced?.id,
  )
}

/** Every account of which half of a pair is public alone. */
export function halvesOut(noted: readonly Noted[]): Half[] {
  return [...new Set(noted.map(({ account }) => account))].flatMap(
    (account) =>
      halfOf(
        account,
        noted.filter((one) => one.account === account),
      ) ?? [],
  )
}

function halfOf(account: string, noted: readonly Noted[]): Half | undefined {
  const live = noted.filter(({ endedAtMs }) => endedAtMs === undefined)
  const newest = live.toSorted((a, b) => b.round - a.round)[0]
  if (newest === undefined) return undefined
  const languages = Object.keys(newest.pair)
  const isThere = (language: string): boolean =>
    publicAt(live, { account, language })?.sha256 === newest.pair[language]
  const missing = languages.filter((language) => !isThere(language))
  if (missing.length === 0) return undefined
  const begun = live.filter(({ round }) => round === newest.round).map(({ publishedAtMs }) => publishedAtMs)
  const gone = noted
    .filter(({ language, endedHow }) => missing.includes(language) && endedHow === 'taken-down')
    .map(({ endedAtMs }) => endedAtMs ?? 0)
  const sinceMs = Math.max(Math.min(...begun), ...gone)
  return { account, public: languages.filter(isThere), missing, sinceMs }
}
