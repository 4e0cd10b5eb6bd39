import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { answerProblem, type Api, type ApiContext } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import { grantsNow } from '#roles/publishing/act.ts'
import {
  HistoryImports,
  HistoryKind,
  historyLimits,
  HistoryList,
  HistoryReport,
} from '#roles/publishing/history/contract.ts'
import { asCsv, asJsonFeed, streamOf } from '#roles/publishing/history/exporting.ts'
import { importHistory } from '#roles/publishing/history/importing.ts'
import {
  listHistory,
  markOf,
  readMark,
  soughtWords,
  wholeHistory,
} from '#roles/publishing/history/listing.ts'
import { fileProblems } from '#roles/publishing/history/problems.ts'
import { recordRoutes } from '#roles/publishing/history/record-routes.ts'
import { withReceived } from '#roles/publishing/history/receiving.ts'
import type { HistoryTables } from '#roles/publishing/history/tables.ts'
import type { Store } from '#store/store.ts'

type Needs = {
  store: Store
  clock: Clock
  newId(): string
  timeZone(): string
  origin(): string
  /** Who speaks; undefined before the desk has a place. */
  name(): Promise<string | undefined>
}

/** The addresses of history: what we said, bringing exports in, putting that on record, taking everything out. */
export function historyRoutes(api: Api<SignedIn>, needs: Needs): void {
  listRoute(api, needs)
  importRoutes(api, needs)
  recordRoutes(api, needs)
  exportRoutes(api, needs)
}

