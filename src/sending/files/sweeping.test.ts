import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs } from '#kernel/time.ts'
import { keepRecord } from '#records/records.ts'
import { noteRecorded } from '#sending/files/recorded.ts'
import { sweepFiles } from '#sending/files/sweeping.ts'
import { openFiles, photo } from '#sending/files/test-files.ts'

let office: Awaited<ReturnType<typeof openFiles>>
beforeAll(async () => {
  office = await openFiles()
})
afterAll(() => office.store.close())

let count = 0
async function given(): Promise<string> {
  count += 1
  const done = await office.files.keep(
    await photo(20 + count, 20)
      .jpeg()
      .toBuffer(),
    { by: 'ana' },
  )
  if (!done.ok) throw new Error(done.why.words.en)
  return done.value.sha256
}

const used = new Set<string>()
const sweep = () =>
  sweepFiles({ store: office.store, clock: office.clock, log: silentLog, inUse: async () => used })
const isThere = async (sha256: string): Promise<boolean> =>
  (await office.files.find(office.store.db, sha256)) !== undefined
const wait = (days: number) => office.clock.sleep(days * dayMs)

test('an upload that nothing refers to is deleted after thirty days, with the copies made of it', async () => {
  const sha256 = await given()
  const limits = { textMax: 1, partsMax: 1, filesMax: 1, media: { 'image/png': { bytesMax: 9_000_000 } } }
  const copy = await office.files.fit(office.store.db, sha256, limits)
  await wait(29)
  expect(await sweep()).toBe(0)
  await wait(2)
  expect(await sweep()).toBe(2)
  expect([await isThere(sha256), await isThere(copy.file.sha256)]).toEqual([false, false])
})

test('what another room refers to stays, and is asked about again', async () => {
  const sha256 = await given()
  used.add(sha256)
  await wait(31)
  expect(await sweep()).toBe(0)
  used.delete(sha256)
  await wait(31)
  expect(await sweep()).toBe(1)
  expect(await isThere(sha256)).toBe(false)
})

test('given again it is wanted again', async () => {
  const bytes = await photo(77, 20).jpeg().toBuffer()
  await office.files.keep(bytes, { by: 'ana' })
  await wait(29)
  const again = await office.files.keep(bytes, { by: 'wen' })
  await wait(2)
  expect(await sweep()).toBe(0)
  expect(again.ok && (await isThere(again.value.sha256))).toBe(true)
  await wait(40)
  expect(await sweep()).toBe(1)
})

test('a file of a record stays as long as the record', async () => {
  const sha256 = await given()
  const media = [{ sha256, mediaType: 'image/jpeg', bytes: 1, alt: 'The river', decorative: false }]
  const record = { kind: 'delivery', by: { kind: 'desk' }, subject: 'message:m1', facts: {} } as const
  const seq = await office.store.inTransaction(async (tx) => {
    const kept = await keepRecord(tx, record, office.clock.nowMs())
    await noteRecorded(tx, { media }, kept)
    return kept
  })
  await wait(400)
  expect(await sweep()).toBe(0)
  await office.store.inTransaction(async (tx) => {
    await sql`insert into media_recorded (sha256, seq) values ('other', ${seq})`.execute(tx)
  })
  await sql`alter table records_entries disable trigger user`.execute(office.store.db)
  await sql`update records_entries set disposed_by = ${seq}, body = null, salt = null where seq = ${seq}`.execute(
    office.store.db,
  )
  await wait(31)
  expect(await sweep()).toBe(1)
})

test('a file of a delivery that is on its way stays', async () => {
  const sha256 = await given()
  const insert = (state: string) => sql`
    insert into deliveries (id, item, title, lane, account, network, language, pair, round, sha256, content, parts,
      due_at, deadline_at, state, made_at, made_by_id, made_by, changed_at)
    values ('d1', 'message:m2', 't', 'normal', 'town', 'practice', 'en', 'p', 1, 'x', ${`{"media":[{"sha256":"${sha256}"}]}`}, 1,
      now(), now(), ${state}, now(), 'ana', 'Ana', now())`
  await insert('waiting').execute(office.store.db)
  await wait(31)
  expect(await sweep()).toBe(0)
  await sql`update deliveries set state = 'cancelled' where id = 'd1'`.execute(office.store.db)
  await wait(31)
  expect(await sweep()).toBe(1)
})
