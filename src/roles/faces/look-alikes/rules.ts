import type { NetworkProfile } from '#networks/profile.ts'
import type { Reason } from '#roles/faces/look-alikes/contract.ts'
import { editsBetween } from '#roles/faces/look-alikes/edits.ts'
import { bitsApart } from '#roles/faces/look-alikes/picture.ts'
import { readingsOf, skeletonOf } from '#roles/faces/look-alikes/skeleton.ts'

/** An account of ours, as others are held against it. */
export type Ours = { network: string; handle: string; name: string; picture?: string | undefined }

/** Somebody else there. `picture`: what theirs looks like, once it was read. */
export type Candidate = Pick<NetworkProfile, 'handle' | 'name' | 'bio'> & { picture?: string | undefined }

/** From here on an account is shown to people; 100 is the most. Below it nothing of it is kept. */
export const shownFrom = 50
/** From here on its picture is worth reading. */
export const pictureFrom = 25

/** What each thing that is copied weighs. A copied name and picture, or a handle that is drawn alike, are enough alone. */
const weights: Readonly<Record<Reason['kind'], number>> = {
  'same-handle': 45,
  'handle-drawn-alike': 60,
  'handle-nearly': 35,
  'handle-holds-ours': 25,
  'same-name': 40,
  'name-drawn-alike': 45,
  'name-nearly': 20,
  'same-picture': 40,
  'says-official': 10,
  'by-hand': 100,
}

/** Bits of 64 in which two pictures may differ and still be taken for the same. Measured on rescaled and re-encoded copies. */
const pictureBitsMax = 6
/** Shorter names are near each other by chance. */
const nearLengthMin = 6
const holdLengthMin = 5

/** What our accounts look like, worked out once for thousands of others. */
export function lookOf(ours: Ours) {
  const local = localOf(ours.handle)
  return {
    ...ours,
    local,
    handleReadings: readingsOf(local),
    nameReadings: readingsOf(ours.name),
  }
}
/** An account of ours with how it reads. */
export type OurLook = ReturnType<typeof lookOf>

/** What somebody copies of an account of ours; empty for almost everybody. Pure, and takes time in proportion to the text. */
export function reasonsFor(ours: OurLook, theirs: Candidate): Reason[] {
  const reasons = [...handleReasons(ours, theirs), ...nameReasons(ours, theirs)]
  if (ours.picture !== undefined && theirs.picture !== undefined)
    if (bitsApart(ours.picture, theirs.picture) <= pictureBitsMax) reasons.push({ kind: 'same-picture' })
  // Said by many of themselves: it counts only beside something that is copied.
  if (reasons.length > 0 && /\b(official|officielle?)\b/iu.test(`${theirs.name} ${theirs.bio}`))
    reasons.push({ kind: 'says-official' })
  return reasons
}

/** 0 to 100. */
export function scoreOf(reasons: readonly Reason[]): number {
  return Math.min(
    100,
    reasons.reduce((sum, { kind }) => sum + weights[kind], 0),
  )
}

/** Lessons of one reason alone that keep it from being shown alone. */
export const lessonsToLearn = 3

/**
 * Whether people should look at it. What somebody said is no impostor is never shown again; and where a reason alone was wrong three
 * times for an account, that reason alone is not enough any more.
 */
export function isShown(reasons: readonly Reason[], lessons: readonly (readonly string[])[]): boolean {
  if (scoreOf(reasons) < shownFrom) return false
  const kinds = [...new Set(reasons.map(({ kind }) => kind))].toSorted().join(' ')
  const same = lessons.filter((kindsThen) => [...new Set(kindsThen)].toSorted().join(' ') === kinds)
  return same.length < lessonsToLearn || scoreOf(reasons) >= 90
}

function handleReasons(ours: OurLook, theirs: Candidate): Reason[] {
  const local = localOf(theirs.handle).slice(0, textMax)
  if (local === '') return []
  if (local.toLowerCase() === ours.local.toLowerCase()) return [{ kind: 'same-handle' }]
  const readings = readingsOf(local)
  if (meet(ours.handleReadings, readings))
    return [{ kind: 'handle-drawn-alike', ...lettersOf(ours.local, local) }]
  const [mine = '', its = ''] = [first(ours.handleReadings), first(readings)]
  const changes =
    mine.length >= nearLengthMin ? editsBetween(mine, its, mine.length >= 10 ? 2 : 1) : undefined
  if (changes !== undefined) return [{ kind: 'handle-nearly', changes }]
  return mine.length >= holdLengthMin && its.includes(mine) ? [{ kind: 'handle-holds-ours' }] : []
}

function nameReasons(ours: OurLook, theirs: Candidate): Reason[] {
  const name = theirs.name.slice(0, textMax).trim()
  if (name === '' || ours.name.trim() === '') return []
  if (plain(name) === plain(ours.name)) return [{ kind: 'same-name' }]
  const readings = readingsOf(name)
  if (meet(ours.nameReadings, readings)) return [{ kind: 'name-drawn-alike', ...lettersOf(ours.name, name) }]
  const [mine = '', its = ''] = [first(ours.nameReadings), first(readings)]
  const changes =
    mine.length >= nearLengthMin ? editsBetween(mine, its, mine.length >= 12 ? 2 : 1) : undefined
  return changes === undefined ? [] : [{ kind: 'name-nearly', changes }]
}

/** Nothing longer is a handle or a name anywhere we read. */
const textMax = 300

/** The part of a handle that people choose: before the server, or the first name of a domain. */
function localOf(handle: string): string {
  const bare = handle.replace(/^@/, '')
  const before = bare.split('@')[0] ?? bare
  // On Bluesky the whole name is a domain: what stands before the network's own, or before the last two names.
  return before.includes('.')
    ? before.replace(/\.(bsky\.social|[^.]+\.[^.]+|[^.]+)$/iu, '') || before
    : before
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (one !== '' && others.has(one)) return true
  return false
}

function first(readings: ReadonlySet<string>): string | undefined {
  return readings.values().next().value
}

/** The characters that are drawn like others, as `U+0430 for a`; missing where only dots, spaces or accents differ. */
function lettersOf(ours: string, theirs: string): { letters?: string } {
  const mine = new Set(ours.normalize('NFC').toLowerCase())
  const odd = [...new Set(theirs.normalize('NFC'))].filter(
    (one) => !mine.has(one.toLowerCase()) && /[\p{L}\p{N}]/u.test(one) && skeletonOf(one) !== one,
  )
  const named = odd.slice(0, 6).map((one) => {
    const point = (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `${one} (U+${point}) = ${skeletonOf(one)}`
  })
  return named.length === 0 ? {} : { letters: named.join(', ').slice(0, 200) }
}
