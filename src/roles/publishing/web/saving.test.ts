import { afterEach, expect, test, vi } from 'vitest'
import { MessageForm, type Message } from '#roles/publishing/contract.ts'
import { isUnanswered, saveOnce } from '#roles/publishing/web/saving.ts'
import { ProblemError } from '#web/client.ts'

const at = new Date(Date.UTC(2031, 3, 7, 12))
const form: MessageForm = {
  ...{ title: 'Road', lane: 'normal' },
  versions: [{ account: 'a', language: 'en', text: 'Closed.' }],
}

function message(id: string, said: MessageForm, revision = 1): Message {
  const summary = {
    ...{ id, title: said.title, lane: said.lane, state: 'draft' as const, revision },
    ...{ owner: { id: 'w', name: 'Wen' }, changedAt: at.toISOString(), changedBy: 'Wen' },
    ...{ excerpts: [], accounts: ['a'], half: [], isPublic: false },
  }
  const versions = said.versions.map((written) => ({
    content: { account: written.account, language: written.language, parts: [written.text], media: [] },
    ...{ sha256: 'x', files: [], written, changedAt: at.toISOString(), changedBy: 'Wen' },
    may: { write: true, publish: true },
  }))
  const may = { write: true, ask: true, takeBack: false, remove: true }
  return { ...summary, versions, topics: said.topics ?? [], writers: ['Wen'], publications: [], may }
}

/** A desk that holds these messages; what was asked of it. */
function desk(there: readonly Message[]): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    asked.push(`${method} ${path}`)
    const given = () => MessageForm.parse(JSON.parse(typeof body === 'string' ? body : ''))
    if (method === 'POST') return Response.json(message('made', given()))
    if (method === 'PUT') return Response.json(message('there', given(), 2))
    if (path.includes('?show=open')) return Response.json({ messages: there })
    return Response.json(there.find(({ id }) => path.endsWith(id)))
  })
  return asked
}
afterEach(() => void vi.unstubAllGlobals())

const first = { to: undefined, form, about: undefined, tried: undefined }
const tried = { form, atMs: at.getTime() }

test('a message that was never tried is simply made', async () => {
  const asked = desk([])
  expect((await saveOnce(first)).id).toBe('made')
  expect(asked).toEqual(['POST /api/messages'])
})

test('a message whose answer was lost is found again and not made a second time', async () => {
  const asked = desk([message('there', form)])
  expect((await saveOnce({ ...first, tried })).id).toBe('there')
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([])
})

test('what was written since goes into the message that was found', async () => {
  const asked = desk([message('there', form)])
  const now = { ...form, title: 'Road closed' }
  expect((await saveOnce({ ...first, form: now, tried })).title).toBe('Road closed')
  expect(asked.at(-1)).toBe('PUT /api/messages/there')
})

test('a message of that title that says something else, or is older, is somebody else’s: a new one is made', async () => {
  const other = { ...form, versions: [{ account: 'a', language: 'en', text: 'Open.' }] }
  desk([message('other', other)])
  expect((await saveOnce({ ...first, tried })).id).toBe('made')
  desk([message('old', form)])
  expect((await saveOnce({ ...first, tried: { form, atMs: at.getTime() + 3_600_000 } })).id).toBe('made')
})

test('no answer at all, and the answer of a balancer without a desk, are no answers; a refusal is one', () => {
  const told = { error: 'x', en: 'x', fr: 'x' }
  expect([0, 502, 503, 504].map((status) => isUnanswered(new ProblemError(status, told)))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect([400, 403, 409, 500].some((status) => isUnanswered(new ProblemError(status, told)))).toBe(false)
  expect(isUnanswered(new Error('ours'))).toBe(false)
})
