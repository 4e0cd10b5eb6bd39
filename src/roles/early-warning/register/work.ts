import { sql, type Kysely } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { postsById } from '#listening/posts.ts'
import type { ListeningDb } from '#listening/tables.ts'
import { storableText } from '#store/storable.ts'
import { keep } from '#roles/early-warning/register/acts.ts'
import {
  registerLimits,
  type FactChange,
  type NewDecision,
  type NewFact,
} from '#roles/early-warning/register/contract.ts'
import {
  tellScreens,
  writerOf,
  type Doer,
  type Done,
  type Room,
} from '#roles/early-warning/register/ground.ts'
import { mayChangeFact } from '#roles/early-warning/register/rules.ts'
import { registerDb } from '#roles/early-warning/register/store.ts'

type Act = { tx: Kysely<unknown>; who: Doer; id: string }

/** Notes something known, or something that must be found out. */
export async function addFact(room: Room, { tx, who, id }: Act, fact: NewFact): Promise<Done<undefined>> {
  const held = await hold(tx, id)
  if (held === undefined) return { ok: false, why: 'no-such-issue' }
  if (held.facts >= registerLimits.factsMax) return { ok: false, why: 'too-many' }
  const nowMs = room.nowMs()
  await registerDb(tx)
    .insertInto('issue_facts')
    .values({
      ...{ issue_id: id, text: storableText(fact.text), state: fact.state },
      ...{ noted_at: new Date(nowMs), noted_by: storableText(writerOf(who).name) },
      ...{ settled_at: null, settled_by: null, settled_text: null },
    })
    .execute()
  await tellScreens(room, tx, id)
  await keep(tx, who, { kind: 'issue-fact', id, facts: { fact: fact.text, state: fact.state } }, nowMs)
  return { ok: true, value: undefined }
}

/** An unknown becomes known, or a fact is withdrawn; once. */
export async function changeFact(
  room: Room,
  { tx, who, id }: Act,
  { factId, change }: { factId: number; change: FactChange },
): Promise<Done<undefined>> {
  const db = registerDb(tx)
  const nowMs = room.nowMs()
  const fact = await db
    .selectFrom('issue_facts')
    .selectAll()
    .where('issue_id', '=', id)
    .where('id', '=', factId)
    .forUpdate()
    .executeTakeFirst()
  if (fact === undefined) return { ok: false, why: 'no-such-fact' }
  if (!mayChangeFact(fact.state, change.state)) return { ok: false, why: 'fact-settled' }
  await db
    .updateTable('issue_facts')
    .set({
      ...{ state: change.state, settled_at: new Date(nowMs) },
      ...{ settled_by: storableText(writerOf(who).name), settled_text: storableText(change.text) },
    })
    .where('id', '=', factId)
    .execute()
  await tellScreens(room, tx, id)
  const facts = { fact: fact.text, before: fact.state, state: change.state, text: change.text }
  await keep(tx, who, { kind: 'issue-fact', id, facts }, nowMs)
  return { ok: true, value: undefined }
}

/** Writes a decision down. It is on record when it is kept, and never changes. */
export async function addDecision(
  room: Room,
  { tx, who, id }: Act,
  { text, why }: NewDecision,
): Promise<Done<undefined>> {
  const held = await hold(tx, id)
  if (held === undefined) return { ok: false, why: 'no-such-issue' }
  if (held.decisions >= registerLimits.decisionsMax) return { ok: false, why: 'too-many' }
  const nowMs = room.nowMs()
  await registerDb(tx)
    .insertInto('issue_decisions')
    .values({
      ...{ issue_id: id, at: new Date(nowMs), by: storableText(writerOf(who).name) },
      ...{ text: storableText(text), why: why === undefined ? null : storableText(why) },
    })
    .execute()
  await tellScreens(room, tx, id)
  const facts = { decision: text, ...(why === undefined ? {} : { why }) }
  await keep(tx, who, { kind: 'issue-decision', id, facts }, nowMs)
  return { ok: true, value: undefined }
}

/** Links a post that is kept here. Linking twice is linking once. */
export async function linkPost(
  room: Room,
  { tx, who, id }: Act,
  { postId, listening }: { postId: string; listening: ListeningDb },
): Promise<Done<Post>> {
  const held = await hold(tx, id)
  if (held === undefined) return { ok: false, why: 'no-such-issue' }
  if (held.posts >= registerLimits.postsMax) return { ok: false, why: 'too-many' }
  const [post] = await postsById(listening, [storableText(postId)], { fromMs: 0, toMs: farMs })
  if (post === undefined) return { ok: false, why: 'no-such-post' }
  await registerDb(tx)
    .insertInto('issue_posts')
    .values({
      ...{ issue_id: id, post_id: storableText(post.id), post_at: new Date(post.atMs) },
      ...{ added_at: new Date(room.nowMs()), added_by: storableText(writerOf(who).name) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tellScreens(room, tx, id)
  return { ok: true, value: post }
}

/** Takes a link away; that there was none is no harm. */
export async function unlinkPost(room: Room, { tx, id }: Act, postId: string): Promise<Done<undefined>> {
  if ((await hold(tx, id)) === undefined) return { ok: false, why: 'no-such-issue' }
  await registerDb(tx)
    .deleteFrom('issue_posts')
    .where('issue_id', '=', id)
    .where('post_id', '=', storableText(postId))
    .execute()
  await tellScreens(room, tx, id)
  return { ok: true, value: undefined }
}

/** Latest moment a date can be of: weeks of posts are cut by it. */
const farMs = Date.UTC(9999, 0)

/** Holds an issue until the transaction ends, and says how much it holds; undefined where there is none. */
export async function hold(
  tx: Kysely<unknown>,
  id: string,
): Promise<{ facts: number; decisions: number; posts: number } | undefined> {
  const db = registerDb(tx)
  const row = await db.selectFrom('issues').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  const count = async (table: 'issue_facts' | 'issue_decisions' | 'issue_posts'): Promise<number> => {
    const { n } = await db
      .selectFrom(table)
      .select(sql<number>`count(*)::int`.as('n'))
      .where('issue_id', '=', id)
      .executeTakeFirstOrThrow()
    return n
  }
  return {
    facts: await count('issue_facts'),
    decisions: await count('issue_decisions'),
    posts: await count('issue_posts'),
  }
}
