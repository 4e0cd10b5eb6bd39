import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { versionBytes, type VersionMedia } from '#kernel/version-content.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { Files } from '#sending/files/files.ts'
import { filesOf } from '#sending/files/recorded.ts'
import { photo } from '#sending/files/test-files.ts'
import { outboxMigrations, testOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
})
afterAll(() => store.close())

type Outbox = ReturnType<typeof testOutbox>

async function keep(outbox: Outbox, width: number): Promise<VersionMedia> {
  const files = new Files({ store, clock: outbox.clock, log: silentLog })
  const done = await files.keep(await photo(width, 60).jpeg().toBuffer(), { by: 'wen' })
  if (!done.ok) throw new Error(done.why.words.en)
  const { sha256, mediaType, bytes } = done.value
  return { sha256, mediaType, bytes, alt: 'Brown water in a glass', decorative: false }
}

async function send(outbox: Outbox, media: VersionMedia[]): Promise<void> {
  const content = versionBytes({ account: 'town', language: 'en', parts: ['Do not drink it.'], media })
  const sha256 = createHash('sha256').update(content).digest('hex')
  const version = { account: 'town', network: 'practice', language: 'en', sha256 }
  await outbox.send({}, { versions: [{ ...version, contentText: new TextDecoder().decode(content) }] })
  await turn(outbox.process(), new AbortController().signal)
}

async function records(item: string): Promise<{ seq: number; facts: Record<string, unknown> }[]> {
  const { rows } = await sql<{ seq: number; body: string }>`
    select seq, body from records_entries where subject = ${item} order by seq`.execute(store.db)
  // Our own entries, as `keepRecord` wrote them.
  return rows.map(({ seq, body }) => ({
    seq,
    facts: (JSON.parse(body) as { facts: Record<string, unknown> }).facts,
  }))
}

test('a picture goes out, its record names it with its description, and stays tied to it', async () => {
  const outbox = testOutbox(store, { seed: 1 })
  const picture = await keep(outbox, 80)
  await send(outbox, [picture])
  expect(await outbox.rows()).toMatchObject([{ state: 'sent' }])
  expect(outbox.world.postsAt(Infinity)[0]?.media).toMatchObject([
    { sha256: picture.sha256, alt: picture.alt },
  ])
  const [record] = await records('message:s1')
  expect(record?.facts['files']).toEqual([picture])
  const { rows } = await sql`select seq from media_recorded where sha256 = ${picture.sha256}`.execute(
    store.db,
  )
  expect(rows).toEqual([{ seq: record?.seq }])
  const [file] = await filesOf(store.db, [picture.sha256, '0'.repeat(64)])
  const pieces: Uint8Array[] = []
  for await (const piece of file?.read() ?? []) pieces.push(piece)
  expect(createHash('sha256').update(Buffer.concat(pieces)).digest('hex')).toBe(picture.sha256)
})

test('a message whose file is gone is stopped in words before anything of it is public', async () => {
  const outbox = testOutbox(store, { seed: 2 })
  const picture = await keep(outbox, 90)
  await sql`delete from media_files where sha256 = ${picture.sha256}`.execute(store.db)
  await send(outbox, [picture])
  expect(await outbox.rows()).toMatchObject([{ state: 'refused' }])
  expect(outbox.world.postsAt(Infinity)).toEqual([])
  const [record] = await records('message:s2')
  expect(record?.facts['detail']).toContain('File 1 is not kept here any more')
})

test('a file that is not what the approved content says of it does not go out', async () => {
  const outbox = testOutbox(store, { seed: 3 })
  const picture = await keep(outbox, 100)
  await send(outbox, [{ ...picture, mediaType: 'image/png' }])
  expect(await outbox.rows()).toMatchObject([{ state: 'refused' }])
})

test('a message without files has no word about files on record', async () => {
  const outbox = testOutbox(store, { seed: 4 })
  await send(outbox, [])
  const [record] = await records('message:s4')
  expect(Object.keys(record?.facts ?? {})).not.toContain('files')
})
