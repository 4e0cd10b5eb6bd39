import { readStanding } from '#access/people/read-standing.ts'
import { grantsIn, present } from '#access/people/standing.ts'
import { mayDo } from '#kernel/permission.ts'
import { dayMs, minuteMs, secondMs } from '#kernel/time.ts'
import { enqueue } from '#store/jobs.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import { rotaLimits } from '#roles/faces/rota/contract.ts'
import { gapsByWindow, stretchesOf, type Span } from '#roles/faces/rota/rules.ts'
import { coming, readRota, readSettings } from '#roles/faces/rota/store.ts'
import type { RotaTables } from '#roles/faces/rota/tables.ts'
import { whenWords } from '#roles/faces/now-page/when-words.ts'
import { ring } from '#roles/faces/ring.ts'

const jobKind = 'faces-rota-gaps'
const everyMs = 15 * minuteMs

/** Gaps told at once; the others a quarter of an hour later. The page shows them all. */
const toldAtOnceMax = 5

/** Looks for gaps of the coming week every quarter of an hour, in one process of all. */
export async function workGaps(needs: FacesNeeds): Promise<Worker> {
  const { store, log } = needs
  await enqueue(store, { kind: jobKind, payload: {}, key: 'one', attemptsMax: 1000 })
  return workJobs({
    ...{ store, log, kinds: [jobKind], leaseMs: 2 * minuteMs, pollMs: 10 * secondMs, atOnce: 1 },
    handle: async (job) => {
      // After a crash two may go round; the one that gave its key up ends here.
      if (job.key === undefined) return
      await tellGaps(needs)
      return { runAgainInMs: everyMs }
    },
  })
}

/** Tells each gap of the coming week once, to everybody who may change the rota. Gives those told now. */
export async function tellGaps(needs: FacesNeeds): Promise<Span[]> {
  const nowMs = needs.clock.nowMs()
  const { timeZone } = await needs.desk()
  const holidays = await needs.holidays()
  return needs.store.inTransaction(async (tx) => {
    const { cover } = await readSettings(tx)
    if (cover.length === 0) return []
    // From yesterday on, so that a gap that has begun is still the one that was told.
    const span = { ...coming(nowMs, rotaLimits.gapDays), fromMs: nowMs - dayMs }
    const rota = await readRota(tx, span, holidays)
    const gaps = gapsByWindow(stretchesOf(rota, span), { ...span, cover, holidays: rota.holidays, timeZone })
    // The edges move with the clock: a gap is told once it is inside as a whole.
    const whole = gaps.filter(({ fromMs, toMs }) => fromMs > span.fromMs && toMs > nowMs && toMs < span.toMs)
    const db = tx.withTables<RotaTables>()
    await db.deleteFrom('rota_gaps_told').where('to_at', '<', new Date(nowMs)).execute()
    const told: Span[] = []
    for (const gap of whole) {
      if (told.length === toldAtOnceMax) break
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('rota_gaps_told')
        .values({ from_at: new Date(gap.fromMs), to_at: new Date(gap.toMs), told_at: new Date(nowMs) })
        .onConflict((known) => known.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows === 1n) told.push(gap)
    }
    if (told.length === 0) return told
    const standing = await readStanding(tx, nowMs)
    const to = present(standing)
      .map(({ id }) => id)
      .filter((id) => mayDo(grantsIn(standing, id), 'triage'))
    for (const { fromMs } of told) {
      const when = whenWords(fromMs, { nowMs, timeZone })
      const title = { en: `nobody is on duty ${when.en}`, fr: `personne n’est de service ${when.fr}` }
      const by = { en: 'Rota', fr: 'Horaire' }
      await ring(needs, tx, { to, by, title, path: '/directory/rota', nowMs })
    }
    return told
  })
}
