import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import type { Archive } from '#records/archive.ts'
import type { RecordActor } from '#records/contract.ts'
import {
  ExportList,
  ExportPage,
  ExportQuestion,
  ExportView,
  Redacted,
  RedactionInput,
} from '#records/export/contract.ts'
import { bundleOf } from '#records/export/download.ts'
import { beginDraft, exportRow, exportView, listExports, previewPage } from '#records/export/drafts.ts'
import { askMake } from '#records/export/make.ts'
import { noBundle, noSuchExport } from '#records/export/problems.ts'
import { redact, unredact } from '#records/export/redact.ts'
import { secondMs } from '#kernel/time.ts'

/** What the routes of exports are given besides the archive: who somebody signed in is, as an actor. */
export type ExportRoutes<S> = { archive: Archive; actorOf: (session: S) => RecordActor }

const path = '/api/records/exports'
const Id = z.object({ id: z.uuid() })

/** Looking for words in a whole export takes longer than other questions. */
const redactTimeoutMs = 60 * secondMs

/** Adds asking for an export, seeing it before, blacking out, making it, and taking its file. */
export function exportRoutes<S>(api: Api<S>, given: ExportRoutes<S>): void {
  addAsking(api, given)
  addReading(api, given)
  addRedacting(api, given)
  addMaking(api, given)
}

function addAsking<S>(api: Api<S>, { archive, actorOf }: ExportRoutes<S>): void {
  route(api, {
    method: 'post',
    path,
    summary: 'Begins an export as a draft: what fits is settled, nothing is made yet',
    access: 'signed-in',
    may: 'export',
    body: ExportQuestion,
    answers: { 201: ExportView, 422: Problem },
    handle: async ({ body, session }) => {
      const begun = await beginDraft(archive, body, actorOf(session))
      if (!begun.ok) return refused(422, begun.problem)
      const row = await exportRow(archive.db, begun.id)
      return row === undefined ? refused(422, noSuchExport) : { status: 201, body: exportView(row) }
    },
  })
}

function addReading<S>(api: Api<S>, { archive }: ExportRoutes<S>): void {
  route(api, {
    method: 'get',
    path,
    summary: 'Exports, newest first, and the fingerprint to verify them with',
    access: 'signed-in',
    may: 'export',
    answers: { 200: ExportList },
    handle: async () => ({
      status: 200,
      body: { exports: await listExports(archive.db), fingerprint: archive.signer.public.fingerprint },
    }),
  })
  route(api, {
    method: 'get',
    path: `${path}/{id}`,
    summary: 'One export: its question, and how far it is',
    access: 'signed-in',
    may: 'export',
    params: Id,
    answers: { 200: ExportView, 404: Problem },
    handle: async ({ params }) => {
      const row = await exportRow(archive.db, params.id)
      return row === undefined ? refused(404, noSuchExport) : { status: 200, body: exportView(row) }
    },
  })
  route(api, {
    method: 'get',
    path: `${path}/{id}/entries`,
    summary: 'The entries of an export, newest first, with what of them will be shown',
    access: 'signed-in',
    may: 'export',
    params: Id,
    query: z.object({ before: z.coerce.number().int().min(1).optional() }),
    answers: { 200: ExportPage, 404: Problem },
    handle: async ({ params, query }) => {
      const row = await exportRow(archive.db, params.id)
      if (row === undefined) return refused(404, noSuchExport)
      return { status: 200, body: await previewPage(archive.db, row, query.before) }
    },
  })
}

function addRedacting<S>(api: Api<S>, { archive }: ExportRoutes<S>): void {
  const answers = { 200: Redacted, 404: Problem, 409: Problem, 422: Problem } as const
  route(api, {
    method: 'post',
    path: `${path}/{id}/redactions`,
    summary: 'Blacks out a field, or words wherever they stand',
    access: 'signed-in',
    may: 'export',
    params: Id,
    body: RedactionInput,
    answers,
    timeoutMs: redactTimeoutMs,
    handle: async ({ params, body }) => {
      const done = await redact(archive, params.id, body)
      return done.ok ? { status: 200, body: done.body } : refused(done.status, done.problem)
    },
  })
  route(api, {
    method: 'delete',
    path: `${path}/{id}/redactions/{of}`,
    summary: 'Takes back what was blacked out at once',
    access: 'signed-in',
    may: 'export',
    params: Id.extend({ of: z.uuid() }),
    answers,
    handle: async ({ params }) => {
      const done = await unredact(archive, params.id, params.of)
      return done.ok ? { status: 200, body: done.body } : refused(done.status, done.problem)
    },
  })
}

function addMaking<S>(api: Api<S>, { archive, actorOf }: ExportRoutes<S>): void {
  route(api, {
    method: 'post',
    path: `${path}/{id}/make`,
    summary: 'Makes the export, in the background; it goes on record when it is made',
    access: 'signed-in',
    may: 'export',
    fresh: true,
    params: Id,
    answers: { 202: ExportView, 404: Problem, 409: Problem },
    handle: async ({ params, session }) => {
      const asked = await askMake(archive, params.id, actorOf(session))
      if (!asked.ok) return refused(asked.status, asked.problem)
      const row = await exportRow(archive.db, params.id)
      return row === undefined ? refused(404, noSuchExport) : { status: 202, body: exportView(row) }
    },
  })
  rawRoute(api, {
    method: 'get',
    path: `${path}/{id}/bundle`,
    summary: 'The file of a finished export',
    access: 'signed-in',
    may: 'export',
    handle: async ({ context, isStillWelcome }) => {
      const read = Id.safeParse({ id: context.req.param('id') })
      const bundle = read.success ? await bundleOf(archive, read.data.id, isStillWelcome) : undefined
      if (bundle === undefined) return context.json(noBundle, 404)
      return new Response(bundle.body, { headers: bundle.headers })
    },
  })
}
