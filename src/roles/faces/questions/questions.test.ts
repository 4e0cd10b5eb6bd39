import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import { mayBecome, next, plainWords, stateOf } from '#roles/faces/questions/rules.ts'
import { sweepQuestions } from '#roles/faces/questions/sweeping.ts'
import {
  announced,
  beginMs,
  openQuestions,
  sessionForm,
  type QuestionsOffice,
} from '#roles/faces/questions/test-questions.ts'

let office: QuestionsOffice | undefined
afterEach(async () => {
  await office?.close()
  office = undefined
})

async function opened(): Promise<QuestionsOffice> {
  office = await openQuestions()
  return office
}

/** Answers the first question that waits, by Pat, and lets it out by Ana. */
async function answered(o: QuestionsOffice, id: string, text = 'It is safe.'): Promise<string> {
  const waiting = (await o.queue(id)).questions.find(({ state }) => state === 'new')
  if (waiting === undefined) throw new Error('nothing waits')
  const draft = { revision: waiting.revision, draft: { [waiting.language]: text } }
  expect((await o.ask(`/api/questions/${waiting.id}/answer`, { by: 'pat', body: draft })).status).toBe(200)
  expect((await approve(o, id, waiting.id)).status).toBe(200)
  return waiting.id
}

async function approve(o: QuestionsOffice, session: string, id: string, by = 'ana'): Promise<Response> {
  const one = (await o.queue(session)).questions.find((question) => question.id === id)
  const shown = (one?.shown ?? []).map(({ language, sha256 }) => ({ language, sha256 }))
  return o.ask(`/api/questions/${id}/approve`, { by, body: { shown } })
}

