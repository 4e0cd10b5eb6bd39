import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import type { Archive } from '#records/archive.ts'
import { archiveState, askCheck } from '#records/checks.ts'
import {
  ArchiveState,
  PublishedHeads,
  RecordDetail,
  RecordPage,
  RecordQuery,
  type RecordActor,
} from '#records/contract.ts'
import { findEntries, findEntry } from '#records/find.ts'
import { allKeys, headsWhere } from '#records/heads.ts'
import { answerRecordsPage, headsShown } from '#records/public-page.ts'
import { retentionRoutes } from '#records/retention/routes.ts'

/** What the routes of the archive are given besides it: who somebody signed in is, as an actor. */
export type RecordsRoutes<S> = { archive: Archive; actorOf: (session: S) => RecordActor }

/** Heads told at once; older ones are asked for with `before`. */
const headsMax = 1000

/** Adds what is read of the archive, the check of its chain, and what anybody may see: its keys and signed heads. */
export function recordsRoutes<S>(api: Api<S>, given: RecordsRoutes<S>): void {
  addReading(api, given)
  addChecking(api, given)
  retentionRoutes(api, given)
  addPublic(api, given)
}

function addReading<S>(api: Api<S>, { archive }: RecordsRoutes<S>): void {
  route(api, {
    method: 'get',
    path: '/api/records',
    summary: 'Entries of the archive, newest first',
    access: 'signed-in',
    may: 'records',
    query: RecordQuery.extend({ before: z.coerce.number().int().min(1).optional() }),
    answers: { 200: RecordPage },
    handle: async ({ query: { before, ...query } }) => ({
      status: 200,
      body: await findEntries(archive.db, query, before),
    }),
  })
  route(api, {
    method: 'get',
    path: '/api/records/entries/{seq}',
    summary: 'One entry of the archive with what proves it',
    access: 'signed-in',
    may: 'records',
    params: z.object({ seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    answers: { 200: RecordDetail, 404: Problem },
    handle: async ({ params }) => {
      const found = await findEntry(archive.db, params.seq)
      return found === undefined ? refused(404, noSuchEntry) : { status: 200, body: found }
    },
  })
}

const noSuchEntry = problem('no-such-entry', {
  en: 'There is no entry of this number in the archive.',
  fr: 'Les archives n’ont aucune inscription de ce numéro.',
})

function addChecking<S>(api: Api<S>, { archive }: RecordsRoutes<S>): void {
  route(api, {
    method: 'get',
    path: '/api/records/state',
    summary: 'How long the archive is, its newest signed head and its newest check',
    access: 'signed-in',
    may: 'records',
    answers: { 200: ArchiveState },
    handle: async () => ({ status: 200, body: await archiveState(archive) }),
  })
  route(api, {
    method: 'post',
    path: '/api/records/check',
    summary: 'Signs the head and checks the whole chain, in the background',
    access: 'signed-in',
    may: 'records',
    answers: { 202: ArchiveState },
    handle: async () => {
      await askCheck(archive)
      return { status: 202, body: await archiveState(archive) }
    },
  })
}

function addPublic<S>(api: Api<S>, { archive }: RecordsRoutes<S>): void {
  const turns = rateLimit({ burst: 30, perMin: 60 })
  rawRoute(api, {
    method: 'get',
    path: '/records/key',
    summary: 'The public keys that sign the archive, as PEM, newest first',
    access: 'public',
    limit: turns,
    handle: async ({ context }) => context.text((await allKeys(archive.db)).map(({ pem }) => pem).join('')),
  })
  rawRoute(api, {
    method: 'get',
    path: '/records',
    summary:
      'What the archive is, the fingerprint of its key and its newest signed heads, as a page without script',
    access: 'public',
    limit: turns,
    handle: async ({ context }) =>
      answerRecordsPage(context, {
        keys: await allKeys(archive.db),
        heads: await headsWhere(archive.db, { limit: headsShown, newestFirst: true }),
        lang: pageLanguage(context),
      }),
  })
  route(api, {
    method: 'get',
    path: '/records/heads',
    summary: 'The signed heads of the archive, newest first, for keeping a copy elsewhere',
    access: 'public',
    limit: turns,
    query: z.object({ before: z.coerce.number().int().min(1).optional() }),
    answers: { 200: PublishedHeads },
    handle: async ({ query: { before } }) => {
      const keys = (await allKeys(archive.db)).map(({ id, fingerprint, pem }) => ({ id, fingerprint, pem }))
      const upTo = before === undefined ? {} : { to: before - 1 }
      const heads = await headsWhere(archive.db, { ...upTo, limit: headsMax, newestFirst: true })
      return { status: 200, body: { keys, heads } }
    },
  })
}
