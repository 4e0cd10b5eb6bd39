import { dayMs } from '#kernel/time.ts'
import type { NetworkProfile, ProfileRead } from '#networks/profile.ts'
import type { AccountHealth } from '#sending/contract.ts'
import {
  registerLimits,
  type CheckFacts,
  type CheckState,
  type NotedProfile,
  type PublicAccount,
} from '#roles/faces/register/contract.ts'

/** What a look at something found. */
export type Found = { state: CheckState; code: string; facts: CheckFacts }

/** A check as it stands. */
export type Standing = Found & { checkedMs: number; sinceMs: number; toldMs: number | undefined }

/** A sign-in that failed for so long is more than a network that was away for an hour. */
const signInTroubleMs = dayMs

/** What becomes of a check when it was looked at again. `tells`: its owners hear of it now, for the first time. */
export function nextStanding(
  before: Standing | undefined,
  found: Found,
  nowMs: number,
): { now: Standing; tells: boolean } {
  const worse = wasBetter(before, found) ? ({ ...found, state: 'bad' } as const) : found
  const isSame = before?.state === worse.state
  const sinceMs = isSame ? before.sinceMs : nowMs
  const toldMs = isSame ? before.toldMs : undefined
  const tells = toldMs === undefined && ringsAfter(worse) <= nowMs - sinceMs
  return { now: { ...worse, checkedMs: nowMs, sinceMs, toldMs: tells ? nowMs : toldMs }, tells }
}

/** What only could be better, and was: somebody took it away, which is more than that it never was there. */
function wasBetter(before: Standing | undefined, { state, code }: Found): boolean {
  if (state !== 'advice') return false
  return before?.state === 'ok' || (before?.state === 'bad' && before.code === code)
}

function ringsAfter({ state, code }: Found): number {
  if (state === 'bad') return 0
  // Our own purse is empty: that says nothing of the account.
  if (code === 'over-budget') return Infinity
  return state === 'unknown' ? registerLimits.unansweredTellDays * dayMs : Infinity
}

/** Whether an account is still ours to speak through, from what sending knows of it. */
export function judgeSignIn(health: AccountHealth, nowMs: number): Found | undefined {
  const { state, problem, goodAt, detail } = health
  if (state === 'by-hand' || state === 'own') return undefined
  if (state === 'none') return { state: 'advice', code: 'not-connected', facts: {} }
  if (state === 'lost') return { state: 'bad', code: 'sign-in-lost', facts: { detail: detail ?? '' } }
  if (problem === undefined) return { state: 'ok', code: 'sign-in-works', facts: {} }
  const isLong = nowMs - Date.parse(goodAt ?? health.connectedAt ?? '') > signInTroubleMs
  return {
    state: isLong ? 'bad' : 'unknown',
    code: 'sign-in-trouble',
    facts: { why: problem, detail: detail ?? '' },
  }
}

/** Whether there still is a profile, and whether it is the same account as before: a handle can be taken over. */
export function judgeProfile(
  read: ProfileRead,
  ours: { handle: string; nativeId: string | undefined },
): Found {
  if (read.kind === 'unanswered' && read.why === 'over-budget')
    return { state: 'unknown', code: 'over-budget', facts: {} }
  if (read.kind === 'unanswered')
    return {
      state: 'unknown',
      code: 'unanswered',
      facts: { why: read.why, detail: read.detail.slice(0, 300) },
    }
  if (read.kind === 'gone')
    return { state: 'bad', code: 'profile-gone', facts: { detail: read.detail.slice(0, 300) } }
  const { profile } = read
  if (ours.nativeId !== undefined && ours.nativeId !== profile.id)
    return { state: 'bad', code: 'another-account', facts: { was: ours.nativeId, is: profile.id } }
  if (!sameHandle(ours.handle, profile.handle))
    return { state: 'bad', code: 'renamed', facts: { was: ours.handle, is: profile.handle } }
  return { state: 'ok', code: 'profile-there', facts: {} }
}

/** `@town` and `town@server` are the same account where the server is not said. */
export function sameHandle(one: string, other: string): boolean {
  const [a = '', aHost] = bareHandle(one).split('@')
  const [b = '', bHost] = bareHandle(other).split('@')
  return a === b && (aHost === undefined || bHost === undefined || aHost === bHost)
}

