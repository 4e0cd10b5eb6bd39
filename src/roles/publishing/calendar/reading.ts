import { sql } from 'kysely'
import type { Grant } from '#kernel/permission.ts'
import { hourMs } from '#kernel/time.ts'
import {
  calendarLimits,
  type CalendarEntry,
  type CalendarQuery,
  type CalendarView,
  type Note,
  type WhenForm,
} from '#roles/publishing/calendar/contract.ts'
import { knownDays } from '#roles/publishing/calendar/days.ts'
import {
  byHandEntries,
  draftEntry,
  entriesOf,
  type ByHand,
  type Entry,
} from '#roles/publishing/calendar/entries.ts'
import { calendarDb, type PlanningRoom } from '#roles/publishing/calendar/ground.ts'
import { notesOf, type Around } from '#roles/publishing/calendar/notes.ts'
import { timeAhead, waitingBetween, type Timed } from '#roles/publishing/calendar/plans.ts'
import { dayLater, dayStartMs, wallAt } from '#roles/publishing/calendar/wall.ts'
import { campaignsOf } from '#roles/publishing/campaigns/store.ts'
import { mayAt } from '#roles/publishing/rules.ts'
import { readMessage } from '#roles/publishing/store.ts'

/** Most entries one look shows; a month of a very busy desk has a tenth of that. */
const entriesMax = 2000

/** A stretch of the calendar as somebody sees it: what goes out, went out, waits or is meant for a time, with what is worth knowing. */
export async function readCalendar(
  room: PlanningRoom,
  query: CalendarQuery,
  grants: readonly Grant[],
): Promise<CalendarView> {
  const zone = await room.planning.timeZone()
  const [fromMs, toMs] = [dayStartMs(query.from, zone), dayStartMs(dayLater(query.from, query.days), zone)]
  const around = await lookAround(room, { fromMs, toMs, zone })
  const inside = around.all.filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
  const campaigns = await campaignsOf(
    room.store.db,
    inside.map(({ message }) => message),
  )
  const fits = (entry: Entry): boolean =>
    (query.account === undefined || entry.accounts.includes(query.account)) &&
    (query.lane === undefined || entry.lane === query.lane) &&
    (query.campaign === undefined || campaigns.get(entry.message) === query.campaign)
  const shown = inside.filter(fits)
  return {
    ...{ zone, from: query.from, days: query.days },
    entries: shown
      .slice(0, entriesMax)
      .map((entry) => viewOf(entry, { around, grants, campaign: campaigns.get(entry.message) })),
    known: around.known.filter(({ on }) => on >= query.from && on < dayLater(query.from, query.days)),
    isCut: shown.length > entriesMax,
  }
}

/** Everything in a stretch and near it, earliest first. */
export async function lookAround(
  room: PlanningRoom,
  { fromMs, toMs, zone }: { fromMs: number; toMs: number; zone: string },
): Promise<Around> {
  const near = {
    fromMs: fromMs - calendarLimits.emergencyMsMax,
    toMs: toMs + calendarLimits.emergencyMsMax,
  }
  const planned = await room.sending.planned(near)
  const drafts = await waitingBetween(room, { ...near, limit: entriesMax })
  const byHand = await byHandBetween(room, near)
  const first = wallAt(near.fromMs, zone).slice(0, 10)
  const last = wallAt(near.toMs, zone).slice(0, 10)
  return {
    all: [...entriesOf(planned), ...drafts.map(draftEntry), ...byHandEntries(byHand)].toSorted(
      (a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1),
    ),
    known: await knownDays(room, { first, last }),
    pauses: await room.sending.pauses(),
    ...{ zone, nowMs: room.nowMs() },
  }
}

function viewOf(
  { atMs, places, ...entry }: Entry,
  o: { around: Around; grants: readonly Grant[]; campaign: string | undefined },
): CalendarEntry {
  const { lane, stands, deliveries } = entry
  const verb = deliveries.length > 0 ? 'publish' : 'write'
  const canMove = stands === 'scheduled' || stands === 'meant' || stands === 'asked' || stands === 'approved'
  return {
    ...entry,
    at: new Date(atMs).toISOString(),
    ...(o.campaign === undefined ? {} : { campaign: o.campaign }),
    notes: notesOf({ ...entry, atMs, places }, o.around),
    mayMove: canMove && mayAt(o.grants, verb, { lane, places }),
  }
}

/** What is worth knowing about a time for a message before it is put there. */
export async function notesAt(
  room: PlanningRoom,
  id: string,
  when: WhenForm,
): Promise<Timed<Note[]> | undefined> {
  const kept = await readMessage(calendarDb(room.store.db), id)
  if (kept === undefined) return undefined
  const time = timeAhead(when, room.nowMs())
  if (!time.ok) return time
  const { atMs } = time.value
  const zone = await room.planning.timeZone()
  const around = await lookAround(room, { fromMs: atMs - hourMs, toMs: atMs + hourMs, zone })
  const { lane, title, versions } = kept
  const entry = draftEntry({ ...{ message: id, title, lane, atMs }, stands: 'meant', places: versions })
  return { ok: true, value: notesOf(entry, around) }
}

/** What somebody noted as published by hand; what the outbox published has a delivery of its own. */
async function byHandBetween(
  room: PlanningRoom,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<ByHand[]> {
  const rows = await calendarDb(room.store.db)
    .selectFrom('message_publications as noted')
    .innerJoin('messages', 'messages.id', 'noted.message_id')
    .select(['messages.id', 'title', 'lane', 'account', 'language', 'published_at', 'ended_how'])
    .where('published_at', '>=', new Date(fromMs))
    .where('published_at', '<', new Date(toMs))
    // What the network calls a post is known of what the outbox sent, and of nothing else.
    .where(sql<boolean>`noted.posts = '{}'`)
    .orderBy('published_at')
    .limit(entriesMax)
    .execute()
  return rows.map(({ id, published_at, ended_how, ...row }) => ({
    ...row,
    ...{ message: id, atMs: published_at.getTime(), isDown: ended_how === 'taken-down' },
  }))
}
