import { seededChance } from '#networks/practice/chance.ts'
import { practiceFaults } from '#networks/practice/world/faults.ts'
import type { Store } from '#store/store.ts'
import { laneOf, testOutbox, type Row, type TestOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'

const ended = new Set<string>(['sent', 'refused', 'unconfirmed', 'cancelled', 'missed'])

/** What one bad day came to. `wrong`: what must never be; empty when the promise was kept. */
export type BadDay = { rows: Row[]; wrong: string[]; deaths: number; turns: number }

/**
 * One message in two languages on one bad day: the network misbehaves in every way it knows, and the process is killed at one
 * await after the other. The same seed has the same day.
 */
export async function badDay(store: Store, seed: number): Promise<BadDay> {
  const chance = seededChance(seed, 'day')
  const repeats = (['key', 'record-key', 'none'] as const)[seed % 3] ?? 'key'
  const outbox = testOutbox(store, { seed, repeats })
  outbox.world.follow(practiceFaults({ seed, shareOf1: chance.pick([0, 0.2, 0.5]) }))
  const parts = 1 + chance.below(3)
  const texts = (language: string): string[] =>
    Array.from({ length: parts }, (_, n) => `${language} ${seed} part ${n}`)
  await outbox.send({ en: texts('en'), fr: texts('fr') }, { lane: laneOf(seed) })
  let deaths = 0
  let turns = 0
  let alive = outbox.process(mortality())
  for (; turns < 400; turns++) {
    if ((await outbox.nextMs()) === undefined && (await isOver(outbox))) break
    await turn(alive, new AbortController().signal).catch(() => undefined)
    if (alive.isDead()) {
      deaths += 1
      alive = outbox.process(mortality())
    }
    await outbox.clock.sleep(
      Math.max(1, ((await outbox.nextMs()) ?? outbox.clock.nowMs() + 10_000) - outbox.clock.nowMs()),
    )
  }
  const rows = await outbox.rows()
  return { rows, wrong: wrongOf(outbox, rows, laneOf(seed)), deaths, turns }

  function mortality(): number {
    return chance.maybe(0.6) ? 1 + chance.below(30) : Infinity
  }
}

/** Whether all has ended, and no half is public that nobody has dealt with. */
async function isOver(outbox: TestOutbox): Promise<boolean> {
  const rows = await outbox.rows()
  const out = rows.filter(({ state, removed }) => state === 'sent' && !removed)
  const isHalf = out.length === 1 && !out.some(({ halfTold }) => halfTold)
  return rows.every(({ state }) => ended.has(state)) && !isHalf
}

function wrongOf(outbox: TestOutbox, rows: readonly Row[], lane: string): string[] {
  const posts = outbox.world.postsAt(Infinity)
  const wrong: string[] = []
  const countOf = (text: string): number => posts.filter((post) => post.text === text).length
  for (const row of rows) {
    if (!ended.has(row.state)) wrong.push(`${row.language} never ended: ${row.state}`)
    for (const [n, text] of row.texts.entries()) {
      if (countOf(text) > 1) wrong.push(`twice: ${text}`)
      const isNoted = row.there[n] !== undefined
      // Whoever was called sees what of it is left.
      const isHalfDown = row.removing && row.halfTold
      if (
        row.state === 'sent' &&
        !row.removed &&
        !isHalfDown &&
        countOf(text) !== 1 &&
        row.why !== 'by-person'
      )
        wrong.push(`called sent, not there: ${text}`)
      if (countOf(text) === 1 && !isNoted && row.state !== 'unconfirmed')
        wrong.push(`there, and nobody knows: ${text} (${row.state}, ${row.why})`)
      if (row.removed && countOf(text) > 0) wrong.push(`called removed, still there: ${text}`)
    }
  }
  const out = rows.filter(({ state, removed }) => state === 'sent' && !removed)
  if (out.length === 1 && lane !== 'emergency' && !out[0]?.halfTold)
    wrong.push('half of a pair stands alone, untold')
  return wrong
}
