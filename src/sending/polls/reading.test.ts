import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { versionBytes, type VersionPoll } from '#kernel/version-content.ts'
import type { Sender } from '#networks/sender.ts'
import { NewRecord } from '#records/contract.ts'
import type { Ground } from '#sending/ground.ts'
import { readDuePolls } from '#sending/polls/reading.ts'
import { recordLeftOver } from '#sending/polls/recording.ts'
import { pollsOf } from '#sending/polls/results.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
})
afterAll(() => store.close())
// Each test has the clock to itself.
beforeEach(() => sql`delete from delivery_polls`.execute(store.db).then(() => undefined))

const { signal } = new AbortController()
const poll: VersionPoll = { options: ['Morning', 'Evening'], multiple: false, durationMin: 60 }
let seeds = 900

type Out = { outbox: TestOutbox; ground: Ground; item: string }

/** A poll that is public in the town, asked there by the outbox. */
async function asked(more: Partial<VersionPoll> | 'nothing' = {}): Promise<Out> {
  const seed = (seeds += 1)
  const outbox = testOutbox(store, { seed })
  const ground = outbox.process()
  const content = { account: 'town', language: 'en', parts: [`When? ${seed}`], media: [] }
  const bytes = versionBytes({ ...content, ...(more !== 'nothing' && { poll: { ...poll, ...more } }) })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const version = { account: 'town', network: 'practice', language: 'en' }
  const versions = [{ ...version, contentText: new TextDecoder().decode(bytes), sha256 }]
  await outbox.send({}, { versions })
  while ((await turn(ground, signal)) > 0);
  return { outbox, ground, item: `message:s${seed}` }
}

async function standing({ item }: Out) {
  const [first] = await pollsOf(store.db, item)
  if (first === undefined) throw new Error('there is no poll')
  return first
}

/** Lets time pass as it would, reading what comes due, until then. */
async function pass({ outbox: { clock }, ground }: Out, ms: number): Promise<number> {
  const endMs = clock.nowMs() + ms
  let reads = 0
  for (;;) {
    const { rows } = await sql<{ at: Date | null }>`select min(next_at) as at from delivery_polls`.execute(
      store.db,
    )
    const nextMs = rows[0]?.at?.getTime() ?? Infinity
    if (nextMs > endMs) break
    await clock.sleep(Math.max(0, nextMs - clock.nowMs()))
    reads += await readDuePolls(ground, signal)
  }
  await clock.sleep(Math.max(0, endMs - clock.nowMs()))
  return reads
}

test('a poll is known as soon as it is public, and its counts with when they were read', async () => {
  const out = await asked()
  expect(await standing(out)).toMatchObject({
    ...{ account: 'town', language: 'en', network: 'Havre-Clair', options: poll.options, isOver: false },
    ...{ isFinal: false, url: expect.stringContaining('havre-clair.example') },
  })
  expect(await standing(out)).not.toHaveProperty('votes')
  expect(await readDuePolls(out.ground, signal)).toBe(0)
  await pass(out, 20 * minuteMs)
  const early = await standing(out)
  expect(early.votes?.reduce((all, one) => all + one, 0)).toBe(early.voters)
  expect(early.voters).toBeGreaterThan(0)
  expect(Date.parse(early.readAt ?? '')).toBeGreaterThan(out.outbox.clock.nowMs() - hourMs)
  await pass(out, 2 * hourMs)
  const late = await standing(out)
  expect(late).toMatchObject({ isOver: true, isFinal: true })
  expect(late.voters).toBeGreaterThanOrEqual(60)
  // Nothing is read any more.
  expect(await pass(out, 30 * dayMs)).toBe(0)
})

test('what asks nothing is never read, and a message without polls has none', async () => {
  const out = await asked('nothing')
  expect(await pollsOf(store.db, out.item)).toEqual([])
  const { rows } =
    await sql`select 1 from delivery_polls where delivery_id like ${`${out.item.slice(8)}x%`}`.execute(
      store.db,
    )
  expect(rows).toEqual([])
})

test('a network that does not answer loses nothing: the last counts stay, with why, and it is asked again', async () => {
  const out = await asked({ durationMin: 1440 })
  await pass(out, 10 * minuteMs)
  const before = await standing(out)
  out.outbox.world.misbehave({ kind: 'error-before' }, 2)
  await pass(out, 3 * minuteMs)
  expect(await standing(out)).toMatchObject({
    votes: before.votes,
    readAt: before.readAt,
    problem: 'server-error',
  })
  await pass(out, hourMs)
  expect(await standing(out)).not.toHaveProperty('problem')
  expect((await standing(out)).readAt).not.toBe(before.readAt)
})

test('an account that is not connected is asked later, a sender that breaks says nothing', async () => {
  const out = await asked()
  await out.outbox.clock.sleep(minuteMs)
  const lines = { ...out.ground.lines, open: async () => undefined }
  await readDuePolls({ ...out.ground, lines }, signal)
  expect(await standing(out)).toMatchObject({ problem: 'revoked', isFinal: false })
  await out.outbox.clock.sleep(5 * minuteMs)
  const line = await out.ground.lines.open('town')
  if (line === undefined) throw new Error('it is connected')
  const broken = { ...line.sender, readPoll: () => Promise.reject(new Error('planted')) }
  await readDuePolls({ ...out.ground, lines: { ...lines, open: async () => ({ sender: broken }) } }, signal)
  expect(await standing(out)).toMatchObject({ problem: 'unreadable' })
})

