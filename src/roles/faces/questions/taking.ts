import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { storableText } from '#store/storable.ts'
import { questionLimits, type HeardForm } from '#roles/faces/questions/contract.ts'
import { act, mayOnSite, type Doer, type Done, type QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import { plainWords, stateOf, takesQuestions } from '#roles/faces/questions/rules.ts'
import { pagesOf, readSession, sessionTimes, type SessionRow } from '#roles/faces/questions/store.ts'
import type { QuestionDb, QuestionTables } from '#roles/faces/questions/tables.ts'

/** What somebody asks on the page. */
export type Asking = { words: string; asker: string; language: 'en' | 'fr' }

/** What came of asking. */
export type Asked = 'taken' | 'no-such-session' | 'not-open' | 'too-short' | 'too-long' | 'full'

/** Takes a question from the page of a session. One asked twice, or by many, is one, and says how often it came. */
export function takeQuestion(needs: QuestionsNeeds, sessionId: string, asking: Asking): Promise<Asked> {
  return needs.store.inTransaction(async (tx) => {
    const db = tx.withTables<QuestionTables>()
    const session = await readSession(db, sessionId)
    if (session === undefined) return 'no-such-session'
    const nowMs = needs.clock.nowMs()
    if (!takesQuestions(stateOf(sessionTimes(session), nowMs))) return 'not-open'
    const words = cleaned(asking.words)
    if (plainWords(words).length < questionLimits.wordsLengthMin) return 'too-short'
    if (words.length > questionLimits.wordsLengthMax) return 'too-long'
    const asker = cleaned(asking.asker).replaceAll(/\s+/gu, ' ').slice(0, questionLimits.nameLengthMax)
    const row = { words, asker: asker === '' ? null : asker, language: asking.language }
    return (await keepAsked(needs, db, { session, row, origin: 'form', nowMs })) ? 'taken' : 'full'
  })
}

/** Takes a question that somebody at the desk heard, also when the session is over. */
export function noteQuestion(
  needs: QuestionsNeeds,
  who: Doer,
  sessionId: string,
  form: HeardForm,
): Promise<Done<null>> {
  return act(needs, who, 'write', async ({ db, grants, nowMs }) => {
    if (!mayOnSite(needs, grants, 'write', [form.language])) return { ok: false, why: 'no-right' }
    const session = await readSession(db, sessionId)
    if (session === undefined) return { ok: false, why: 'no-such-session' }
    const row = { words: cleaned(form.words), asker: null, language: form.language }
    const kept = await keepAsked(needs, db, { session, row, origin: 'hand', nowMs })
    return kept ? { ok: true, value: null } : { ok: false, why: 'full' }
  })
}

type Keeping = {
  session: SessionRow
  row: { words: string; asker: string | null; language: 'en' | 'fr' }
  origin: 'form' | 'hand'
  nowMs: number
}

async function keepAsked(
  { newId }: QuestionsNeeds,
  db: QuestionDb,
  { session, row, origin, nowMs }: Keeping,
): Promise<boolean> {
  if (await isFull(db, session.id)) return false
  const now = new Date(nowMs)
  const words_hash = createHash('sha256').update(plainWords(row.words)).digest('hex')
  await db
    .insertInto('questions')
    .values({ ...emptyRow(newId(), session.id, now), ...row, origin, words_hash })
    .onConflict((same) =>
      same
        .columns(['session_id', 'words_hash'])
        .where('words_hash', 'is not', null)
        .doUpdateSet({ times: sql`questions.times + 1` }),
    )
    .execute()
  return true
}

/** Notes posts that answer a message of ours which names the session's page. What they say is not kept: only which they are. */
export async function takePosts(needs: QuestionsNeeds, session: SessionRow): Promise<void> {
  const { en, fr } = pagesOf(session.id)
  const posts = await needs.heard.answersTo([en, fr])
  if (posts.length === 0) return
  const db = needs.store.db.withTables<QuestionTables>()
  if (await isFull(db, session.id)) return
  await db
    .insertInto('questions')
    .values(
      posts.map((post) => ({
        ...emptyRow(needs.newId(), session.id, new Date(post.atMs)),
        ...{ origin: 'post' as const, post_id: post.id, language: post.language ?? 'en' },
      })),
    )
    .onConflict((same) =>
      same.columns(['session_id', 'post_id']).where('post_id', 'is not', null).doNothing(),
    )
    .execute()
}

function emptyRow(id: string, session_id: string, at: Date) {
  return {
    ...{ id, session_id, post_id: null, words: null, words_hash: null, asker: null },
    ...{ asked_at: at, changed_at: at, state: 'new' as const, why: null, merged_into: null, taken_by: null },
    ...{ draft: null, lines: null, signer: null, answer: null, answered_at: null, corrected_at: null },
  }
}

async function isFull(db: QuestionDb, sessionId: string): Promise<boolean> {
  const { n } = await db
    .selectFrom('questions')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return Number(n) >= questionLimits.questionsMax
}

// oxlint-disable-next-line no-control-regex -- controls are what is taken out
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu

/** Words as they can be kept and shown: no controls, no marks that turn what stands around them, no half characters. */
function cleaned(words: string): string {
  return storableText(words.toWellFormed().replaceAll(/\r\n?/gu, '\n').replaceAll(controls, '')).trim()
}