/** A handle as it is compared: without the first `@`, small. */
export function bareHandle(handle: string): string {
  return handle.trim().replace(/^@/, '').toLowerCase()
}

/** What of a profile is compared from day to day. */
export function notedOf(profile: NetworkProfile, picture: string | undefined): NotedProfile {
  return {
    ...{ handle: profile.handle, name: profile.name, bio: profile.bio },
    fields: profile.fields.map(({ name, text }) => ({ name, text })),
    ...(picture === undefined ? {} : { picture }),
  }
}

/** The parts in which two profiles differ. A picture that could not be read this time differs from none. */
export function changedParts(
  noted: NotedProfile,
  seen: NotedProfile,
): ('name' | 'bio' | 'fields' | 'picture')[] {
  const parts: ('name' | 'bio' | 'fields' | 'picture')[] = []
  if (noted.name !== seen.name) parts.push('name')
  if (noted.bio !== seen.bio) parts.push('bio')
  if (JSON.stringify(noted.fields) !== JSON.stringify(seen.fields)) parts.push('fields')
  if (seen.picture !== undefined && noted.picture !== undefined && seen.picture !== noted.picture)
    parts.push('picture')
  return parts
}

/**
 * Whether a profile links to our register, and its network saw that the register links back. Only networks with lines that are
 * verified (Mastodon and its kin) are asked.
 *
 * @param pages addresses of ours that count: the register in its languages, and our site
 */
export function judgeLinks(
  profile: NetworkProfile,
  o: { pages: readonly string[]; isListed: boolean; isPublic: boolean },
): Found {
  if (!o.isPublic) return { state: 'advice', code: 'no-public-address', facts: {} }
  if (!o.isListed) return { state: 'advice', code: 'not-listed', facts: {} }
  const linking = profile.fields.filter(
    ({ href }) => href !== undefined && o.pages.some((page) => samePage(href, page)),
  )
  const [first] = linking
  if (first === undefined) return { state: 'advice', code: 'no-link', facts: { page: o.pages[0] ?? '' } }
  const verified = linking.find(({ verifiedAtMs }) => verifiedAtMs !== undefined)
  if (verified?.verifiedAtMs === undefined)
    return { state: 'advice', code: 'link-not-verified', facts: { link: first.href ?? '' } }
  return {
    state: 'ok',
    code: 'link-verified',
    facts: { link: verified.href ?? '', at: new Date(verified.verifiedAtMs).toISOString() },
  }
}

function samePage(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)]
  if (a === null || b === null) return false
  return a.host === b.host && a.pathname.replace(/\/$/, '') === b.pathname.replace(/\/$/, '')
}

/** Where people find an account, as far as its network tells by the handle alone. */
export function usualUrl(network: string, handle: string, server?: string): string | undefined {
  const bare = handle.trim().replace(/^@/, '')
  if (bare === '') return undefined
  if (network === 'bluesky') return `https://bsky.app/profile/${encodeURIComponent(bare)}`
  if (network === 'x') return `https://x.com/${encodeURIComponent(bare)}`
  if (network !== 'mastodon') return undefined
  const [name = '', host] = bare.split('@')
  const at =
    host ??
    URL.parse(server ?? '')?.host ??
    (server === undefined ? undefined : server.replace(/^https?:\/\//, ''))
  return at === undefined || at === '' ? undefined : `https://${at}/@${encodeURIComponent(name)}`
}

/** A name somebody asks about: a handle, with or without `@`, or the address of a profile. At most {@link registerLimits.askLengthMax}. */
export function askedName(text: string): string {
  const cut = text.trim().slice(0, registerLimits.askLengthMax)
  return cut
}

/** Whether what somebody asks about names this account. */
export function namesAccount(asked: string, { handle, url }: Pick<PublicAccount, 'handle' | 'url'>): boolean {
  const address = /^https?:\/\//i.test(asked) ? URL.parse(asked) : null
  if (address !== null) return url !== undefined && samePage(address.href.toLowerCase(), url.toLowerCase())
  return sameHandle(asked, handle)
}
