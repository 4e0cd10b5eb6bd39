import { createHash } from 'node:crypto'
import type { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import type { SessionChange } from '#access/contract.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { isTimeZone } from '#kernel/zones.ts'

/** Limits of signing in, all of them. */
export const accessLimits = {
  linkMs: 15 * minuteMs,
  /** Links of one person that wait to be used; beyond it their oldest is void. */
  linksMax: 20,
  /** A session ends after that long without a request … */
  sessionIdleMs: 12 * hourMs,
  /** … and in any case after that long. */
  sessionMs: 7 * dayMs,
  sessionsPerPersonMax: 50,
  /** How stale `seen_at` may be, so that not every request writes. */
  seenEveryMs: minuteMs,
  tokenBytes: 32,
  /** How long a proof of who somebody is (step-up) counts. */
  freshMs: 5 * minuteMs,
  /** How long after a link, or a provider's word, somebody without a passkey may add their first. */
  enrolMs: 15 * minuteMs,
  /** A session's token is renewed when it is older than that … */
  renewEveryMs: dayMs,
  /** … and the one before stays good for that long after the new one was first used: requests may be under way. */
  graceMs: minuteMs,
} as const

/** A token's form: 256 bits as base64url. Anything else is refused before the store is asked. */
export function isTokenShaped(token: string | undefined): token is string {
  return token !== undefined && /^[\w-]{43}$/.test(token)
}

/** What is kept of a token: enough to know it again, useless to whoever reads the database. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** When a session ends that was begun then and seen now. */
export function sessionEndMs(begunAtMs: number, nowMs: number): number {
  return Math.min(nowMs + accessLimits.sessionIdleMs, begunAtMs + accessLimits.sessionMs)
}

/** Two letters for a name: of its first and last word, or the first two of a single one. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word))
  const [first, last] = [words[0] ?? '?', words.length > 1 ? words.at(-1) : undefined]
  const letters =
    last === undefined
      ? lettersOf(first).slice(0, 2)
      : [...lettersOf(first).slice(0, 1), ...lettersOf(last).slice(0, 1)]
  return letters.join('').toUpperCase()
}

function lettersOf(word: string): string[] {
  return Array.from(
    new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word),
    (part) => part.segment,
  )
}

/** Whether a change touches what everybody shares: the owner's to decide. */
export function isAboutDesk(change: SessionChange): boolean {
  return change.place !== undefined || change.timeZone !== undefined || change.welcomed !== undefined
}

/** Why a change cannot be made, by field; undefined when it can. The schema has already read its form. */
export function changeProblem(change: SessionChange, isOwner: boolean): Problem | undefined {
  if (isAboutDesk(change) && !isOwner) return notTheOwner
  const fields: NonNullable<Problem['fields']> = {}
  if (change.timeZone !== undefined && (change.timeZone.length > 60 || !isTimeZone(change.timeZone))) {
    fields['timeZone'] = {
      en: 'Give a time zone such as America/Toronto.',
      fr: 'Donnez un fuseau horaire comme America/Toronto.',
    }
  }
  if (change.place && !isPlace(change.place)) {
    fields['place'] = { en: 'Choose a place from the list.', fr: 'Choisissez un lieu dans la liste.' }
  }
  return Object.keys(fields).length > 0 ? kitProblem('not-valid', fields) : undefined
}

function isPlace(place: NonNullable<SessionChange['place']>): boolean {
  const isOnEarth = Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180
  return isOnEarth && place.name.trim() !== '' && place.name.length <= 200 && /^[A-Z]{2}$/.test(place.country)
}

const notTheOwner: Problem = {
  error: 'not-the-owner',
  en: 'Only the owner of the desk can change its place, time zone and welcome. Ask them to do it.',
  fr: 'Seule la personne responsable du poste peut en modifier le lieu, le fuseau horaire et l’accueil. Demandez-le-lui.',
}
