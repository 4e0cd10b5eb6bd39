import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import { versionBytes, type VersionContent } from '#kernel/version-content.ts'
import { keepRecord } from '#records/records.ts'
import { lineOf } from '#roles/faces/bylines/bylines.ts'
import type { AnswerWords, DraftForm, SortForm } from '#roles/faces/questions/contract.ts'
import {
  act,
  mayOnSite,
  type Doer,
  type Done,
  type Moment,
  type QuestionsNeeds,
} from '#roles/faces/questions/ground.ts'
import { mayBecome, signed } from '#roles/faces/questions/rules.ts'
import type { QuestionRow } from '#roles/faces/questions/store.ts'
import type { QuestionDb, QuestionTables } from '#roles/faces/questions/tables.ts'

const languages = ['en', 'fr'] as const
type Language = (typeof languages)[number]

/** What approvals know an answer by. */
export function answerItem(id: string): string {
  return `answer:${id}`
}

/** One language of an answer: the text as it would stand on the page, and the bytes that are approved. */
export type ShownAnswer = { language: Language; text: string; bytes: Uint8Array; sha256: string }

/** Every language of a draft, as it would go out: with the line under it. */
export function shownOf(site: string, { draft, lines }: Pick<QuestionRow, 'draft' | 'lines'>): ShownAnswer[] {
  return languages.flatMap((language) => {
    const written = draft?.[language]
    if (written === undefined || written === '') return []
    const text = signed(written, lines?.[language])
    const content: VersionContent = { account: site, language, parts: [text], media: [] }
    const bytes = versionBytes(content)
    return [{ language, text, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }]
  })
}

/** Keeps an answer and asks for its approval. Whoever wrote any of it cannot approve it; what was approved of another wording is void. */
export function draftAnswer(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  form: DraftForm,
): Promise<Done<null>> {
  return act(needs, who, 'write', async ({ tx, db, grants, nowMs }) => {
    const row = await held(db, id)
    if (row === undefined) return { ok: false, why: 'no-such-question' }
    if (!mayOnSite(needs, grants, 'write', [...writtenIn(form.draft), ...writtenIn(row.draft)]))
      return { ok: false, why: 'no-right' }
    if (row.revision !== form.revision) return { ok: false, why: 'changed' }
    if (!mayBecome(row.state, 'drafted')) return { ok: false, why: 'cannot-now' }
    const written = form.draft[row.language]
    if (written === undefined || written === '')
      return { ok: false, why: 'answer-missing', field: `draft-${row.language}` }
    const lines = await linesOf(tx, form)
    if (lines === undefined) return { ok: false, why: 'no-signer', field: 'signer' }
    const { draft } = form
    const writers = [...new Set([...row.writers, who.personId])]
    await db
      .updateTable('questions')
      .set({
        ...{ state: 'drafted', draft: JSON.stringify(draft), lines: JSON.stringify(lines), why: null },
        ...{ writers, signer: form.signer ?? null },
        ...{ taken_by: who.personId, revision: row.revision + 1, changed_at: new Date(nowMs) },
      })
      .where('id', '=', id)
      .execute()
    await needs.approvals.ask(tx, {
      ...{ item: answerItem(id), title: titleOf(row, draft), lane: 'normal', writers, by: actorOf(who) },
      versions: shownOf(needs.site, { draft, lines }).map(({ language, bytes }) => ({
        ...{ account: needs.site, language, bytes },
      })),
    })
    return { ok: true, value: null }
  })
}

/** The lines of whoever answers, in the languages of the draft; nothing when they agreed to none in one of them. */
async function linesOf(tx: Kysely<unknown>, { draft, signer }: DraftForm): Promise<AnswerWords | undefined> {
  const lines: AnswerWords = {}
  if (signer === undefined) return lines
  for (const language of languages) {
    if ((draft[language] ?? '') === '') continue
    const line = await lineOf(tx, { person: signer, language })
    if (line === undefined) return undefined
    lines[language] = line
  }
  return lines
}

