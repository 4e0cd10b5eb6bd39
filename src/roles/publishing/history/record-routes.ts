import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem, problem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import type { Clock } from '#kernel/time.ts'
import {
  RecordCount,
  RecordForm,
  RecordRun,
  RecordRuns,
  RecordScope,
} from '#roles/publishing/history/contract.ts'
import { recordProblems } from '#roles/publishing/history/problems.ts'
import { beginRecording, countScope, listRuns, type RecordWhy } from '#roles/publishing/history/recording.ts'
import type { Store } from '#store/store.ts'

/** Counting among many posts takes its time, ms. */
const countingTimeoutMs = 60_000

const statuses: Readonly<Record<RecordWhy, 403 | 404 | 409>> = {
  ...{ 'no-right': 403, 'no-such-import': 404, 'nothing-there': 404 },
  ...{ 'on-record-already': 409, 'begun-already': 409, 'many-runs': 409 },
}

/** The addresses by which what was brought in is put on record: how much it would be, begin, how far it is. */
export function recordRoutes(
  api: Api<SignedIn>,
  { store, clock, newId }: { store: Store; clock: Clock; newId(): string },
): void {
  const shared = { access: 'signed-in', may: 'retention', timeoutMs: countingTimeoutMs } as const
  route(api, {
    ...{ method: 'get', path: '/api/history/records', access: 'signed-in', may: 'read' },
    summary: 'What was put on record of what was brought in, and how far it is',
    answers: { 200: RecordRuns },
    handle: async () => ({ status: 200, body: { runs: await listRuns(store.db) } }),
  })
  route(api, {
    ...{ ...shared, method: 'post', path: '/api/history/records/count' },
    summary: 'How many imported posts that would be, and how many are on record; changes nothing',
    body: z.strictObject({ scope: RecordScope }),
    answers: { 200: RecordCount },
    handle: async ({ body }) => ({ status: 200, body: await countScope(store.db, body.scope) }),
  })
  route(api, {
    ...{ ...shared, method: 'post', path: '/api/history/records' },
    summary: 'Puts imported posts on record, each once, with a reason; an entry cannot be taken back',
    body: RecordForm,
    answers: { 202: RecordRun, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const begun = await beginRecording({ store, newId, nowMs: clock.nowMs() }, session, body)
      if (begun.ok) return { status: 202, body: begun.value }
      return refused(statuses[begun.why], problem(begun.why, recordProblems[begun.why]))
    },
  })
}
