import type { SignedIn } from '#access/access.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { answerWordsPage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { readWithin } from '#api/read-body.ts'
import { rawRoute } from '#api/route.ts'
import { secondMs } from '#kernel/time.ts'
import { questionLimits, type Session } from '#roles/faces/questions/contract.ts'
import type { QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import {
  questionsPolicy,
  renderSession,
  renderSessions,
  type PublicAnswer,
  type Refused,
} from '#roles/faces/questions/public-page.ts'
import { noSession } from '#roles/faces/questions/public-words.ts'
import { heardOf } from '#roles/faces/questions/queue.ts'
import {
  countsOf,
  listSessions,
  questionsOf,
  readSession,
  sessionView,
} from '#roles/faces/questions/store.ts'
import { takeQuestion, type Asked } from '#roles/faces/questions/taking.ts'
import type { QuestionTables } from '#roles/faces/questions/tables.ts'

type Lang = 'en' | 'fr'

const formBytesMax = 20_000
const sessionsShown = 50

/** Many people stand behind one address (a library, a town hall), and may ask at once. */
const readRate = { burst: 300, perMin: 1200 }
const askRate = { burst: 40, perMin: 12 }

/** The pages of sessions: for everybody, without script, cookie or sign-in. */
export function questionsPublicRoutes(api: Api<SignedIn>, needs: QuestionsNeeds): void {
  const limit = rateLimit(readRate)
  const asks = rateLimit(askRate)
  for (const [path, lang] of [
    ['/live-questions', 'en'],
    ['/vos-questions', 'fr'],
  ] as const) {
    const summary = 'Sessions of questions and answers, as a page without script'
    rawRoute(api, {
      ...{ method: 'get', path, summary, access: 'public', limit },
      handle: ({ context }) => answerList(context, needs, lang),
    })
    rawRoute(api, {
      ...{ method: 'get', path: `${path}/{id}`, summary: 'One of them', access: 'public', limit },
      handle: ({ context }) => answerSession(context, needs, lang),
    })
    rawRoute(api, {
      ...{ method: 'post', path: `${path}/{id}`, summary: 'Asks a question' },
      ...{ access: 'public', fromOutside: true },
      async handle({ context, address }) {
        const bytes = await readWithin(context.req.raw.body, formBytesMax)
        const tooLong = { why: 'tooLong', words: '', asker: '' } as const
        if (bytes === undefined) return answerSession(context, needs, lang, tooLong)
        const form = new URLSearchParams(new TextDecoder().decode(bytes))
        const turn = asks.take(address, needs.clock.nowMs())
        const seconds = turn.ok ? undefined : Math.ceil(turn.waitMs / secondMs)
        return answerAsk(context, needs, { form, lang, seconds })
      },
    })
  }
}

async function answerList(c: ApiContext, needs: QuestionsNeeds, lang: Lang): Promise<Response> {
  const db = needs.store.db.withTables<QuestionTables>()
  const rows = await listSessions(db, sessionsShown)
  const counts = await countsOf(
    db,
    rows.map(({ id }) => id),
  )
  const nowMs = needs.clock.nowMs()
  const sessions = rows.map((row) => sessionView(row, counts.get(row.id), nowMs))
  return answerPage(c, needs, 200, renderSessions(sessions, { lang, isPractice: needs.isPractice }), lang)
}

async function answerSession(
  c: ApiContext,
  needs: QuestionsNeeds,
  lang: Lang,
  refused?: Refused,
): Promise<Response> {
  const found = await publicSession(needs, c.req.param('id') ?? '')
  if (found === undefined) return answerWordsPage(c, 404, noSession)
  const isThanks = refused === undefined && c.req.query('asked') === 'yes'
  const html = renderSession(found.session, found.answers, {
    ...{ lang, isPractice: needs.isPractice, isThanks, refused },
  })
  return answerPage(c, needs, refused === undefined ? 200 : statusOf(refused), html, lang)
}

function statusOf({ why }: Refused): 409 | 422 | 429 {
  if (why === 'tooMany') return 429
  return why === 'notOpen' || why === 'full' ? 409 : 422
}

type Asks = { form: URLSearchParams; lang: Lang; seconds: number | undefined }

async function answerAsk(
  c: ApiContext,
  needs: QuestionsNeeds,
  { form, lang, seconds }: Asks,
): Promise<Response> {
  const words = form.get('words') ?? ''
  const asker = form.get('asker') ?? ''
  const id = c.req.param('id') ?? ''
  const typed = { words: words.slice(0, 5000), asker: asker.slice(0, questionLimits.nameLengthMax) }
  if (seconds !== undefined) return answerSession(c, needs, lang, { why: 'tooMany', seconds, ...typed })
  // A field no person sees: what fills it is a machine, and is thanked like everybody.
  const isMachine = (form.get('site') ?? '') !== ''
  const came: Asked = isMachine ? 'taken' : await takeQuestion(needs, id, { words, asker, language: lang })
  if (came === 'no-such-session') return answerWordsPage(c, 404, noSession)
  if (came === 'taken') return c.redirect(`${c.req.path}?asked=yes`, 303)
  return answerSession(c, needs, lang, { why: whyNot[came], ...typed })
}

const whyNot = {
  'too-short': 'tooShort',
  'too-long': 'tooLong',
  'not-open': 'notOpen',
  full: 'full',
} as const

/** A session and what is answered of it: newest first while it is live, in the order of asking afterwards. */
async function publicSession(
  needs: QuestionsNeeds,
  id: string,
): Promise<{ session: Session; answers: PublicAnswer[] } | undefined> {
  const db = needs.store.db.withTables<QuestionTables>()
  const row = await readSession(db, id)
  if (row === undefined) return undefined
  const counts = await countsOf(db, [id])
  const session = sessionView(row, counts.get(id), needs.clock.nowMs())
  const rows = (await questionsOf(db, id)).filter(
    (one) => one.answer !== null && (one.answered_at !== null || one.state === 'withdrawn'),
  )
  const posts = new Map((await heardOf(needs, rows)).map((post) => [post.id, post]))
  const answers = rows.map((one): PublicAnswer => {
    const post = one.post_id === null ? undefined : posts.get(one.post_id)
    const answeredAtMs = one.answered_at?.getTime() ?? 0
    return {
      ...{ id: one.id, language: one.language, times: one.times, answer: one.answer ?? {}, answeredAtMs },
      words: one.words ?? post?.words,
      by:
        one.origin === 'post'
          ? { kind: 'post', network: post?.network ?? '…', url: post?.url }
          : { kind: one.origin, name: one.asker ?? undefined },
      correctedAtMs: one.corrected_at?.getTime(),
      isLater: answeredAtMs > row.ends_at.getTime(),
      withdrawnWhy: one.state === 'withdrawn' ? (one.why ?? '') : undefined,
    }
  })
  if (session.state === 'live') answers.sort((a, b) => b.answeredAtMs - a.answeredAtMs)
  return { session, answers }
}

function answerPage(
  c: ApiContext,
  { isPractice }: QuestionsNeeds,
  status: 200 | 409 | 422 | 429,
  html: string,
  lang: Lang,
): Response {
  return c.html(html, status, {
    'content-security-policy': questionsPolicy,
    'cache-control': 'no-cache',
    'content-language': lang,
    'referrer-policy': 'strict-origin-when-cross-origin',
    ...(isPractice ? { 'x-robots-tag': 'noindex' } : {}),
  })
}
