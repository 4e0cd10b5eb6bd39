/** What is worth knowing about the time of something, best effort and never in its way. Pure. */
import { calendarLimits, type KnownDay, type Note } from '#roles/publishing/calendar/contract.ts'
import type { Entry } from '#roles/publishing/calendar/entries.ts'
import { wallAt } from '#roles/publishing/calendar/wall.ts'
import type { Pause } from '#sending/contract.ts'
import { isPausedBy } from '#sending/pauses.ts'

/** What notes are made from. */
export type Around = {
  /** Everything near, whatever is filtered on screen. */
  all: readonly Entry[]
  known: readonly KnownDay[]
  pauses: readonly Pause[]
  zone: string
  nowMs: number
}

const over: ReadonlySet<Entry['stands']> = new Set(['out', 'down', 'trouble', 'needed'])

/** Most notes shown at one entry. */
const notesMax = 6

/** Notes of one entry. What is out already has none: nobody can move it. */
export function notesOf(entry: Entry, around: Around): Note[] {
  if (over.has(entry.stands)) return []
  return [
    ...pauseNotes(entry, around),
    ...emergencyNotes(entry, around),
    ...nearNotes(entry, around),
    ...dayNotes(entry, around),
  ].slice(0, notesMax)
}

function nearNotes(entry: Entry, { all }: Around): Note[] {
  const others = all.filter(
    (one) =>
      one.message !== entry.message &&
      one.stands !== 'down' &&
      one.stands !== 'needed' &&
      Math.abs(one.atMs - entry.atMs) < calendarLimits.nearMsMax,
  )
  return others.flatMap(({ title, accounts }) =>
    accounts
      .filter((account) => entry.accounts.includes(account))
      .slice(0, 1)
      .map((account) => ({ why: 'same-hour', title, account }) as const),
  )
}

function emergencyNotes(entry: Entry, { all }: Around): Note[] {
  if (entry.lane !== 'normal') return []
  const near = all.find(
    ({ lane, message, stands, atMs }) =>
      lane === 'emergency' &&
      message !== entry.message &&
      stands !== 'needed' &&
      Math.abs(atMs - entry.atMs) < calendarLimits.emergencyMsMax,
  )
  return near === undefined ? [] : [{ why: 'emergency', title: near.title }]
}

function pauseNotes(entry: Entry, { pauses, nowMs }: Around): Note[] {
  if (entry.atMs < nowMs || entry.atMs > nowMs + calendarLimits.pauseMsMax) return []
  const covers = (account: string) => (pause: Pause) =>
    isPausedBy(pause, { lane: entry.lane, account, title: entry.title, texts: [] })
  const pause = entry.accounts.flatMap((account) => pauses.find(covers(account)) ?? [])[0]
  return pause === undefined ? [] : [{ why: 'pause', reason: pause.reason }]
}

function dayNotes({ atMs }: Entry, { known, zone }: Around): Note[] {
  const on = wallAt(atMs, zone).slice(0, 10)
  return known
    .filter((day) => day.on === on)
    .map(({ kind, en, fr }) => ({ why: kind === 'holiday' ? 'holiday' : 'day', en, fr }))
}
