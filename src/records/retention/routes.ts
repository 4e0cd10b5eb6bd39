import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import type { Kysely } from 'kysely'
import type { Archive } from '#records/archive.ts'
import { RecordKind, type RecordActor } from '#records/contract.ts'
import { nextNightMs } from '#records/night.ts'
import { readClock, readYearsClock, setClock, setYearsClock } from '#records/retention/clocks.ts'
import {
  ConversationsClockChange,
  ListeningClockChange,
  NextNight,
  Retention,
  ScheduleChange,
  WithReason,
} from '#records/retention/contract.ts'
import { holdRoutes } from '#records/retention/hold-routes.ts'
import { nextNight } from '#records/retention/next-night.ts'
import { setPause } from '#records/retention/pause.ts'
import { retentionProblems } from '#records/retention/problems.ts'
import { schedules, setSchedule } from '#records/retention/schedules.ts'

/** What these routes are given: the archive, and who somebody signed in is. */
export type RetentionRoutes<S> = { archive: Archive; actorOf: (session: S) => RecordActor }

/** How long a page may take that counts a large archive, ms. */
const countingTimeoutMs = 60_000

/** Adds schedules, clocks, legal holds and what the next night will dispose of. */
export function retentionRoutes<S>(api: Api<S>, given: RetentionRoutes<S>): void {
  addReading(api, given)
  addChanging(api, given)
  addClocks(api, given)
  addPausing(api, given)
  holdRoutes(api, given)
}

/** Everything that decides how long something is kept, as it stands. */
async function retentionNow({ db, store, clock }: Archive): Promise<Retention> {
  const state = await db.selectFrom('records_disposal').selectAll().executeTakeFirstOrThrow()
  const { paused_at: at, paused_by: by, pause_reason: reason, last_night_at: last } = state
  return {
    listening: await readClock(store.db, 'listening'),
    conversations: await readYearsClock(db, 'conversations'),
    schedules: await schedules(db),
    disposal: {
      nextAt: new Date(nextNightMs(clock.nowMs())).toISOString(),
      ...(at === null ? {} : { paused: { at: at.toISOString(), by: by ?? '', reason: reason ?? '' } }),
      ...(last === null ? {} : { lastAt: last.toISOString() }),
    },
  }
}

function addReading<S>(api: Api<S>, { archive }: RetentionRoutes<S>): void {
  const { db, clock } = archive
  route(api, {
    method: 'get',
    path: '/api/records/retention',
    summary: 'How long everything is kept: listening data, each kind of record, and whether disposal runs',
    access: 'signed-in',
    may: 'retention',
    answers: { 200: Retention },
    handle: async () => ({ status: 200, body: await retentionNow(archive) }),
  })
  route(api, {
    method: 'get',
    path: '/api/records/next-night',
    summary: 'What the next night will dispose of, and what legal holds keep from it',
    access: 'signed-in',
    may: 'retention',
    timeoutMs: countingTimeoutMs,
    answers: { 200: NextNight },
    handle: async () => {
      const nowMs = clock.nowMs()
      return { status: 200, body: await nextNight(db, nextNightMs(nowMs), nowMs) }
    },
  })
}

function addChanging<S>(api: Api<S>, { archive, actorOf }: RetentionRoutes<S>): void {
  const { store, clock } = archive
  route(api, {
    method: 'put',
    path: '/api/records/schedules/{kind}',
    summary: 'Changes how long entries of one kind are kept; itself on record',
    access: 'signed-in',
    may: 'retention',
    fresh: true,
    params: z.object({ kind: RecordKind }),
    body: ScheduleChange,
    answers: { 200: Retention, 409: Problem },
    handle: async ({ params: { kind }, body, session }) => {
      const change = { kind, ...body, by: actorOf(session) }
      const done = await store.inTransaction((tx) => setSchedule(tx, change, clock.nowMs()))
      if (done === 'fixed') return refused(409, retentionProblems.fixed)
      if (done === 'by-clock') return refused(409, retentionProblems.byClock)
      return { status: 200, body: await retentionNow(archive) }
    },
  })
}

function addClocks<S>(api: Api<S>, { archive, actorOf }: RetentionRoutes<S>): void {
  const { store, clock } = archive
  route(api, {
    method: 'put',
    path: '/api/records/clocks/listening',
    summary: 'Changes how many days listening data is kept; itself on record',
    access: 'signed-in',
    may: 'retention',
    fresh: true,
    body: ListeningClockChange,
    answers: { 200: Retention },
    handle: async ({ body, session }) => {
      const change = { clock: 'listening' as const, ...body, by: actorOf(session) }
      await store.inTransaction((tx) => setClock(tx, change, clock.nowMs()))
      return { status: 200, body: await retentionNow(archive) }
    },
  })
  route(api, {
    method: 'put',
    path: '/api/records/clocks/conversations',
    summary: 'Changes how many years conversations with citizens are kept; itself on record',
    access: 'signed-in',
    may: 'retention',
    fresh: true,
    body: ConversationsClockChange,
    answers: { 200: Retention },
    handle: async ({ body, session }) => {
      const change = { clock: 'conversations' as const, ...body, by: actorOf(session) }
      await store.inTransaction((tx) => setYearsClock(tx, change, clock.nowMs()))
      return { status: 200, body: await retentionNow(archive) }
    },
  })
}

// Stopping keeps more, so it must be quick; only letting things go again asks for a fresh sign-in.
function addPausing<S>(api: Api<S>, { archive, actorOf }: RetentionRoutes<S>): void {
  const { store, clock } = archive
  const set = async (session: S, paused: boolean, reason: string): Promise<Retention> => {
    const change = { paused, reason, by: actorOf(session) }
    await store.inTransaction((tx: Kysely<unknown>) => setPause(tx, change, clock.nowMs()))
    return retentionNow(archive)
  }
  const common = {
    access: 'signed-in',
    may: 'retention',
    body: WithReason,
    answers: { 200: Retention },
  } as const
  route(api, {
    ...common,
    method: 'post',
    path: '/api/records/disposal/pause',
    summary: 'Stops disposal, also one at work',
    handle: async ({ body, session }) => ({ status: 200, body: await set(session, true, body.reason) }),
  })
  route(api, {
    ...common,
    method: 'post',
    path: '/api/records/disposal/resume',
    summary: 'Lets disposal go on from the next night',
    fresh: true,
    handle: async ({ body, session }) => ({ status: 200, body: await set(session, false, body.reason) }),
  })
}