/** What stands in the list of approvals: the question where it is ours to keep, else the answer. */
function titleOf({ words }: QuestionRow, draft: AnswerWords): string {
  const text = words ?? draft.en ?? draft.fr ?? ''
  return text.replaceAll(/\s+/gu, ' ').slice(0, 150).toWellFormed()
}

/** Approves what was shown and lets it out in the same transaction: one tap, the second key. */
export function approveAnswer(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  shown: readonly { language: Language; sha256: string }[],
): Promise<Done<null>> {
  return act(needs, who, 'approve', async (now) => {
    const row = await held(now.db, id)
    if (row === undefined) return { ok: false, why: 'no-such-question' }
    if (row.state !== 'drafted') return { ok: false, why: 'cannot-now' }
    const done = await needs.approvals.approve(now.tx, {
      ...{ item: answerItem(id), by: who.personId, isFresh: true },
      shown: shown.map((one) => ({ ...one, account: needs.site })),
    })
    if (!done.ok) return { ok: false, why: approvalWhy(done.why) }
    return letOut(needs, who, now, row)
  })
}

function approvalWhy(why: string): 'own-words' | 'changed' | 'no-right' | 'cannot-now' {
  if (why === 'writer') return 'own-words'
  if (why === 'changed' || why === 'not-open') return 'changed'
  return why === 'no-right' || why === 'left' ? 'no-right' : 'cannot-now'
}

/** Lets an answer out that was approved on the page of approvals. */
export function publishAnswer(needs: QuestionsNeeds, who: Doer, id: string): Promise<Done<null>> {
  return act(needs, who, 'publish', async (now) => {
    const row = await held(now.db, id)
    if (row === undefined) return { ok: false, why: 'no-such-question' }
    if (!mayOnSite(needs, now.grants, 'publish', writtenIn(row.draft))) return { ok: false, why: 'no-right' }
    if (row.state !== 'drafted') return { ok: false, why: 'cannot-now' }
    return letOut(needs, who, now, row)
  })
}

async function letOut(
  needs: QuestionsNeeds,
  who: Doer,
  { tx, db, nowMs }: Moment,
  row: QuestionRow,
): Promise<Done<null>> {
  const shown = shownOf(needs.site, row)
  const answer: Record<string, string> = Object.fromEntries(
    shown.map(({ language, text }) => [language, text]),
  )
  for (const { language, sha256 } of shown) {
    const judged = await needs.approvals.mayGoOut(tx, {
      ...{ item: answerItem(row.id), account: needs.site, language, sha256 },
    })
    if (!judged.yes) return { ok: false, why: 'not-approved' }
  }
  const now = new Date(nowMs)
  const isCorrection = row.answered_at !== null
  await db
    .updateTable('questions')
    .set({
      ...{ state: 'answered', answer: JSON.stringify(answer), revision: row.revision + 1 },
      ...{ answered_at: row.answered_at ?? now, corrected_at: isCorrection ? now : null, changed_at: now },
    })
    .where('id', '=', row.id)
    .execute()
  await keepRecord(
    tx,
    {
      ...{ kind: 'question-answered', by: actorOf(who), subject: `question:${row.id}`, account: needs.site },
      facts: {
        ...{ session: row.session_id, origin: row.origin, question: row.words, answer },
        ...{ sha256: shown.map((one) => one.sha256), isCorrection, before: plain(row.answer) },
      },
    },
    nowMs,
  )
  return { ok: true, value: null }
}