function listRoute(api: Api<SignedIn>, { store }: Needs): void {
  route(api, {
    ...{ method: 'get', path: '/api/history', access: 'signed-in', may: 'read' },
    summary: 'What we said, newest first: here, and what was brought in from exports of networks',
    query: z.object({
      q: z.string().max(1000).optional(),
      source: z.enum(['here', 'imported']).optional(),
      before: z.string().max(800).optional(),
    }),
    answers: { 200: HistoryList },
    handle: async ({ query }) => {
      const limit = historyLimits.pageMax
      const asked = { words: soughtWords(query.q), source: query.source, before: readMark(query.before) }
      const found = await listHistory(store.db, { ...asked, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const before = found.length > limit && last !== undefined ? { before: markOf(last) } : {}
      return { status: 200, body: { items, ...before } }
    },
  })
}

const ImportQuery = z.object({ kind: HistoryKind, name: z.string().max(200).default('') })

function importRoutes(api: Api<SignedIn>, needs: Needs): void {
  const { store } = needs
  // One at a time: each is read whole, and writes a great deal.
  let isBusy = false
  rawRoute(api, {
    ...{ method: 'post', path: '/api/history/imports', access: 'signed-in', may: 'write' },
    summary: 'Brings an export in (?kind=x, mastodon, bluesky or csv), and tells of each row what came of it',
    receiveMs: historyLimits.receiveMs,
    limit: rateLimit({ burst: 30, perMin: 2 }),
    async handle({ context, session }) {
      const query = ImportQuery.safeParse(context.req.query())
      if (!query.success) return answerProblem(context, 422, 'not-valid')
      if (!(await mayWrite(store, session))) return answerProblem(context, 403, 'not-allowed')
      if (isBusy) return context.json(problem('busy', fileProblems.busy), 503, { 'retry-after': '30' })
      isBusy = true
      try {
        return await answerImport(context, needs, session, query.data)
      } finally {
        isBusy = false
      }
    },
  })
  route(api, {
    ...{ method: 'get', path: '/api/history/imports', access: 'signed-in', may: 'read' },
    summary: 'Exports that were brought in, newest first',
    answers: { 200: HistoryImports },
    handle: async () => ({ status: 200, body: { imports: await listImports(store) } }),
  })
  route(api, {
    ...{ method: 'delete', path: '/api/history/imports/{id}', access: 'signed-in', may: 'write' },
    summary:
      'Takes what an export brought in out again; nothing at a network changes, and what is on record stays',
    params: z.object({ id: z.string().min(1).max(100) }),
    answers: { 204: null, 403: Problem, 404: Problem },
    handle: async ({ params, session }) => {
      const came = await store.inTransaction(async (tx) => {
        if (!mayDo(await grantsNow(tx, session), 'write')) return 'no-right' as const
        const gone = await tx
          .withTables<HistoryTables>()
          .deleteFrom('history_imports')
          .where('id', '=', params.id)
          .executeTakeFirst()
        return gone.numDeletedRows > 0n ? 'gone' : 'none'
      })
      if (came === 'no-right') return refused(403, problem('no-right', fileProblems['no-right']))
      return came === 'gone'
        ? { status: 204 }
        : refused(404, problem('no-such-import', fileProblems['no-such-import']))
    },
  })
}

function mayWrite(store: Store, session: SignedIn): Promise<boolean> {
  return store.inTransaction(async (tx) => mayDo(await grantsNow(tx, session), 'write'))
}

async function answerImport(
  c: ApiContext,
  { store, clock, newId, timeZone }: Needs,
  session: SignedIn,
  { kind, name }: z.infer<typeof ImportQuery>,
): Promise<Response> {
  const by = { id: session.personId, name: session.session.person.name }
  const came = await withReceived(c.req.raw.body, (received) =>
    importHistory(
      { store, nowMs: clock.nowMs(), newId },
      { ...received, kind, fileName: name, by, timeZone: timeZone() },
    ),
  )
  // What is left of the body must not be taken for the next request.
  if (typeof came === 'string') c.header('connection', 'close')
  if (came === 'too-large') return c.json(problem('too-large', fileProblems['too-large']), 413)
  if (typeof came === 'string') return c.json(problem(came, fileProblems[came]), 422)
  if (!came.ok) return c.json(problem(came.why, fileProblems[came.why]), 422)
  return c.json(HistoryReport.parse(came.report))
}

async function listImports({ db }: Store): Promise<HistoryImports['imports']> {
  const rows = await db
    .withTables<HistoryTables>()
    .selectFrom('history_imports as one')
    .selectAll()
    .select((of) =>
      of
        .selectFrom('history_posts')
        .select((posts) => posts.fn.countAll<number>().as('n'))
        .whereRef('import_id', '=', 'one.id')
        .where('record_seq', 'is not', null)
        .as('on_record'),
    )
    .orderBy('begun_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id, kind, file_name: fileName, begun_at, begun_by: by, added: posts, ...row }) => ({
    ...{ id, kind, fileName, by, posts, at: begun_at.toISOString(), onRecord: row.on_record ?? 0 },
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
  }))
}

function exportRoutes(api: Api<SignedIn>, needs: Needs): void {
  const limit = rateLimit({ burst: 30, perMin: 6 })
  const shared = { method: 'get', access: 'signed-in', may: 'read', limit } as const
  rawRoute(api, {
    ...{ ...shared, path: '/api/history/export.json', summary: 'Everything we said, as one JSON Feed' },
    async handle({ context }) {
      const origin = needs.origin()
      const head = { title: (await needs.name()) ?? 'Bellwether', home: `${origin}/p` }
      const feed = { ...head, feed: `${origin}/api/history/export.json` }
      const body = streamOf(asJsonFeed(wholeHistory(needs.store.db), feed))
      return answerFile(context, body, { type: 'application/feed+json', name: 'history.json' })
    },
  })
  rawRoute(api, {
    ...{ ...shared, path: '/api/history/export.csv', summary: 'Everything we said, as a table' },
    handle: ({ context }) =>
      answerFile(context, streamOf(asCsv(wholeHistory(needs.store.db))), {
        ...{ type: 'text/csv; charset=utf-8', name: 'history.csv' },
      }),
  })
}

function answerFile(
  c: ApiContext,
  body: ReadableStream<Uint8Array>,
  { type, name }: { type: string; name: string },
): Response {
  return c.body(body, 200, {
    ...{ 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    'cache-control': 'no-store',
  })
}
