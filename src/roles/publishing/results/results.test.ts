import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { versionBytes } from '#kernel/version-content.ts'
import { publishingMigrations } from '#roles/publishing/migrations.ts'
import { noteUnread, readDueCounts } from '#roles/publishing/results/reading.ts'
import { resultsOf } from '#roles/publishing/results/results.ts'
import type { Ground } from '#sending/ground.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore([...outboxMigrations, publishingMigrations])
})
afterAll(() => store.close())
// Each test has the clock to itself, and what it says.
beforeEach(async () => {
  await sql`delete from result_readings`.execute(store.db)
  await sql`update deliveries set removed_at = made_at`.execute(store.db)
})

const { signal } = new AbortController()
let seeds = 4200
type Out = { outbox: TestOutbox; ground: Ground; id: string }

/** Something that is public in the town, sent there by the outbox. */
async function sent(): Promise<Out> {
  const seed = (seeds += 1)
  const outbox = testOutbox(store, { seed })
  const ground = outbox.process()
  const content = { account: 'town', language: 'en', parts: [`It is out ${seed}`], media: [] }
  const bytes = versionBytes(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const version = { account: 'town', network: 'practice', language: 'en' }
  await outbox.send({}, { versions: [{ ...version, contentText: new TextDecoder().decode(bytes), sha256 }] })
  while ((await turn(ground, signal)) > 0);
  const id = `s${seed}`
  await sql`insert into messages (id, title, lane, revision, owner_id, owner_name, made_at, changed_at, changed_by, is_out)
    values (${id}, 'Out', 'normal', 1, 'p', 'P', now(), now(), 'P', true)`.execute(store.db)
  return { outbox, ground, id }
}

async function standing({ ground, id }: Out) {
  const needs = { db: store.db, lines: ground.lines, nowMs: ground.clock.nowMs(), timeZone: 'UTC' }
  const [first] = (await resultsOf(needs, id))?.places ?? []
  if (first === undefined) throw new Error('nothing came of it')
  return first
}

/** Lets time pass as it would, reading what comes due, until then. Says at which ages it was read. */
async function pass({ outbox: { clock }, ground }: Out, ms: number): Promise<number[]> {
  const beganMs = clock.nowMs()
  const ages: number[] = []
  await noteUnread(ground)
  for (;;) {
    const { rows } = await sql<{ at: Date | null }>`select min(next_at) as at from result_readings`.execute(
      store.db,
    )
    const nextMs = rows[0]?.at?.getTime() ?? Infinity
    if (nextMs > beganMs + ms) break
    await clock.sleep(Math.max(0, nextMs - clock.nowMs()))
    if ((await readDueCounts(ground, signal)) > 0) ages.push(clock.nowMs() - beganMs)
  }
  await clock.sleep(Math.max(0, beganMs + ms - clock.nowMs()))
  return ages
}

test('what is public is read by itself, and its counts stand with when that was', async () => {
  const out = await sent()
  expect(await standing(out)).toMatchObject({
    account: 'town',
    network: 'Havre-Clair',
    asked: 'free',
    kept: 0,
    isGone: false,
  })
  expect(await standing(out)).not.toHaveProperty('likes')
  expect(await pass(out, 10 * minuteMs)).toEqual([])
  await pass(out, hourMs)
  const early = await standing(out)
  await pass(out, 3 * dayMs)
  const late = await standing(out)
  expect(late.likes).toBeGreaterThanOrEqual(14)
  for (const name of ['replies', 'reposts', 'likes', 'quotes'] as const)
    expect(late[name] ?? -1).toBeGreaterThanOrEqual(early[name] ?? 0)
  expect(Date.parse(late.readAt ?? '')).toBeGreaterThan(Date.parse(early.readAt ?? ''))
  expect(late.nextReadAt).toBeDefined()
})

test('after three months nothing is read any more, and the last counts stay', async () => {
  const out = await sent()
  const ages = await pass(out, 91 * dayMs)
  expect(ages.length).toBeGreaterThan(10)
  expect(ages.length).toBeLessThan(40)
  const last = await standing(out)
  expect(last).not.toHaveProperty('nextReadAt')
  expect(last.likes).toBeGreaterThan(0)
  expect(await pass(out, 365 * dayMs)).toEqual([])
  expect(await noteUnread(out.ground)).toBe(0)
})

test('a network that does not answer loses nothing: the last counts stay, with why, and it is asked again', async () => {
  const out = await sent()
  await pass(out, 2 * hourMs)
  const before = await standing(out)
  out.outbox.world.misbehave({ kind: 'error-before' }, 1)
  const { nextReadAt = '' } = before
  await out.outbox.clock.sleep(Date.parse(nextReadAt) - out.outbox.clock.nowMs())
  expect(await readDueCounts(out.ground, signal)).toBe(1)
  const during = await standing(out)
  expect(during).toMatchObject({ likes: before.likes, readAt: before.readAt, problem: 'server-error' })
  await pass(out, dayMs)
  expect(await standing(out)).not.toHaveProperty('problem')
})

test('what is gone there is not asked for any more, and says so', async () => {
  const out = await sent()
  await pass(out, 2 * hourMs)
  const before = await standing(out)
  const [posted] = out.outbox.world.postsAt(Infinity)
  const sender = (await out.ground.lines.open('town'))?.sender
  await sender?.remove?.({ nativeId: posted?.nativeId ?? '' }, { clock: out.outbox.clock, signal })
  await pass(out, dayMs)
  expect(await standing(out)).toMatchObject({ problem: 'gone', likes: before.likes })
  expect(await pass(out, 30 * dayMs)).toEqual([])
})

test('two processes read one thing once, and one that vanishes with it loses nothing', async () => {
  const out = await sent()
  await noteUnread(out.ground)
  await noteUnread(out.ground)
  await out.outbox.clock.sleep(hourMs)
  const counts = await Promise.all([1, 2, 3].map(() => readDueCounts(out.ground, signal)))
  expect(counts.reduce((all, one) => all + one, 0)).toBe(1)
  await out.outbox.clock.sleep(dayMs)
  await readDueCounts(out.ground, AbortSignal.abort())
  expect(await readDueCounts(out.ground, signal)).toBe(0)
  await out.outbox.clock.sleep(3 * minuteMs)
  expect(await readDueCounts(out.ground, signal)).toBe(1)
})

test('an account that is not connected, and a sender that breaks, are told and asked later', async () => {
  const out = await sent()
  await noteUnread(out.ground)
  await out.outbox.clock.sleep(hourMs)
  await readDueCounts({ ...out.ground, lines: { ...out.ground.lines, open: async () => undefined } }, signal)
  expect(await standing(out)).toMatchObject({ problem: 'revoked' })
  await out.outbox.clock.sleep(hourMs)
  const line = await out.ground.lines.open('town')
  if (line === undefined) throw new Error('it is connected')
  const broken = { ...line.sender, readCounts: () => Promise.reject(new Error('planted')) }
  await readDueCounts(
    { ...out.ground, lines: { ...out.ground.lines, open: async () => ({ sender: broken }) } },
    signal,
  )
  expect(await standing(out)).toMatchObject({ problem: 'unreadable' })
  await pass(out, dayMs)
  expect(await standing(out)).not.toHaveProperty('problem')
})

test('answers on record are counted for the place they answer, and for no other message', async () => {
  const out = await sent()
  const reply = (answers: string, language: string) =>
    JSON.stringify({ kind: 'reply-received', language, facts: { answers } })
  const bodies = [
    reply(`message:${out.id}`, 'en'),
    reply(`message:${out.id}`, 'en'),
    reply(`message:${out.id}`, 'fr'),
    reply('message:other', 'en'),
  ]
  const first = await sql<{
    seq: number
  }>`select coalesce(max(seq), 0)::int as seq from records_entries`.execute(store.db)
  for (const [at, body] of bodies.entries())
    await sql`insert into records_entries (seq, at, kind, account, body, content, hash)
      values (${(first.rows[0]?.seq ?? 0) + 1 + at}, ${new Date(out.outbox.clock.nowMs())}, 'reply-received', 'town', ${body},
        decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))`.execute(store.db)
  expect((await standing(out)).kept).toBe(2)
})

test('of a message that there is not nothing is told', async () => {
  const out = await sent()
  const needs = { db: store.db, lines: out.ground.lines, nowMs: 0, timeZone: 'UTC' }
  expect(await resultsOf(needs, 'none')).toBeUndefined()
})