/** Says that a question is not answered here, is the same as another, or goes back into the queue. */
export function sortQuestion(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  form: SortForm,
): Promise<Done<null>> {
  return act(needs, who, 'write', async ({ tx, db, grants, nowMs }) => {
    const row = await held(db, id)
    if (row === undefined) return { ok: false, why: 'no-such-question' }
    if (!mayOnSite(needs, grants, 'write', [row.language])) return { ok: false, why: 'no-right' }
    const state = form.to === 'aside' ? 'set-aside' : form.to
    if (!mayBecome(row.state, state)) return { ok: false, why: 'cannot-now' }
    if (form.to === 'merged' && !(await canTake(db, row, form.into))) return { ok: false, why: 'cannot-now' }
    if (row.state === 'drafted')
      await needs.approvals.edited(tx, {
        ...{ item: answerItem(id), writers: [...row.writers, who.personId], by: actorOf(who) },
      })
    await db
      .updateTable('questions')
      .set({
        ...{ state, why: form.to === 'aside' ? form.why : null },
        ...{ merged_into: form.to === 'merged' ? form.into : null, revision: row.revision + 1 },
        changed_at: new Date(nowMs),
      })
      .where('id', '=', id)
      .execute()
    if (form.to !== 'aside') return { ok: true, value: null }
    await keepRecord(
      tx,
      {
        ...{ kind: 'question-set-aside', by: actorOf(who), subject: `question:${id}`, account: needs.site },
        facts: { session: row.session_id, origin: row.origin, why: form.why },
      },
      nowMs,
    )
    return { ok: true, value: null }
  })
}

/** Whether another question of the same session can stand for this one. */
async function canTake(db: QuestionDb, row: QuestionRow, into: string): Promise<boolean> {
  const other = await db.selectFrom('questions').selectAll().where('id', '=', into).executeTakeFirst()
  return (
    other !== undefined &&
    other.id !== row.id &&
    other.session_id === row.session_id &&
    other.state !== 'merged'
  )
}

/** Takes an answer off the page, with a reason; it stays on record. */
export function withdrawAnswer(
  needs: QuestionsNeeds,
  who: Doer,
  id: string,
  reason: string,
): Promise<Done<null>> {
  return act(needs, who, 'publish', async ({ tx, db, grants, nowMs }) => {
    const row = await held(db, id)
    if (row === undefined) return { ok: false, why: 'no-such-question' }
    if (!mayOnSite(needs, grants, 'publish', writtenIn(row.answer))) return { ok: false, why: 'no-right' }
    if (!mayBecome(row.state, 'withdrawn')) return { ok: false, why: 'cannot-now' }
    await db
      .updateTable('questions')
      .set({ state: 'withdrawn', why: reason, revision: row.revision + 1, changed_at: new Date(nowMs) })
      .where('id', '=', id)
      .execute()
    await keepRecord(
      tx,
      {
        ...{ kind: 'deletion', by: actorOf(who), subject: `question:${id}`, account: needs.site },
        facts: { session: row.session_id, answer: plain(row.answer), reason },
      },
      nowMs,
    )
    return { ok: true, value: null }
  })
}

/** Takes somebody's line out of answers that are not out: what was asked about them is void, and they are drafted anew. */
export async function lineEnded(needs: QuestionsNeeds, tx: Kysely<unknown>, personId: string): Promise<void> {
  const db = tx.withTables<QuestionTables>()
  const rows = await db
    .selectFrom('questions')
    .selectAll()
    .where('signer', '=', personId)
    .where('state', '=', 'drafted')
    .forUpdate()
    .execute()
  for (const row of rows) {
    await db
      .updateTable('questions')
      .set({ state: 'new', lines: null, signer: null, revision: row.revision + 1 })
      .where('id', '=', row.id)
      .execute()
    await needs.approvals.edited(tx, { item: answerItem(row.id), writers: row.writers, by: { kind: 'desk' } })
  }
}

/** Whether somebody may do each of these here, for buttons. */
export function mayHere(needs: QuestionsNeeds, grants: Moment['grants']) {
  return {
    write: mayOnSite(needs, grants, 'write'),
    approve: mayOnSite(needs, grants, 'approve'),
    publish: mayOnSite(needs, grants, 'publish'),
  }
}

function held(db: QuestionDb, id: string): Promise<QuestionRow | undefined> {
  return db.selectFrom('questions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The languages an answer is written in. */
function writtenIn(answer: AnswerWords | null): Language[] {
  return languages.filter((language) => (answer?.[language] ?? '') !== '')
}

/** An answer as facts of the archive are. */
function plain(answer: AnswerWords | null): Record<string, string> {
  return Object.fromEntries(languages.flatMap((one) => (answer?.[one] ? [[one, answer[one]]] : [])))
}
