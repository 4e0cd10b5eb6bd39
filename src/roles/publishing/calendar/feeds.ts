import { icalText, type IcalEvent } from '#api/ical.ts'
import { feedHash, feedSecret } from '#api/secret-feed.ts'
import { openAccounts } from '#access/people/accounts.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { mayDo } from '#kernel/permission.ts'
import { dayMs } from '#kernel/time.ts'
import type { Doer } from '#roles/publishing/act.ts'
import type { FeedState, NewFeed } from '#roles/publishing/calendar/contract.ts'
import type { Entry } from '#roles/publishing/calendar/entries.ts'
import {
  accountsLine,
  calendarName,
  exerciseName,
  practiceName,
  standsWords,
} from '#roles/publishing/calendar/feed-words.ts'
import { calendarDb, type PlanningRoom } from '#roles/publishing/calendar/ground.ts'
import { lookAround } from '#roles/publishing/calendar/reading.ts'

/** What somebody's own calendar is shown: so far back, and so far ahead. */
const backMs = 31 * dayMs
const aheadMs = 186 * dayMs
const eventsMax = 1000
const eventMin = 15
const refreshMin = 30
/** How exactly it is kept when an address was last read. */
const usedEveryMs = 10 * 60_000

/** Whether one's own calendar may read ours. */
export async function feedState(room: PlanningRoom, { personId }: Doer): Promise<FeedState> {
  const row = await calendarDb(room.store.db)
    .selectFrom('calendar_feeds')
    .select(['made_at', 'used_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return {}
  const { made_at, used_at } = row
  return {
    since: made_at.toISOString(),
    ...(used_at === null ? {} : { usedAt: used_at.toISOString() }),
  }
}

/** Makes a new secret address, told this once; an earlier one of the same person ends with it. */
export async function makeFeed(room: PlanningRoom, { personId, session }: Doer): Promise<NewFeed> {
  const secret = feedSecret()
  const row = {
    ...{ secret_hash: feedHash(secret), locale: session.locale },
    ...{ made_at: new Date(room.nowMs()), used_at: null },
  }
  await calendarDb(room.store.db)
    .insertInto('calendar_feeds')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
  return { path: `/calendar/${secret}.ics` }
}

/** Ends one's address; false when there was none. */
export async function endFeed(room: PlanningRoom, { personId }: Doer): Promise<boolean> {
  const gone = await calendarDb(room.store.db)
    .deleteFrom('calendar_feeds')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** The calendar behind a secret address, for whoever it was made for while they may read the desk; undefined for everybody else. */
export async function readFeed(
  room: PlanningRoom,
  { secret, base }: { secret: string; base: string },
): Promise<string | undefined> {
  const db = calendarDb(room.store.db)
  const row = await db
    .selectFrom('calendar_feeds')
    .select(['person_id', 'locale', 'used_at'])
    .where('secret_hash', '=', feedHash(secret))
    .executeTakeFirst()
  if (row === undefined || !mayDo(await liveGrants(room.store.db, row.person_id), 'read')) return undefined
  const nowMs = room.nowMs()
  if (row.used_at === null || row.used_at.getTime() < nowMs - usedEveryMs)
    await db
      .updateTable('calendar_feeds')
      .set({ used_at: new Date(nowMs) })
      .where('person_id', '=', row.person_id)
      .execute()
  return calendarFor(room, { lang: row.locale, base })
}

/** The calendar in one language. */
async function calendarFor(
  room: PlanningRoom,
  { lang, base }: { lang: 'en' | 'fr'; base: string },
): Promise<string> {
  const nowMs = room.nowMs()
  const zone = await room.planning.timeZone()
  const { all } = await lookAround(room, { fromMs: nowMs - backMs, toMs: nowMs + aheadMs, zone })
  const names = new Map((await openAccounts(room.store.db)).map(({ id, name }) => [id, name]))
  const { isPractice } = room.planning
  const { hostname } = new URL(base)
  // Moved, an event stays the same event: it is named by its message, and by which of that message's times it is.
  const times = new Map<string, number>()
  const events = all.slice(-eventsMax).map((entry): IcalEvent => {
    const nth = (times.get(entry.message) ?? 0) + 1
    times.set(entry.message, nth)
    const accounts = entry.accounts.map((id) => names.get(id) ?? id).join(', ')
    return {
      uid: `${entry.message}-${nth}@${hostname}`,
      ...{ startMs: entry.atMs, minutes: eventMin, stampMs: nowMs },
      summary: summaryOf(entry, { lang, isPractice }),
      description: `${standsWords[entry.stands][lang]}\n${accountsLine[lang]}${lang === 'fr' ? '\u00A0' : ''}: ${accounts}`,
      url: `${base}/publish/${encodeURIComponent(entry.message)}`,
      // Nobody is busy because a message goes out.
      isSure: !['meant', 'asked', 'approved', 'needed'].includes(entry.stands),
    }
  })
  const name = isPractice ? `${practiceName[lang]} – ${calendarName[lang]}` : calendarName[lang]
  return icalText({ product: 'Calendar of messages', name, language: lang, refreshMin, events })
}

function summaryOf(
  { title, lane, stands }: Entry,
  { lang, isPractice }: { lang: 'en' | 'fr'; isPractice: boolean },
): string {
  const marks = [
    ...(isPractice ? [practiceName[lang]] : []),
    ...(lane === 'exercise' ? [exerciseName[lang]] : []),
  ]
  return [...marks, title, standsWords[stands][lang]].join(' – ')
}
