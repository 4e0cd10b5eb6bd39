import type { Kysely } from 'kysely'
import { liveGrants } from '#access/people/live-grants.ts'
import { icalText, type IcalEvent } from '#api/ical.ts'
import { feedHash, feedSecret } from '#api/secret-feed.ts'
import { mayDo } from '#kernel/permission.ts'
import { dayMs, minuteMs } from '#kernel/time.ts'
import type { Doer, FacesNeeds } from '#roles/faces/ground.ts'
import type { RotaFeedOf, RotaFeeds, NewRotaFeed } from '#roles/faces/rota/contract.ts'
import { wallAt } from '#roles/faces/rota/days.ts'
import { dutyWords, hoursWords, practiceName, rotaNames } from '#roles/faces/rota/feed-words.ts'
import { stretchesOf, type Stretch } from '#roles/faces/rota/rules.ts'
import { namesOf, readRota } from '#roles/faces/rota/store.ts'
import type { RotaTables } from '#roles/faces/rota/tables.ts'

/** What somebody's own calendar is shown: so far back, and so far ahead. */
const backMs = 31 * dayMs
const aheadMs = 186 * dayMs
/** What is worked out at once; the rota looks at no more. */
const stepMs = 31 * dayMs
/** Beyond it the far end is left out: 30 people on every day of the half year fit. */
const eventsMax = 6000
const refreshMin = 30
/** How exactly it is kept when an address was last read. */
const usedEveryMs = 10 * minuteMs

/** Whether one's own calendar may read one's shifts, or the whole rota. */
export async function feedStates({ store }: FacesNeeds, { personId }: Doer): Promise<RotaFeeds> {
  const rows = await store.db
    .withTables<RotaTables>()
    .selectFrom('rota_feeds')
    .select(['shows', 'made_at', 'used_at'])
    .where('person_id', '=', personId)
    .execute()
  const stateOf = (shows: RotaFeedOf): RotaFeeds['own'] => {
    const row = rows.find((one) => one.shows === shows)
    if (row === undefined) return {}
    const usedAt = row.used_at === null ? {} : { usedAt: row.used_at.toISOString() }
    return { since: row.made_at.toISOString(), ...usedAt }
  }
  return { own: stateOf('own'), team: stateOf('team') }
}

/** Makes a new secret address, told this once; an earlier one that shows the same ends with it. */
export async function makeRotaFeed(
  { store, clock }: FacesNeeds,
  { personId, session }: Doer,
  shows: RotaFeedOf,
): Promise<NewRotaFeed> {
  const secret = feedSecret()
  const row = {
    ...{ secret_hash: feedHash(secret), locale: session.locale },
    ...{ made_at: new Date(clock.nowMs()), used_at: null },
  }
  await store.db
    .withTables<RotaTables>()
    .insertInto('rota_feeds')
    .values({ person_id: personId, shows, ...row })
    .onConflict((known) => known.columns(['person_id', 'shows']).doUpdateSet(row))
    .execute()
  return { path: `/calendar/rota/${secret}.ics` }
}

/** Ends one's address; nothing where there was none. */
export async function endRotaFeed(
  { store }: FacesNeeds,
  { personId }: Doer,
  shows: RotaFeedOf,
): Promise<void> {
  await store.db
    .withTables<RotaTables>()
    .deleteFrom('rota_feeds')
    .where('person_id', '=', personId)
    .where('shows', '=', shows)
    .execute()
}

/** The rota behind a secret address, for whoever it was made for while they may read the desk; undefined for everybody else. */
export async function readRotaFeed(
  needs: FacesNeeds,
  { secret, base }: { secret: string; base: string },
): Promise<string | undefined> {
  const db = needs.store.db.withTables<RotaTables>()
  const row = await db
    .selectFrom('rota_feeds')
    .select(['person_id', 'shows', 'locale', 'used_at'])
    .where('secret_hash', '=', feedHash(secret))
    .executeTakeFirst()
  if (row === undefined || !mayDo(await liveGrants(needs.store.db, row.person_id), 'read')) return undefined
  const nowMs = needs.clock.nowMs()
  if (row.used_at === null || row.used_at.getTime() < nowMs - usedEveryMs)
    await db
      .updateTable('rota_feeds')
      .set({ used_at: new Date(nowMs) })
      .where('person_id', '=', row.person_id)
      .where('shows', '=', row.shows)
      .execute()
  return calendarOf(needs, { personId: row.person_id, shows: row.shows, lang: row.locale, base })
}

type Shown = { personId: string; shows: RotaFeedOf; lang: 'en' | 'fr'; base: string }

async function calendarOf(needs: FacesNeeds, { personId, shows, lang, base }: Shown): Promise<string> {
  const nowMs = needs.clock.nowMs()
  const all = await stretchesIn(needs.store.db, { nowMs, holidays: await needs.holidays() })
  const shown = shows === 'own' ? all.filter((one) => one.personId === personId) : all
  const names = await namesOf(
    needs.store.db,
    shown.map((one) => one.personId),
  )
  const { hostname } = new URL(base)
  const practice = needs.isPractice ? [practiceName[lang]] : []
  const events = shown.slice(0, eventsMax).map((one): IcalEvent => {
    const who = shows === 'own' ? dutyWords[lang] : `${names.get(one.personId) ?? ''} – ${dutyWords[lang]}`
    return {
      // Whoever is on, a shift on a day stays the same event.
      uid: `${one.key.replace('@', '-')}@${hostname}`,
      ...{ startMs: one.startMs, minutes: (one.endMs - one.startMs) / minuteMs, stampMs: nowMs },
      summary: [...practice, who].join(' – '),
      description: hoursOf(one)[lang],
      url: `${base}/directory/rota?week=${one.day}`,
      ...{ isSure: true, isBusy: one.personId === personId },
    }
  })
  const name = [...practice, rotaNames[shows][lang]].join(' – ')
  return icalText({ product: 'Duty rota', name, language: lang, refreshMin, events })
}

/** Everything from a month back to half a year ahead, each shift once. */
async function stretchesIn(
  db: Kysely<unknown>,
  { nowMs, holidays }: { nowMs: number; holidays: readonly { on: string }[] },
): Promise<Stretch[]> {
  const known = new Map<string, Stretch>()
  for (let fromMs = nowMs - backMs; fromMs < nowMs + aheadMs; fromMs += stepMs) {
    const span = { fromMs, toMs: Math.min(fromMs + stepMs, nowMs + aheadMs) }
    for (const one of stretchesOf(await readRota(db, span, holidays), span)) known.set(one.key, one)
  }
  return [...known.values()].toSorted((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1))
}

function hoursOf({ startMs, endMs, timeZone }: Stretch): ReturnType<typeof hoursWords> {
  return hoursWords({ from: wallAt(startMs, timeZone), to: wallAt(endMs, timeZone), zone: timeZone })
}
