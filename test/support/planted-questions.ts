import { sql } from 'kysely'
import { z } from 'zod'
import type { Desk } from '#app/desk.ts'
import type { Shot, Walker } from './planted.ts'

const Id = z.object({ id: z.string() })

/** Who plants, and how they ask the desk. */
type Planting = {
  desk: Desk
  wen: Walker
  ana: Walker
  said: (who: Walker, path: string, body: unknown) => Promise<unknown>
}

/** A session of questions, with one that waits, one whose answer waits for approval, and one that is answered. */
export async function shotsAtQuestions(
  { said, ana, wen, desk }: Planting,
  marker: string,
): Promise<Record<string, Shot>> {
  const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16)
  const form = {
    ...{ title: { en: 'Water', fr: 'Eau' }, lede: { en: 'Ask us.', fr: 'Demandez-nous.' } },
    ...{ begins: at(1), ends: at(3), timeZone: 'UTC' },
  }
  const session = async (): Promise<string> =>
    `/api/question-sessions/${Id.parse(await said(wen, '/api/question-sessions', form)).id}`
  const path = await session()
  const rows = await Promise.all(
    ['new', 'drafted', 'approved', 'answered'].map(async (stands) => {
      const words = `${marker} is the water ${stands}?`
      await said(wen, `${path}/questions`, { words, language: 'en' })
      const { rows: found } = await sql<{
        id: string
      }>`select id from questions where words = ${words}`.execute(desk.store.db)
      return `/api/questions/${found[0]?.id ?? ''}`
    }),
  )
  const [waits = '', drafted = '', approved = '', answered = ''] = rows
  const Shown = z.object({
    questions: z.array(
      z.object({ id: z.string(), shown: z.array(z.object({ language: z.string(), sha256: z.string() })) }),
    ),
  })
  const answer = { revision: 1, draft: { en: `${marker} it is.` } }
  for (const one of [drafted, approved, answered]) await said(wen, `${one}/answer`, answer)
  const queue = await fetch(new URL(path, desk.url), { headers: { cookie: ana.cookie } })
  const { questions } = Shown.parse(await queue.json())
  const shownOf = (one: string) => ({
    shown: questions
      .find(({ id }) => one.endsWith(id))
      ?.shown.map(({ language, sha256 }) => ({ language, sha256 })),
  })
  await said(ana, `${answered}/approve`, shownOf(answered))
  await said(
    ana,
    `/api/approvals/${encodeURIComponent(`answer:${approved.slice('/api/questions/'.length)}`)}/approve`,
    {
      versions: (shownOf(approved).shown ?? []).map((one) => ({ ...one, account: 'site' })),
    },
  )
  return {
    'post /api/question-sessions': { path: '/api/question-sessions', body: form, by: wen },
    'put /api/question-sessions/{id}': { path: await session(), body: { ...form, revision: 1 }, by: wen },
    'post /api/question-sessions/{id}/cancel': {
      path: `${await session()}/cancel`,
      ...{ body: { reason: 'Ill' }, by: wen },
    },
    'post /api/question-sessions/{id}/questions': {
      path: `${path}/questions`,
      ...{ body: { words: 'And the well?', language: 'en' }, by: wen },
    },
    'post /api/questions/{id}/answer': { path: `${waits}/answer`, body: answer, by: wen },
    'post /api/questions/{id}/approve': { path: `${drafted}/approve`, body: shownOf(drafted), by: ana },
    'post /api/questions/{id}/publish': { path: `${approved}/publish`, body: {}, by: wen },
    'post /api/questions/{id}/sort': {
      path: `${waits}/sort`,
      ...{ body: { to: 'aside', why: 'off-topic' }, by: wen },
    },
    'post /api/questions/{id}/withdraw': {
      path: `${answered}/withdraw`,
      ...{ body: { reason: 'Wrong' }, by: wen },
    },
  }
}