test('two processes read a poll once, and one that vanishes with it loses nothing', async () => {
  const out = await asked()
  await out.outbox.clock.sleep(minuteMs)
  const counts = await Promise.all([1, 2, 3].map(() => readDuePolls(out.ground, signal)))
  expect(counts.reduce((all, one) => all + one, 0)).toBe(1)
  await out.outbox.clock.sleep(hourMs / 4)
  // It took it, and was killed before it could note what it read.
  await readDuePolls(out.ground, AbortSignal.abort())
  expect(await readDuePolls(out.ground, signal)).toBe(0)
  await out.outbox.clock.sleep(2 * minuteMs + secondMs)
  expect(await readDuePolls(out.ground, signal)).toBe(1)
})

test('a post that is gone is not asked for any more; its last counts stay for its writers', async () => {
  const out = await asked({ durationMin: 1440 })
  await pass(out, 10 * minuteMs)
  const before = await standing(out)
  const [posted] = out.outbox.world.postsAt(Infinity)
  const sender = (await out.ground.lines.open('town'))?.sender
  await sender?.remove?.({ nativeId: posted?.nativeId ?? '' }, { clock: out.outbox.clock, signal })
  await pass(out, hourMs)
  expect(await standing(out)).toMatchObject({ votes: before.votes, problem: 'gone', isFinal: true })
})

/** What is on record of the polls of an item. */
async function onRecord({ item }: Pick<Out, 'item'>) {
  const { rows } = await sql<{ body: string }>`
    select body from records_entries where kind = 'poll-counted' and subject = ${item} order by seq`.execute(
    store.db,
  )
  return rows.map(({ body }) => NewRecord.parse(JSON.parse(body)))
}

/** A sender that gives this poll's counts when it is let go. */
async function slowly({ ground }: Out): Promise<{ ground: Ground; letGo: () => void }> {
  const line = await ground.lines.open('town')
  if (line === undefined) throw new Error('it is connected')
  let letGo = (): void => undefined
  const promise = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const readPoll: NonNullable<Sender['readPoll']> = async (...asked) => {
    const read = await line.sender.readPoll?.(...asked)
    await promise
    return read ?? { kind: 'gone' }
  }
  const lines = { ...ground.lines, open: async () => ({ ...line, sender: { ...line.sender, readPoll } }) }
  return { ground: { ...ground, lines }, letGo }
}

/** The moment of the last reading of a poll of an hour, with that reading still to be done. */
async function atItsEnd(out: Out): Promise<void> {
  await pass(out, hourMs + minuteMs)
  await out.outbox.clock.sleep(hourMs)
  expect(await standing(out)).toMatchObject({ isOver: true, isFinal: false })
}

test('the last count is on record, by the words of the options, and only the last one', async () => {
  const out = await asked()
  await pass(out, 30 * minuteMs)
  expect(await onRecord(out)).toEqual([])
  await pass(out, 2 * hourMs)
  const { votes = [], voters, readAt, delivery, endsAt } = await standing(out)
  expect(await onRecord(out)).toEqual([
    {
      ...{ kind: 'poll-counted', by: { kind: 'desk' }, subject: out.item },
      ...{ account: 'town', language: 'en', lane: 'normal' },
      facts: expect.objectContaining({
        ...{ network: 'Havre-Clair', delivery, multiple: false, readAt, endsAt, voters, n: voters },
        votes: poll.options.map((option, at) => ({ option, votes: votes[at] })),
      }),
    },
  ])
  expect(await recordLeftOver(out.ground)).toBe(0)
})

test('two processes that read the last time at once keep one count, and the later one changes nothing', async () => {
  const out = await asked()
  await atItsEnd(out)
  const slow = await slowly(out)
  const first = readDuePolls(slow.ground, signal)
  await expect
    .poll(() =>
      sql`select 1 from delivery_polls where next_at > ${new Date(out.outbox.clock.nowMs())}`
        .execute(store.db)
        .then(({ rows }) => rows.length),
    )
    .toBe(1)
  // It had it for longer than it may, so that another took it as well.
  await out.outbox.clock.sleep(2 * minuteMs + secondMs)
  expect(await readDuePolls(out.ground, signal)).toBe(1)
  const kept = await standing(out)
  expect(kept.isFinal).toBe(true)
  slow.letGo()
  await first
  expect(await standing(out)).toEqual(kept)
  expect(await onRecord(out)).toHaveLength(1)
})

test('a poll that is gone is on record as gone, with what was counted before; one never read says no numbers', async () => {
  const out = await asked({ durationMin: 1440 })
  await pass(out, 10 * minuteMs)
  const { votes = [] } = await standing(out)
  await sql`update deliveries set removed_at = now(), removed_why = 'wrong' where item = ${out.item}`.execute(
    store.db,
  )
  await pass(out, hourMs)
  expect(await onRecord(out)).toMatchObject([
    { facts: { gone: true, votes: [{ option: 'Morning', votes: votes[0] }, { votes: votes[1] }] } },
  ])
  const never = await asked()
  await sql`update deliveries set removed_at = now(), removed_why = 'wrong' where item = ${never.item}`.execute(
    store.db,
  )
  await pass(never, hourMs)
  const [entry] = await onRecord(never)
  expect(entry?.facts).toMatchObject({ gone: true, options: poll.options })
  expect(entry?.facts).not.toHaveProperty('votes')
  expect(entry?.facts).not.toHaveProperty('n')
})

test('what was counted for the last time before counts went on record is put there by the next look, once', async () => {
  const out = await asked()
  await pass(out, 20 * minuteMs)
  await sql`update delivery_polls set is_final = true, next_at = null, is_over = true`.execute(store.db)
  const both = await Promise.all([1, 2].map(() => recordLeftOver(out.ground)))
  expect(Math.max(...both)).toBe(1)
  expect(await recordLeftOver(out.ground)).toBe(0)
  expect(await onRecord(out)).toMatchObject([{ facts: { network: 'Havre-Clair' } }])
})
