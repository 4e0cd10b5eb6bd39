import type { Kysely } from 'kysely'
import type { ApprovalSummary } from '#access/approvals/contract.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { offeredLines } from '#roles/faces/bylines/bylines.ts'
import { answerItem, mayHere, shownOf } from '#roles/faces/questions/answering.ts'
import type { Question, Queue } from '#roles/faces/questions/contract.ts'
import type { Doer, HeardPost, QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import {
  countsOf,
  questionsOf,
  readSession,
  sessionView,
  type QuestionRow,
} from '#roles/faces/questions/store.ts'
import { takePosts } from '#roles/faces/questions/taking.ts'
import type { QuestionTables } from '#roles/faces/questions/tables.ts'

/** A session with its questions as somebody at the desk sees them now; answers heard on networks are looked for first. */
export async function readQueue(needs: QuestionsNeeds, who: Doer, id: string): Promise<Queue | undefined> {
  const { store, clock } = needs
  const db = store.db.withTables<QuestionTables>()
  const session = await readSession(db, id)
  if (session === undefined) return undefined
  await takePosts(needs, session)
  const rows = await questionsOf(db, id)
  const around: Around = {
    site: needs.site,
    me: who.personId,
    may: mayHere(needs, await liveGrants(store.db, who.personId)),
    names: await namesOf(store.db, [...new Set(rows.flatMap((row) => row.taken_by ?? []))]),
    posts: new Map((await heardOf(needs, rows)).map((post) => [post.id, post])),
    approvals: await needs.approvals.of(
      store.db,
      rows.filter(({ state }) => state === 'drafted').map((row) => answerItem(row.id)),
    ),
  }
  const counts = await countsOf(db, [id])
  return {
    session: sessionView(session, counts.get(id), clock.nowMs()),
    questions: rows.map((row) => questionView(row, around)),
    signers: await signersOf(store.db),
    me: who.personId,
    at: new Date(clock.nowMs()).toISOString(),
  }
}

/** What stands of the questions that came as posts. */
export function heardOf(
  { heard }: QuestionsNeeds,
  rows: readonly Pick<QuestionRow, 'post_id'>[],
): Promise<HeardPost[]> {
  const ids = rows.flatMap(({ post_id }) => post_id ?? [])
  return ids.length === 0 ? Promise.resolve([]) : heard.posts(ids)
}

type Around = {
  site: string
  me: string
  may: Question['may']
  names: ReadonlyMap<string, string>
  posts: ReadonlyMap<string, HeardPost>
  approvals: ReadonlyMap<string, ApprovalSummary>
}

function questionView(row: QuestionRow, around: Around): Question {
  const post = row.post_id === null ? undefined : around.posts.get(row.post_id)
  const words = row.words ?? post?.words
  const approval = row.state === 'drafted' ? around.approvals.get(answerItem(row.id)) : undefined
  return {
    ...{ id: row.id, origin: row.origin, language: row.language, times: row.times, state: row.state },
    ...{ askedAt: row.asked_at.toISOString(), revision: row.revision, writers: row.writers },
    ...(words === undefined ? {} : { words }),
    ...(row.asker === null ? {} : { asker: row.asker }),
    ...(post === undefined ? {} : { post: { network: post.network, ...(post.url && { url: post.url }) } }),
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.merged_into === null ? {} : { mergedInto: row.merged_into }),
    ...(row.taken_by === null
      ? {}
      : { takenBy: { id: row.taken_by, name: around.names.get(row.taken_by) ?? row.taken_by } }),
    ...(row.draft === null ? {} : { draft: row.draft }),
    ...(row.signer === null ? {} : { signer: row.signer }),
    shown: row.state === 'drafted' ? shownIn(around.site, row) : [],
    isApproved: approval?.state === 'approved',
    ...(approval?.returned === undefined ? {} : { returned: approval.returned.reason }),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
    ...(row.corrected_at === null ? {} : { correctedAt: row.corrected_at.toISOString() }),
    may: { ...around.may, approve: around.may.approve && !row.writers.includes(around.me) },
  }
}

function shownIn(site: string, row: QuestionRow): Question['shown'] {
  return shownOf(site, row).map(({ language, text, sha256 }) => ({ language, text, sha256 }))
}

async function namesOf(db: Kysely<unknown>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const people = db.withTables<PeopleTables>()
  const rows = await people.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function signersOf(db: Kysely<unknown>): Promise<Queue['signers']> {
  const signers = new Map<string, Queue['signers'][number]>()
  for (const language of ['en', 'fr'] as const)
    for (const { person, line } of await offeredLines(db, language))
      signers.set(person, { ...(signers.get(person) ?? { id: person }), [language]: line })
  return [...signers.values()]
}
