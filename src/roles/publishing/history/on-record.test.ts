import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi, type Api } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { checkChain } from '#records/check.ts'
import { bundleOf } from '#records/export/download.ts'
import { beginDraft } from '#records/export/drafts.ts'
import { askMake, runExport } from '#records/export/make.ts'
import { findEntries, findEntry } from '#records/find.ts'
import { verifyFile } from '#records/verify/verify-file.ts'
import { HistoryImports, HistoryList, RecordRun, RecordRuns } from '#roles/publishing/history/contract.ts'
import { workHistory, workOn } from '#roles/publishing/history/jobs.ts'
import { nextStretch } from '#roles/publishing/history/on-record.ts'
import { historyRoutes } from '#roles/publishing/history/routes.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { testFolder } from '#store/test-store.ts'
import type { Fence } from '#store/work-jobs.ts'

const origin = 'https://desk.example'
const clerk = { kind: 'person', id: 'arc', name: 'arc' } as const
let office: Awaited<ReturnType<typeof openOffice>>
let archive: Archive
let api: Api<SignedIn>
let session: SignedIn
let ids = 0
let folder = ''

beforeAll(async () => {
  folder = testFolder()
  const keeper = [grant('read'), grant('records'), grant('retention'), grant('export')]
  office = await openOffice({ wen: [grant('write'), grant('read')], arc: keeper, bea: keeper })
  const { store } = office
  const clock = { nowMs: () => office.time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  archive = await openArchive({ store, clock, log: silentLog, dataDir: folder })
  api = createApi<SignedIn>({
    ...{ log: silentLog, strictAnswers: true, clock, publicUrl: origin },
    sessionOf: () => Promise.resolve(session),
    mayDo: (who, verb) => who.grants.some((one) => one.verb === verb),
  })
  historyRoutes(api, {
    ...{ store, clock, newId: () => `i${(ids += 1)}`, timeZone: () => 'America/Toronto' },
    ...{ origin: () => origin, name: async () => 'Havre-Clair' },
  })
})
beforeEach(async () => {
  office.time.nowMs += 3_600_000
  await sql`delete from history_imports`.execute(office.store.db)
  await sql`delete from history_record_runs`.execute(office.store.db)
  await sql`delete from jobs`.execute(office.store.db)
})
afterAll(() => office.store.close())

const grantsOf = (name: string) =>
  name === 'wen' ? [grant('write'), grant('read')] : [grant('read'), grant('records'), grant('retention')]

async function ask(as: string, path: string, o: { body?: unknown; method?: string } = {}): Promise<Response> {
  session = signedIn(as, { grants: grantsOf(as) })
  const isFile = o.body instanceof Uint8Array
  return api.hono.request(`${origin}${path}`, {
    method: o.method ?? (o.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...{ cookie: 'bw_session=x', 'x-bellwether': '1' },
      ...(o.body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
    },
    ...(o.body === undefined
      ? {}
      : { body: isFile ? Buffer.from(o.body as Uint8Array) : JSON.stringify(o.body) }),
  })
}

/** Brings a table in; each line `id;text` is a post of a network of its own name. */
async function bring(lines: readonly string[], name = 'posts.csv'): Promise<string> {
  const rows = lines.map((line) => {
    const [id, text, url = ''] = line.split('|')
    return `2018-10-10T20:19:24Z,"${text}",${url},x,@havreclair,en,${id}`
  })
  const file = Buffer.from(['date,text,url,network,account,language,id', ...rows].join('\n'))
  const answer = await ask('wen', `/api/history/imports?kind=csv&name=${name}`, { body: file })
  if (answer.status !== 200) throw new Error(await answer.text())
  const { imports } = HistoryImports.parse(await (await ask('wen', '/api/history/imports')).json())
  office.time.nowMs += 60_000
  return imports.find(({ fileName }) => fileName === name)?.id ?? ''
}

async function begin(scope: unknown, o: { as?: string; reason?: string } = {}): Promise<RecordRun> {
  const reason = o.reason ?? 'Deposit 2026-4, from the archive of X'
  const answer = await ask(o.as ?? 'arc', '/api/history/records', { body: { scope, reason } })
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
  return RecordRun.parse(await answer.json())
}

async function refusal(as: string, body: unknown): Promise<[number, unknown]> {
  const answer = await ask(as, '/api/history/records', { body })
  return [answer.status, ((await answer.json()) as { error: unknown }).error]
}

const mine: Fence = {
  stillMine: async () => true,
  extend: async () => true,
  signal: new AbortController().signal,
}

async function finish(id: string): Promise<void> {
  const needs = { store: office.store, nowMs: office.time.nowMs }
  while ((await nextStretch(needs, id, mine)) === 'more');
}

async function runOf(id: string): Promise<RecordRun> {
  const { runs } = RecordRuns.parse(await (await ask('wen', '/api/history/records')).json())
  const run = runs.find((one) => one.id === id)
  if (run === undefined) throw new Error('no such run')
  return run
}

const entries = async () => (await findEntries(archive.db, { kind: 'imported' })).entries

test('an import is put on record: each post what the file said, whose bytes they were, and that nothing of it was sent here', async () => {
  const one = await bring([
    'a1|Les rues ont été évacuées|https://x.com/havreclair/status/1',
    'a2|The pool is closed',
  ])
  const run = await begin({ kind: 'import', id: one })
  expect(run).toMatchObject({ total: 2, done: 0, name: 'posts.csv', by: 'arc' })
  await finish(run.id)
  expect(await runOf(run.id)).toMatchObject({ done: 2, endedAt: expect.any(String), counts: { kept: 2 } })
  const { imports } = HistoryImports.parse(await (await ask('wen', '/api/history/imports')).json())
  const [{ sha256, onRecord } = { sha256: '', onRecord: 0 }] = imports
  expect(sha256).toMatch(/^[0-9a-f]{64}$/u)
  expect(onRecord).toBe(2)
  const found = (await entries()).find(({ subject }) => subject === 'imported:x:a1')
  expect(found).toMatchObject({
    ...{ kind: 'imported', by: clerk, language: 'en' },
    facts: {
      ...{
        text: 'Les rues ont été évacuées',
        network: 'x',
        account: '@havreclair',
        id: 'a1',
        sentHere: false,
      },
      ...{ saidAt: '2018-10-10T20:19:24.000Z', url: 'https://x.com/havreclair/status/1' },
      reason: 'Deposit 2026-4, from the archive of X',
      export: {
        format: 'csv',
        name: 'posts.csv',
        sha256,
        broughtInBy: 'wen',
        broughtInAt: expect.any(String),
      },
    },
  })
  const { items } = HistoryList.parse(
    await (await ask('wen', '/api/history?source=imported&q=evacuees')).json(),
  )
  expect(items[0]?.record).toBe(found?.seq)
  expect(await checkChain(archive.db, { onProgress: async () => undefined })).not.toHaveProperty('finding')
})

test('once only: asked again, by two at once, after it was taken out and brought in anew', async () => {
  const lines = ['b1|One', 'b2|Two', 'b3|Three']
  const one = await bring(lines)
  const whole = await begin({ kind: 'import', id: one })
  expect(await refusal('bea', { scope: { kind: 'import', id: one }, reason: 'The same' })).toEqual([
    ...[409, 'begun-already'],
  ])
  const single = await begin({ kind: 'posts', ids: ['x:b1', 'x:b2', 'x:none'] }, { as: 'bea' })
  await Promise.all([finish(whole.id), finish(single.id)])
  const counts = [(await runOf(whole.id)).counts, (await runOf(single.id)).counts]
  expect(counts.reduce((all, { kept }) => all + kept, 0)).toBe(3)
  expect(counts.reduce((all, { known }) => all + known, 0)).toBe(2)
  expect(await refusal('arc', { scope: { kind: 'import', id: one }, reason: 'Once more' })).toEqual([
    ...[409, 'on-record-already'],
  ])
  const before = (await entries()).length
  expect((await ask('wen', `/api/history/imports/${one}`, { method: 'DELETE' })).status).toBe(204)
  expect((await entries()).length).toBe(before)
  const again = await bring([...lines, 'b4|Four'])
  const { imports } = HistoryImports.parse(await (await ask('wen', '/api/history/imports')).json())
  expect(imports[0]).toMatchObject({ onRecord: 3, posts: 4 })
  await finish((await begin({ kind: 'import', id: again })).id)
  expect((await entries()).length).toBe(before + 1)
})

test('the archive itself knows what is on record, whatever this room has forgotten', async () => {
  const one = await bring(['c1|One'])
  await finish((await begin({ kind: 'import', id: one })).id)
  await sql`update history_posts set record_seq = null`.execute(office.store.db)
  const before = (await entries()).length
  const run = await begin({ kind: 'import', id: one })
  await finish(run.id)
  expect((await runOf(run.id)).counts).toMatchObject({ kept: 0, known: 1 })
  expect((await entries()).length).toBe(before)
})

test('what this desk sent, or somebody noted by hand, is on record as that: it is skipped and told', async () => {
  const one = await bring(['d1|Sent here', 'd2|Noted by hand|https://x.com/a/status/2', 'd3|Before the desk'])
  const made = await office.publishing.create(signedIn('wen'), bothForm('Sent here', 'Envoyé ici'))
  if (!made.ok) throw new Error(made.why)
  const insert = (id: string, url: string, posts: string[], language: string) => sql`
    insert into message_publications (id, message_id, account, language, round, sha256, content, pair, url, posts, published_at, noted_at, noted_by)
    values (${id}, ${made.value.id}, 'town', ${language}, 1, 'x', '{}', '{}', ${url}, ${posts}, now(), now(), 'Wen')`
  await insert('p1', '', ['x:d1'], 'en').execute(office.store.db)
  await insert('p2', 'https://x.com/a/status/2', [], 'fr').execute(office.store.db)
  const run = await begin({ kind: 'import', id: one })
  await finish(run.id)
  expect((await runOf(run.id)).counts).toEqual({ kept: 1, known: 0, ours: 2, refused: 0, gone: 0 })
  const subjects = (await entries()).map(({ subject }) => subject)
  expect(subjects).toContain('imported:x:d3')
  expect(subjects).not.toContain('imported:x:d1')
})

test('a search puts on record what fits, and nothing that comes in later', async () => {
  await bring(['e1|Water is brown', 'e2|The pool'])
  const run = await begin({ kind: 'search', words: 'water' })
  office.time.nowMs += 1000
  await bring(['e3|More water'], 'later.csv')
  await finish(run.id)
  expect(await runOf(run.id)).toMatchObject({ name: 'water', counts: { kept: 1, gone: 0 } })
  for (const words of ["') or 1=1 --", '"', '%'])
    expect((await refusal('arc', { scope: { kind: 'search', words }, reason: 'Hostile' }))[0]).toBe(404)
})

test('only whoever says what the archive keeps may, at that moment, and only a person, with a reason', async () => {
  const one = await bring(['f1|One'])
  const scope = { kind: 'import', id: one }
  expect(await refusal('wen', { scope, reason: 'I may not' })).toEqual([403, 'not-allowed'])
  await office.setGrants('arc', [grant('read'), grant('records')])
  expect(await refusal('arc', { scope, reason: 'Not any more' })).toEqual([403, 'no-right'])
  await office.setGrants('arc', [grant('read'), grant('records'), grant('retention'), grant('export')])
  expect(await refusal('arc', { scope, reason: '  ' })).toEqual([422, 'not-valid'])
  expect(await refusal('arc', { scope: { kind: 'import', id: 'none' }, reason: 'Nothing' })).toEqual([
    ...[404, 'no-such-import'],
  ])
  expect(await refusal('arc', { scope: { kind: 'posts', ids: ['x:none'] }, reason: 'Nothing' })).toEqual([
    ...[404, 'nothing-there'],
  ])
  session = signedIn('arc', { program: 'bot', grants: grantsOf('arc') })
  const asProgram = await api.hono.request(`${origin}/api/history/records`, {
    method: 'POST',
    headers: { cookie: 'bw_session=x', 'x-bellwether': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ scope, reason: 'A program' }),
  })
  expect(asProgram.status).toBe(403)
  expect(await (await ask('arc', '/api/history/records')).json()).toEqual({ runs: [] })
})

test('cut off between two stretches it goes on where it stood, by a worker that starts anew; another’s work is left alone', async () => {
  const one = await bring(Array.from({ length: 450 }, (_, n) => `g${n}|Number ${n}`))
  const { id } = await begin({ kind: 'import', id: one })
  const needs = { store: office.store, nowMs: office.time.nowMs }
  expect(await nextStretch(needs, id, { stillMine: async () => false })).toBe('ended')
  expect((await runOf(id)).done).toBe(0)
  expect(await nextStretch(needs, id, mine)).toBe('more')
  expect(await runOf(id)).toMatchObject({ done: 100, total: 450, counts: { kept: 100 } })
  // As if the process had been killed, and its job with it.
  await sql`delete from jobs`.execute(office.store.db)
  const worker = await workHistory({ store: office.store, log: silentLog, nowMs: () => office.time.nowMs })
  await expect.poll(async () => (await runOf(id)).endedAt, { timeout: 30_000 }).toBeDefined()
  await worker.stop()
  expect(await runOf(id)).toMatchObject({ done: 450, hasFailed: false, counts: { kept: 450, known: 0 } })
  expect(await checkChain(archive.db, { onProgress: async () => undefined })).not.toHaveProperty('finding')
})

test('while it runs an import may be taken out: what was put on record stays, and the rest is told as gone', async () => {
  const one = await bring(Array.from({ length: 250 }, (_, n) => `h${n}|Number ${n}`))
  const { id } = await begin({ kind: 'import', id: one })
  await nextStretch({ store: office.store, nowMs: office.time.nowMs }, id, mine)
  await ask('wen', `/api/history/imports/${one}`, { method: 'DELETE' })
  await finish(id)
  expect((await runOf(id)).counts).toEqual({ kept: 100, known: 0, ours: 0, refused: 0, gone: 150 })
})

test('a run that fails to the last says so, and can be begun again; what is larger than an entry is told apart', async () => {
  const one = await bring(['k1|Small', 'k2|Large'])
  // Each of these takes six bytes on record.
  await sql`update history_posts set text = repeat(chr(1), 50000) where id = 'x:k2'`.execute(office.store.db)
  const { id } = await begin({ kind: 'import', id: one })
  await sql`create or replace function archive_full() returns trigger language plpgsql as
    'begin raise exception ''full''; end'`.execute(office.store.db)
  await sql`create trigger archive_full before insert on records_entries execute function archive_full()`.execute(
    office.store.db,
  )
  const needs = { store: office.store, nowMs: () => office.time.nowMs }
  const job = { payload: { run: id }, attempt: 7, attemptsMax: 8 }
  await expect(workOn(needs, job, mine)).rejects.toThrow('full')
  expect((await runOf(id)).endedAt).toBeUndefined()
  await expect(workOn(needs, { ...job, attempt: 8 }, mine)).rejects.toThrow('full')
  await sql`drop trigger archive_full on records_entries`.execute(office.store.db)
  expect(await runOf(id)).toMatchObject({ hasFailed: true, done: 0 })
  const again = await begin({ kind: 'import', id: one })
  await finish(again.id)
  expect((await runOf(again.id)).counts).toEqual({ kept: 1, known: 0, ours: 0, refused: 1, gone: 0 })
})

test('an export of the archive with imported posts is verified with nothing but its file, and altered it is found out', async () => {
  const one = await bring(['m1|On the bridge', 'm2|Un pont'])
  await finish((await begin({ kind: 'import', id: one })).id)
  const question = {
    query: { kind: 'imported', words: 'pont' },
    purpose: 'A-1',
    locale: 'fr',
    timeZone: 'America/Toronto',
  } as const
  const begun = await beginDraft(archive, question, clerk)
  if (!begun.ok) throw new Error(begun.problem.en)
  expect(await askMake(archive, begun.id, clerk)).toEqual({ ok: true })
  await runExport(archive, begun.id, { fence: mine, isLast: true })
  const bundle = await bundleOf(archive, begun.id, async () => true)
  const file = join(folder, 'it.zip')
  await writeFile(file, Buffer.from(await new Response(bundle?.body).arrayBuffer()))
  const verdict = await verifyFile(file, { trusted: { keys: [archive.signer.public] } })
  expect(verdict).toMatchObject({ form: 'bundle', ok: true, facts: { isTrusted: true } })
  const [entry] = (await findEntries(archive.db, { kind: 'imported', words: 'pont' })).entries
  expect((await findEntry(archive.db, entry?.seq ?? 0))?.holds).toBe(true)
  await expect(
    sql`update records_entries set body = replace(body, 'pont', 'port') where seq = ${entry?.seq ?? 0}`.execute(
      office.store.db,
    ),
  ).rejects.toThrow('append-only')
})
