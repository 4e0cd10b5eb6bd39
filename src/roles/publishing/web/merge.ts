import type { FileForm, MessageForm, PollForm, VersionForm } from '#roles/publishing/contract.ts'
import {
  asideKinds,
  plainAside,
  saidAside,
  type AsideForm,
  type AsideKind,
} from '#roles/publishing/web/aside.ts'
import { mediaOf, placeName, pollOf, sameFiles, samePoll } from '#roles/publishing/web/draft.ts'

/** One thing that both changed, and what the other wrote there. A version's `text` is undefined where they took it out. */
export type Clash =
  | { kind: 'title'; theirs: string }
  | { kind: 'lane'; theirs: MessageForm['lane'] }
  | { kind: 'version'; account: string; language: string; theirs: string | undefined }
  /** What a version asks; undefined where they ask nothing. */
  | { kind: 'poll'; account: string; language: string; theirs: PollForm | undefined }
  /** One thing a version has beside its words; `theirs` lacks it where they took it out. */
  | { kind: 'aside'; part: AsideKind; account: string; language: string; theirs: AsideForm }
  /** The files of the whole message: those of every version that the other changed too, by `placeName`. */
  | { kind: 'files'; theirs: Record<string, FileForm[]> }

/**
 * Puts two people's changes of one message together. What only one of them changed is taken from them; where both did, mine
 * stands and theirs is told, so that no word of either is lost.
 */
export function merge(o: { base: MessageForm; mine: MessageForm; theirs: MessageForm }): {
  form: MessageForm
  clashes: Clash[]
} {
  const { base, mine, theirs } = o
  const clashes: Clash[] = []
  const title = pick(base.title, mine.title, theirs.title)
  if (title.clash) clashes.push({ kind: 'title', theirs: theirs.title })
  const lane = pick(base.lane, mine.lane, theirs.lane)
  if (lane.clash) clashes.push({ kind: 'lane', theirs: theirs.lane })
  const versions: VersionForm[] = []
  const theirFiles: Record<string, FileForm[]> = {}
  for (const { account, language } of places([mine, theirs])) {
    const text = (form: MessageForm): string | undefined =>
      form.versions.find((one) => one.account === account && one.language === language)?.text
    const picked = pick(text(base), text(mine), text(theirs))
    if (picked.clash) clashes.push({ kind: 'version', account, language, theirs: text(theirs) })
    const files = (form: MessageForm): FileForm[] =>
      form.versions.find((one) => one.account === account && one.language === language)?.media ?? []
    const media = pickFiles(files(base), files(mine), files(theirs))
    if (media.clash) theirFiles[placeName({ account, language })] = files(theirs)
    const asked = (form: MessageForm): PollForm | undefined =>
      form.versions.find((one) => one.account === account && one.language === language)?.poll
    const poll = pickPoll(asked(base), asked(mine), asked(theirs))
    if (poll.clash) clashes.push({ kind: 'poll', account, language, theirs: asked(theirs) })
    const beside = (form: MessageForm): AsideForm =>
      plainAside(form.versions.find((one) => one.account === account && one.language === language) ?? {})
    const aside = mergeAside(beside(base), beside(mine), beside(theirs))
    for (const part of aside.clashes)
      clashes.push({ kind: 'aside', part, account, language, theirs: beside(theirs) })
    if (picked.value !== undefined)
      versions.push({
        ...{ account, language, text: picked.value },
        ...mediaOf(media.value),
        ...pollOf(poll.value),
        ...aside.value,
      })
  }
  if (Object.keys(theirFiles).length > 0) clashes.push({ kind: 'files', theirs: theirFiles })
  const topics = mergeTopics(base, mine, theirs)
  const form = { title: title.value, lane: lane.value, ...(topics && { topics }), versions }
  return { form, clashes }
}

/** Each topic by itself: one that either chose is in, one that either took out is not. So two can never be of two minds about one. */
function mergeTopics(base: MessageForm, mine: MessageForm, theirs: MessageForm): string[] | undefined {
  if ([base, mine, theirs].every(({ topics }) => topics === undefined)) return undefined
  const has = ({ topics = [] }: MessageForm, id: string): boolean => topics.includes(id)
  const all = new Set([base, mine, theirs].flatMap(({ topics = [] }) => topics))
  return [...all].filter((id) => pick(has(base, id), has(mine, id), has(theirs, id)).value).toSorted()
}

function pick<T>(base: T, mine: T, theirs: T): { value: T; clash: boolean } {
  if (mine === base) return { value: theirs, clash: false }
  return { value: mine, clash: theirs !== base && theirs !== mine }
}

function pickFiles(
  base: FileForm[],
  mine: FileForm[],
  theirs: FileForm[],
): { value: FileForm[]; clash: boolean } {
  if (sameFiles(mine, base)) return { value: theirs, clash: false }
  return { value: mine, clash: !sameFiles(theirs, base) && !sameFiles(theirs, mine) }
}

function mergeAside(
  base: AsideForm,
  mine: AsideForm,
  theirs: AsideForm,
): { value: AsideForm; clashes: AsideKind[] } {
  const clashes: AsideKind[] = []
  const value: AsideForm = {}
  for (const kind of asideKinds) {
    const said = (of: AsideForm): string => saidAside(only(of, kind))
    const picked = pick(said(base), said(mine), said(theirs))
    if (picked.clash) clashes.push(kind)
    Object.assign(value, only(picked.value === said(mine) ? mine : theirs, kind))
  }
  return { value, clashes }
}

/** One thing of it alone. */
function only(aside: AsideForm, kind: AsideKind): AsideForm {
  return Object.fromEntries(Object.entries(aside).filter(([name]) => name === kind))
}

/** With one thing as the other has it. */
export function withTheirAside(mine: AsideForm, kind: AsideKind, theirs: AsideForm): AsideForm {
  const { [kind]: _mine, ...kept } = mine
  return { ...kept, ...only(theirs, kind) }
}

function pickPoll(
  base: PollForm | undefined,
  mine: PollForm | undefined,
  theirs: PollForm | undefined,
): { value: PollForm | undefined; clash: boolean } {
  if (samePoll(mine, base)) return { value: theirs, clash: false }
  return { value: mine, clash: !samePoll(theirs, base) && !samePoll(theirs, mine) }
}

function places(forms: readonly MessageForm[]): { account: string; language: string }[] {
  const all = new Map(
    forms.flatMap(({ versions }) => versions.map((one) => [`${one.account} ${one.language}`, one] as const)),
  )
  return [...all.values()].map(({ account, language }) => ({ account, language }))
}
