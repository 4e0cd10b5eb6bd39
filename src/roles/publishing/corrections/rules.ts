/**
 * The rules of corrections, as values: nothing here reads or writes.
 *
 * - What is public in other words is corrected, never said a second time: edited where the network can, part by part; else answered
 *   by a reply, which says what was wrong, to the post that stands.
 * - A reply answers the oldest post of ours that stands in its place, and of a thread its first part: that is the one people share
 *   and point at. So does a second correction: whoever finds the post finds every correction right below it.
 * - A poll that is out stays as it is. Where an edit would lose its votes, the words are corrected by a reply, which asks nothing.
 * - What a version answers is part of its content before it is hashed. So it is approved, and nobody sends a correction to where
 *   it was not aimed.
 */
import { sortedJson, type VersionContent, type VersionPoll } from '#kernel/version-content.ts'
import type { CorrectionHow } from '#roles/publishing/corrections/contract.ts'
import type { Refusal } from '#roles/publishing/problems.ts'
import type { Aside } from '#roles/publishing/rules.ts'
import type { StandingPost } from '#sending/corrections.ts'

/** Something of ours that is public in a place. `post` is missing where somebody published it by hand. */
export type Stands = {
  id: string
  sha256: string
  url: string
  publishedAtMs: number
  post?: StandingPost | undefined
}

/** How a place stands: what is public there, and what a correction does with it. */
export type Plan = {
  account: string
  language: string
  how: CorrectionHow
  /** The oldest that stands there, and the newest, which may be the same; missing where nothing does. */
  original?: Stands
  newest?: Stands
  /** The posts we ever made in this place, as `network:nativeId`. */
  ours: ReadonlySet<string>
}

/** How a place is corrected, by what stands there (oldest first), and in how many parts the new words come. */
export function howAt(stands: readonly Stands[], parts: number): CorrectionHow {
  const [original] = stands
  const newest = stands.at(-1)
  if (original === undefined || newest === undefined) return 'new'
  if (original.post === undefined || newest.post === undefined) return 'hand'
  if (original.post.isLeaving || newest.post.isLeaving) return 'leaving'
  const { can, posts } = newest.post
  // Where it was answered once, it is answered again: an edit would wipe out the correction before.
  if (can.edits && stands.length === 1 && posts.length === parts)
    return can.notesCorrections ? 'page' : 'edit'
  if (can.replies && original.post.posts.length > 0) return 'reply'
  // Somebody said that it is there, and not what it is called: only they can answer it.
  return original.post.posts.length === 0 ? 'hand' : 'none'
}

/** The post that a correction of a place answers; undefined where it answers none. */
export function answeredBy({ how, original }: Pick<Plan, 'how' | 'original'>): string | undefined {
  return how === 'reply' ? original?.post?.posts[0] : undefined
}

/**
 * What a version says besides its text and files, as its place stands now. Answers to posts of others stay; what it answered of
 * ours is aimed anew. Without a correction nothing changes, save that nobody answers a post of ours where none is left.
 *
 * @param sentence of the open correction in the language of the version; undefined: none is open
 */
export function aimed(was: Aside, plan: Plan, sentence: string | undefined): Aimed {
  if (sentence === undefined && plan.how !== 'new') return asideWithout(was)
  const isOfOthers = was.replyTo !== undefined && !plan.ours.has(was.replyTo)
  const replyTo = answeredBy(plan) ?? (isOfOthers ? was.replyTo : undefined)
  // The poll that is out goes on: a reply does not ask it a second time.
  const poll = plan.how === 'reply' ? undefined : was.poll
  return asideWithout({ replyTo, correction: plan.how === 'page' ? sentence : undefined, poll })
}

type Aimed = { replyTo?: string; correction?: string; poll?: VersionPoll }

function asideWithout({ replyTo, correction, poll }: Aside): Aimed {
  return {
    ...(poll === undefined ? {} : { poll }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(correction === undefined ? {} : { correction }),
  }
}

/** Whether the desk put something into public there that it can correct, and the version says something else. */
export function isOther({ how, newest }: Plan, sha256: string): boolean {
  return how !== 'new' && how !== 'hand' && how !== 'none' && newest?.sha256 !== sha256
}

/** A version on its way, for saying why it may not go. */
export type Going = { sha256: string; content: Pick<VersionContent, 'replyTo' | 'correction' | 'poll'> }

/** Why a version cannot go out to its place as both stand now; undefined when it can. */
export function goingProblem(plan: Plan, version: Going, sentence: string | undefined): Refusal | undefined {
  const { content } = version
  const aim = aimed(content, plan, sentence)
  const isStale =
    aim.replyTo !== content.replyTo ||
    aim.correction !== content.correction ||
    (aim.poll === undefined) !== (content.poll === undefined)
  if (plan.how === 'new') return isStale ? 'aimed-elsewhere' : undefined
  if (plan.how === 'hand') return 'public-otherwise'
  if (plan.how === 'leaving') return 'being-taken-down'
  if (plan.how === 'none') return 'cannot-correct'
  if (sentence === undefined) return 'correct-first'
  if (changesPoll(plan, content)) return 'poll-is-out'
  return isStale ? 'aimed-elsewhere' : undefined
}

/** Whether a version gives other words to a post, and another poll with them: its votes would be lost. */
export function changesPoll({ how, newest }: Plan, { poll }: Pick<VersionContent, 'poll'>): boolean {
  if (how !== 'edit' && how !== 'page') return false
  const out = newest?.post?.poll
  return out !== undefined && sortedJson(out) !== sortedJson(poll)
}

/** The languages of a message in which nothing was said of what was wrong. */
export function unsaid(languages: readonly string[], sentences: Readonly<Record<string, string>>): string[] {
  return [...new Set(languages)].filter((language) => (sentences[language] ?? '').trim() === '')
}

/** What a reply says unless its writer says it otherwise: that it corrects, what was wrong, and where all of it stands. */
export function replyWords(
  sentence: string,
  { language, pageUrl }: { language: string; pageUrl?: string | undefined },
): string {
  const begun = /^fr\b/iu.test(language) ? 'Rectification\u00A0: ' : 'Correction: '
  return `${begun}${sentence}${pageUrl === undefined ? '' : `\n${pageUrl}`}`
}

/** The page on our own site that says the same in the same language, where it is public. */
export function pageBeside(plans: readonly Plan[], language: string): string | undefined {
  const page = plans.find((one) => one.how === 'page' && one.language === language)
  return page?.newest?.url === '' ? undefined : page?.newest?.url
}

/** Whether nothing is left to do of a correction: every place that can be corrected says what its version says. */
export function isDone(places: readonly { plan: Plan; sha256: string }[]): boolean {
  return places.every(
    ({ plan, sha256 }) => plan.how === 'none' || plan.how === 'new' || plan.newest?.sha256 === sha256,
  )
}