test('a question from the page is answered by one, approved by another with one tap, and stands on the page and on record', async () => {
  const o = await opened()
  const id = await announced(o)
  const sent = await o.form(`/live-questions/${id}`, { words: 'Is the water safe?', asker: 'Kim' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/live-questions/${id}?asked=yes`])
  const before = await (await o.ask(`/live-questions/${id}`)).text()
  expect(before).not.toContain('Is the water safe?')
  await answered(o, id)
  const page = await (await o.ask(`/live-questions/${id}`)).text()
  expect(page).toContain('Is the water safe?')
  expect(page).toContain('Asked by Kim')
  expect(page).toContain('It is safe.')
  expect(page).not.toContain('<script')
  expect(await o.records()).toEqual([
    ...['questions-announced', 'approval-asked', 'approval-given', 'question-answered'],
  ])
  const french = await (await o.ask(`/vos-questions/${id}`)).text()
  expect(french).toContain('Votre eau')
  expect(french).toContain('La réponse est en anglais.')
})

test('who wrote any of an answer cannot approve it, and nothing goes out unapproved', async () => {
  const o = await opened()
  const id = await announced(o)
  await o.form(`/live-questions/${id}`, { words: 'Is the water safe?' })
  const [question] = (await o.queue(id)).questions
  const path = `/api/questions/${question?.id ?? ''}`
  await o.ask(`${path}/answer`, { by: 'pat', body: { revision: 1, draft: { en: 'Yes.' } } })
  expect((await approve(o, id, question?.id ?? '', 'pat')).status).toBe(403)
  expect((await o.ask(`${path}/publish`, { by: 'wen', body: {} })).status).toBe(409)
  const [seen] = (await o.queue(id)).questions
  await o.ask(`${path}/answer`, { by: 'wen', body: { revision: 2, draft: { en: 'No.' } } })
  // Ana approves what she saw before Wen changed it: refused.
  const stale = (seen?.shown ?? []).map(({ language, sha256 }) => ({ language, sha256 }))
  expect((await o.ask(`${path}/approve`, { by: 'ana', body: { shown: stale } })).status).toBe(409)
  expect((await o.queue(id)).questions[0]?.state).toBe('drafted')
  expect((await approve(o, id, question?.id ?? '')).status).toBe(200)
  const page = await (await o.ask(`/live-questions/${id}`)).text()
  expect(page).toContain('No.')
  expect(page).not.toContain('Yes.')
})

test('two who answer at once: the second is told, and nothing is overwritten', async () => {
  const o = await opened()
  const id = await announced(o)
  await o.form(`/live-questions/${id}`, { words: 'Is the water safe?' })
  const [question] = (await o.queue(id)).questions
  const path = `/api/questions/${question?.id ?? ''}/answer`
  const answers = await Promise.all(
    ['pat', 'wen'].map((by) => o.ask(path, { by, body: { revision: 1, draft: { en: `From ${by}` } } })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await o.queue(id)).questions[0]?.revision).toBe(2)
})

test.each([
  ['nothing', '   ', 422, 'at least one word'],
  ['signs only', '?!…', 422, 'at least one word'],
  ['too much', 'x'.repeat(601), 422, 'longer than 600'],
  ['far too much', 'y'.repeat(50_000), 422, 'longer than 600'],
])('%s is refused in words, and what was typed stays', async (_what, words, status, said) => {
  const o = await opened()
  const id = await announced(o)
  const answer = await o.form(`/live-questions/${id}`, { words, asker: 'Kim' })
  const page = await answer.text()
  expect(answer.status).toBe(status)
  expect(page).toContain(said)
  if (words.length < 5000 && words.trim() !== '') expect(page).toContain(`>${words}</textarea>`)
  expect((await o.queue(id)).questions).toEqual([])
})

test('markup, controls and marks that turn text are shown as they were written, or left out', async () => {
  const o = await opened()
  const id = await announced(o)
  const words = '<script>alert(1)</script> is\u0000 it \u202Esafe\u202C?\ud800'
  await o.form(`/live-questions/${id}`, { words, asker: '<b>Kim</b>\n\u0007' })
  await answered(o, id, '<img src=x onerror=alert(2)>')
  const page = await (await o.ask(`/live-questions/${id}`)).text()
  expect(page).not.toMatch(/<script|<img|<b>|\u202E|\u0000/u)
  expect(page).toContain('&#60;script&#62;')
})

test('one who presses twice, or asks what another asked, is counted at that question; a machine is thanked and not kept', async () => {
  const o = await opened()
  const id = await announced(o)
  for (const words of ['Is the water safe?', 'is the WATER safe', 'Is   the water safe ?!'])
    expect((await o.form(`/live-questions/${id}`, { words })).status).toBe(303)
  expect((await o.form(`/live-questions/${id}`, { words: 'Buy pills', site: 'http://x' })).status).toBe(303)
  const { questions } = await o.queue(id)
  expect(questions.map(({ words, times }) => [words, times])).toEqual([['Is the water safe?', 3]])
})

test('questions are taken only while they are: before, after and when it is cancelled it is said, and nothing is lost', async () => {
  const o = await opened()
  const id = await announced(o, { ...sessionForm, opens: '2026-03-01T14:30' })
  const early = await o.form(`/live-questions/${id}`, { words: 'Too early, is it?' })
  expect([early.status, (await early.text()).includes('Too early, is it?')]).toEqual([409, true])
  o.time.nowMs = beginMs + hourMs / 2
  expect((await o.form(`/live-questions/${id}`, { words: 'In time, is it?' })).status).toBe(303)
  o.time.nowMs = beginMs + 3 * hourMs
  expect((await o.form(`/live-questions/${id}`, { words: 'Too late, is it?' })).status).toBe(409)
  expect((await o.queue(id)).session.state).toBe('over')
  const other = await announced(o, { ...sessionForm, begins: '2026-03-02T15:00', ends: '2026-03-02T16:00' })
  await o.ask(`/api/question-sessions/${other}/cancel`, {
    by: 'wen',
    body: { reason: 'The speaker is ill.' },
  })
  expect((await o.form(`/live-questions/${other}`, { words: 'Is it on?' })).status).toBe(409)
  expect(await (await o.ask(`/live-questions/${other}`)).text()).toContain('The speaker is ill.')
})

test('posts that answer ours come into the queue once; taken back, their words are gone, also beside an answer', async () => {
  const o = await opened()
  const id = await announced(o)
  const post = {
    id: 'practice:9',
    words: 'What about the well?',
    language: 'en',
    network: 'Practice',
    url: undefined,
    atMs: beginMs,
  } as const
  o.posts.push(post)
  await o.queue(id)
  await o.queue(id)
  expect((await o.queue(id)).questions.map(({ words, origin }) => [words, origin])).toEqual([
    ['What about the well?', 'post'],
  ])
  await answered(o, id, 'The well is fine.')
  expect(await (await o.ask(`/live-questions/${id}`)).text()).toContain('What about the well?')
  const { rows } = await sql<{ words: string | null }>`select words from questions`.execute(o.store.db)
  expect(rows).toEqual([{ words: null }])
  o.posts.length = 0
  const page = await (await o.ask(`/live-questions/${id}`)).text()
  expect(page).not.toContain('What about the well?')
  expect(page).toContain('took the question back')
  expect(page).toContain('The well is fine.')
})

test('a public answer is corrected openly and withdrawn with its reason', async () => {
  const o = await opened()
  const id = await announced(o)
  await o.form(`/live-questions/${id}`, { words: 'Is the water safe?' })
  const question = await answered(o, id)
  const read = async (): Promise<number> => (await o.queue(id)).questions[0]?.revision ?? 0
  const draft = { revision: await read(), draft: { en: 'Boil it first.' } }
  expect((await o.ask(`/api/questions/${question}/answer`, { by: 'pat', body: draft })).status).toBe(200)
  // Until the other words are approved, the old ones stand.
  expect(await (await o.ask(`/live-questions/${id}`)).text()).toContain('It is safe.')
  await approve(o, id, question)
  const page = await (await o.ask(`/live-questions/${id}`)).text()
  expect(page).toContain('Boil it first.')
  expect(page).toContain('corrected')
  const body = { reason: 'It was about another town.' }
  expect((await o.ask(`/api/questions/${question}/withdraw`, { by: 'pat', body })).status).toBe(403)
  expect((await o.ask(`/api/questions/${question}/withdraw`, { by: 'wen', body })).status).toBe(200)
  const after = await (await o.ask(`/live-questions/${id}`)).text()
  expect(after).not.toContain('Boil it first.')
  expect(after).toContain('It was about another town.')
  expect((await o.records()).slice(-1)).toEqual(['deletion'])
})

test('what is set aside, merged or waiting is on no page, and its words are emptied a month after the end', async () => {
  const o = await opened()
  const id = await announced(o)
  for (const words of ['My own file 123?', 'Is it safe?', 'Is it really safe?', 'And the well?'])
    await o.form(`/live-questions/${id}`, { words })
  const byWords = async (words: string) =>
    (await o.queue(id)).questions.find((one) => one.words === words)?.id ?? ''
  const sort = async (words: string, body: object) =>
    (await o.ask(`/api/questions/${await byWords(words)}/sort`, { by: 'pat', body })).status
  expect(await sort('My own file 123?', { to: 'aside', why: 'personal' })).toBe(200)
  expect(await sort('Is it really safe?', { to: 'merged', into: await byWords('Is it safe?') })).toBe(200)
  expect(await sort('Is it safe?', { to: 'merged', into: await byWords('Is it safe?') })).toBe(409)
  o.time.nowMs = beginMs + 3 * hourMs
  const page = await (await o.ask(`/live-questions/${id}`)).text()
  expect(page).not.toMatch(/123|really|well/u)
  expect(page).toContain('0 of 3 questions are answered')
  expect(await sweepQuestions(o.needs)).toBe(0)
  o.time.nowMs = beginMs + 31 * dayMs
  expect(await sweepQuestions(o.needs)).toBe(4)
  expect((await o.queue(id)).questions.flatMap(({ words }) => words ?? [])).toEqual([])
})

test.each([
  ['a time that the clocks jump over', { ...sessionForm, begins: '2026-03-08T02:30' }, 'begins'],
  ['an end before its beginning', { ...sessionForm, ends: '2026-03-01T14:30' }, 'ends'],
  ['an end that is over', { ...sessionForm, begins: '2026-02-01T10:00', ends: '2026-02-01T11:00' }, 'ends'],
  ['no zone there is', { ...sessionForm, timeZone: 'Mars/Olympus' }, 'begins'],
  ['three months', { ...sessionForm, ends: '2026-06-01T10:00' }, 'ends'],
])('%s is refused, and said at its field', async (_what, form, field) => {
  const o = await opened()
  const answer = await o.ask('/api/question-sessions', { by: 'wen', body: form })
  expect(answer.status).toBe(422)
  expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field])
})

test('who may only read announces nothing and answers nothing', async () => {
  const o = await opened()
  const id = await announced(o)
  await o.form(`/live-questions/${id}`, { words: 'Is the water safe?' })
  const [question] = (await o.queue(id, 'guest')).questions
  expect(question?.may).toEqual({ write: false, approve: false, publish: false })
  const answer = { revision: 1, draft: { en: 'Yes.' } }
  const path = `/api/questions/${question?.id ?? ''}/answer`
  expect((await o.ask(path, { by: 'guest', body: answer })).status).toBe(403)
  expect((await o.ask('/api/question-sessions', { by: 'pat', body: sessionForm })).status).toBe(403)
})

test('a question never goes where the table does not lead, whatever is asked of it', () => {
  const states = Object.keys(next) as (keyof typeof next)[] // the table names every state
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.constantFrom(...states), (from, to) => {
      if (from === 'answered') expect(mayBecome(from, to)).toBe(to === 'drafted' || to === 'withdrawn')
      if (to === 'answered') expect(mayBecome(from, to)).toBe(from === 'drafted')
    }),
  )
})

test('a session goes on in one direction, and words are one whatever their signs', () => {
  const times = { opensMs: 10, beginsMs: 20, endsMs: 30, isCancelled: false }
  expect([0, 10, 20, 30].map((ms) => stateOf(times, ms))).toEqual(['announced', 'open', 'live', 'over'])
  expect(stateOf({ ...times, isCancelled: true }, 25)).toBe('cancelled')
  expect(plainWords('  Où est-ce ?! ')).toBe(plainWords('OÙ EST CE'))
})
