import type { SignedIn } from '#access/access.ts'
import { answerProblem, type Api } from '#api/api.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { readWithin } from '#api/read-body.ts'
import { rawRoute } from '#api/route.ts'
import { publishingLimits, ImportReport } from '#roles/publishing/contract.ts'
import { readRows } from '#roles/publishing/import-rows.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'

/** Files one address may send a minute: each can be thousands of messages. */
const filesPerMinute = 10

/** The address that takes a file of messages, and tells of each row what came of it. */
export function importRoute(api: Api<SignedIn>, publishing: Publishing): void {
  rawRoute(api, {
    method: 'post',
    path: '/api/messages/import',
    summary: 'Imports a CSV (text/csv) or JSON lines (application/x-ndjson) of messages, row by row',
    access: 'signed-in',
    may: 'write',
    limit: rateLimit({ perMin: filesPerMinute, burst: filesPerMinute }),
    handle: async ({ context, session }) => {
      const form = formOf(context.req.header('content-type'))
      if (form === undefined) return answerProblem(context, 415, 'wrong-content-type')
      const bytes = await readWithin(context.req.raw.body, publishingLimits.importBytesMax)
      if (bytes === undefined) return answerProblem(context, 413, 'too-large')
      const read = readRows(bytes, form)
      if (!read.ok) return context.json({ error: read.why, ...read.words }, 422)
      return context.json(ImportReport.parse(await publishing.importRows(session, read.rows)))
    },
  })
}

function formOf(type: string | undefined): 'csv' | 'jsonl' | undefined {
  const name = type?.split(';')[0]?.trim().toLowerCase()
  if (name === 'text/csv') return 'csv'
  return name === 'application/x-ndjson' || name === 'application/jsonl' ? 'jsonl' : undefined
}
