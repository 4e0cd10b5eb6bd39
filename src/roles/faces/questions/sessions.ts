import { actorOf } from '#access/people/actor.ts'
import { dayMs } from '#kernel/time.ts'
import { wallTime } from '#kernel/wall-time.ts'
import { keepRecord } from '#records/records.ts'
import { questionLimits, type SessionChange, type SessionForm } from '#roles/faces/questions/contract.ts'
import {
  act,
  mayOnSite,
  type Doer,
  type Done,
  type Moment,
  type QuestionsNeeds,
} from '#roles/faces/questions/ground.ts'
import type { QuestionRefusal } from '#roles/faces/questions/problems.ts'
import { stateOf } from '#roles/faces/questions/rules.ts'
import { sessionTimes, type SessionRow } from '#roles/faces/questions/store.ts'

/** A session stands in both languages. */
const both = ['en', 'fr'] as const

type Times = { opensMs: number; beginsMs: number; endsMs: number }

/** Announces a session: its page is there from now on. */
export function makeSession(needs: QuestionsNeeds, who: Doer, form: SessionForm): Promise<Done<string>> {
  return act(needs, who, 'publish', async ({ tx, db, grants, nowMs }) => {
    if (!mayOnSite(needs, grants, 'publish', both)) return { ok: false, why: 'no-right' }
    const times = timesOf(form, nowMs)
    if ('why' in times) return { ok: false, ...times }
    const id = needs.newId()
    await db
      .insertInto('question_sessions')
      .values({
        ...{ id, ...columnsOf(form, times), revision: 1, made_by: who.personId, made_at: new Date(nowMs) },
        ...{ cancelled_at: null, cancelled_why: null },
      })
      .execute()
    await keepRecord(
      tx,
      {
        ...{ kind: 'questions-announced', by: actorOf(who), subject: `questions:${id}` },
        facts: { ...factsOf(form, times), change: 'announced' },
      },
      nowMs,
    )
    return { ok: true, value: id }
  })
}

/** Changes its words or times. What is over stays as it was. */
export function changeSession(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  form: SessionChange,
): Promise<Done<string>> {
  return holding(needs, who, id, async ({ tx, db, nowMs }, row) => {
    if (row.revision !== form.revision) return { ok: false, why: 'changed' }
    const times = timesOf({ ...form, opens: form.opens }, nowMs, row.opens_at.getTime())
    if ('why' in times) return { ok: false, ...times }
    await db
      .updateTable('question_sessions')
      .set({ ...columnsOf(form, times), revision: row.revision + 1 })
      .where('id', '=', id)
      .execute()
    await keepRecord(
      tx,
      {
        ...{ kind: 'questions-announced', by: actorOf(who), subject: `questions:${id}` },
        facts: { ...factsOf(form, times), change: 'changed' },
      },
      nowMs,
    )
    return { ok: true, value: id }
  })
}

/** Cancels it, with a reason everybody reads on its page. */
export function cancelSession(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  reason: string,
): Promise<Done<string>> {
  return holding(needs, who, id, async ({ tx, db, nowMs }, row) => {
    await db
      .updateTable('question_sessions')
      .set({ cancelled_at: new Date(nowMs), cancelled_why: reason, revision: row.revision + 1 })
      .where('id', '=', id)
      .execute()
    await keepRecord(
      tx,
      {
        ...{ kind: 'questions-announced', by: actorOf(who), subject: `questions:${id}` },
        facts: { change: 'cancelled', title: row.title, reason },
      },
      nowMs,
    )
    return { ok: true, value: id }
  })
}

/** Does something about a session that is not over, held until the transaction ends. */
function holding(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  work: (now: Moment, row: SessionRow) => Promise<Done<string>>,
): Promise<Done<string>> {
  return act(needs, who, 'publish', async (now) => {
    if (!mayOnSite(needs, now.grants, 'publish', both)) return { ok: false, why: 'no-right' }
    const row = await now.db
      .selectFrom('question_sessions')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { ok: false, why: 'no-such-session' }
    const state = stateOf(sessionTimes(row), now.nowMs)
    return state === 'over' || state === 'cancelled' ? { ok: false, why: 'is-over' } : work(now, row)
  })
}

function timesOf(
  { opens, begins, ends, timeZone }: SessionForm,
  nowMs: number,
  openedMs: number = nowMs,
): Times | { why: QuestionRefusal; field: string } {
  const at = (wall: string): number | undefined => {
    const found = wallTime(wall, timeZone)
    return found?.kind === 'once' ? found.atMs : undefined
  }
  const opensMs = opens === undefined || opens === '' ? Math.min(openedMs, nowMs) : at(opens)
  if (opensMs === undefined) return { why: 'no-time', field: 'opens' }
  const beginsMs = at(begins)
  if (beginsMs === undefined) return { why: 'no-time', field: 'begins' }
  const endsMs = at(ends)
  if (endsMs === undefined) return { why: 'no-time', field: 'ends' }
  if (endsMs <= nowMs) return { why: 'past', field: 'ends' }
  const isInOrder =
    beginsMs < endsMs && opensMs < endsMs && endsMs - opensMs <= questionLimits.daysMax * dayMs
  return isInOrder ? { opensMs, beginsMs, endsMs } : { why: 'order', field: 'ends' }
}

function columnsOf({ title, lede, timeZone }: SessionForm, { opensMs, beginsMs, endsMs }: Times) {
  return {
    ...{ title: JSON.stringify(title), lede: JSON.stringify(lede), time_zone: timeZone },
    ...{ opens_at: new Date(opensMs), begins_at: new Date(beginsMs), ends_at: new Date(endsMs) },
  }
}

function factsOf({ title, lede, timeZone }: SessionForm, { opensMs, beginsMs, endsMs }: Times) {
  const iso = (ms: number): string => new Date(ms).toISOString()
  return { title, lede, timeZone, opens: iso(opensMs), begins: iso(beginsMs), ends: iso(endsMs) }
}
