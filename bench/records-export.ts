import { mkdir } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { beginDraft, exportRow, exportView } from '#records/export/drafts.ts'
import { askMake, runExport } from '#records/export/make.ts'
import { testAct } from '#records/export/test-archive.ts'
import { keepRecord } from '#records/records.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { openStore } from '#store/store.ts'
import type { Fence } from '#store/work-jobs.ts'
import { dataFolder } from './support/built-desk.ts'
import { costOf, figure, machine, type Cost } from './support/measure.ts'

/**
 * An access-to-information export of a month of a busy office, 50,000 entries of six facts, from asking to the finished file
 * in the store, with fsync as in use. Beside it, in the same run: reading the same entries out of the store and nothing else,
 * which is the floor. Another size: `npm run bench -- records-export --entries=5000`.
 */
const asked = process.argv.find((word) => word.startsWith('--entries='))?.slice(10)
const entries = Number(asked ?? 50_000)
const atOnce = 1000
const startMs = Date.UTC(2031, 3, 1)
const round = (value: number): number => Math.round(value * 100) / 100

const place = dataFolder()
try {
  figure({ bench: 'records-export', what: 'machine', ...machine() })
  const store = await openStore({
    dataDir: join(place.folder, 'live'),
    migrations: [recordsMigrations],
    language: 'en',
    log: silentLog,
    progress: () => undefined,
  })
  try {
    await mkdir(join(place.folder, 'keys'), { recursive: true })
    const dataDir = place.folder
    await run(await openArchive({ store, clock: wallClock, log: silentLog, dataDir }))
  } finally {
    await store.close()
  }
} finally {
  place.remove()
}

async function run(archive: Archive): Promise<void> {
  tell('kept, a thousand at once', await costOf(() => fill(archive)))
  const floor = await costOf(() => readAll(archive))
  tell('floor: reading the entries out of the store', floor)
  const by = { kind: 'person', id: 'c1', name: 'Clerk' } as const
  const query = { from: '2031-04-01T00:00:00Z', to: '2031-05-01T00:00:00Z' }
  let id = ''
  const asking = await costOf(async () => {
    const begun = await beginDraft(archive, { query, purpose: 'bench', locale: 'en', timeZone: 'UTC' }, by)
    if (!begun.ok) throw new Error(begun.problem.en)
    id = begun.id
    await askMake(archive, id, by)
  })
  tell('asked, and the head signed', asking)
  const told = { times: 0, longestMs: 0, lastMs: performance.now() }
  const fence: Fence = {
    stillMine: async () => true,
    signal: new AbortController().signal,
    extend: async () => {
      const nowMs = performance.now()
      told.longestMs = Math.max(told.longestMs, nowMs - told.lastMs)
      told.lastMs = nowMs
      told.times += 1
      return true
    },
  }
  const making = await costOf(() => runExport(archive, id, { fence, isLast: true }))
  const row = await exportRow(archive.db, id)
  if (row?.state !== 'ready') throw new Error('the export was not made')
  const mb = round((exportView(row).bytes ?? 0) / 2 ** 20)
  const progress = { progressTold: told.times, longestSilenceS: round(told.longestMs / 1000) }
  tell('made: page, table, lines, zip, in the store', making, {
    ...{ mb, timesFloor: round(making.wallS / floor.wallS) },
    ...progress,
  })
}

function tell(what: string, { cpuS, wallS }: Cost, more: Record<string, number> = {}): void {
  const load = round(loadavg()[0] ?? 0)
  const rssMb = Math.round(process.memoryUsage().rss / 2 ** 20)
  figure({
    bench: 'records-export',
    what,
    entries,
    wallS: round(wallS),
    cpuS: round(cpuS),
    ...more,
    rssMb,
    load,
  })
}

async function fill(archive: Archive): Promise<void> {
  for (let at = 0; at < entries; at += atOnce) {
    const acts = Array.from({ length: Math.min(atOnce, entries - at) }, (_, i) => testAct(at + i))
    await archive.store.inTransaction((tx) => keepRecord(tx, acts, startMs + at * 50_000))
  }
}

async function readAll({ db }: Archive): Promise<void> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('records_entries')
      .select(['seq', 'at', 'salt', 'body', 'content', 'hash'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(2000)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.seq
  }
}
