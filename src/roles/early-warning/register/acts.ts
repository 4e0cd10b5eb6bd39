import type { Kysely } from 'kysely'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { storableText } from '#store/storable.ts'
import type { Issue, Severity } from '#roles/early-warning/contract.ts'
import type { IssueChange, OpenByHand, TakeOn } from '#roles/early-warning/register/contract.ts'
import {
  itemOf,
  remindersSettled,
  tellScreens,
  writerOf,
  type Doer,
  type Done,
  type Room,
} from '#roles/early-warning/register/ground.ts'
import { planReview } from '#roles/early-warning/register/reviews.ts'
import { firstReviewMs } from '#roles/early-warning/register/rules.ts'
import { peopleHere, readIssues, registerDb } from '#roles/early-warning/register/store.ts'

type Owner = { id: string; name: string }

/** A story as taking it on needs it: its headline, and which of its posts says exactly these words. */
export type TakenStory = {
  id: string
  headline: string
  saidBy: (title: string) => string | undefined
}

/** Takes a story on. `taken` names who already did. */
export async function takeOn(
  room: Room,
  tx: Kysely<unknown>,
  who: Doer,
  { story, wish }: { story: TakenStory; wish: TakeOn },
): Promise<Done<{ kind: 'taken-on' | 'taken'; issue: Issue }>> {
  const id = `issue-${story.id}`
  const [known] = await readIssues(registerDb(tx), { storyId: story.id })
  if (known !== undefined) return { ok: true, value: { kind: 'taken', issue: known } }
  const made = await open(room, tx, who, {
    id,
    storyId: story.id,
    saidBy: story.saidBy,
    origin: 'story',
    wish,
    title: story.headline,
  })
  return made.ok
    ? { ok: true, value: { kind: made.value.isNew ? 'taken-on' : 'taken', issue: made.value.issue } }
    : made
}

/** Opens an issue by hand, without a story. */
export async function openByHand(
  room: Room,
  tx: Kysely<unknown>,
  who: Doer,
  { id, form }: { id: string; form: OpenByHand },
): Promise<Done<Issue>> {
  const { origin, note, ...wish } = form
  const made = await open(room, tx, who, { id, origin, wish, title: form.title, note })
  return made.ok ? { ok: true, value: made.value.issue } : made
}

type Opening = {
  id: string
  storyId?: string
  saidBy?: TakenStory['saidBy']
  origin: Issue['origin']
  wish: TakeOn
  title: string
  note?: string | undefined
}

async function open(
  room: Room,
  tx: Kysely<unknown>,
  who: Doer,
  { id, storyId, saidBy, origin, wish, title, note }: Opening,
): Promise<Done<{ issue: Issue; isNew: boolean }>> {
  const db = registerDb(tx)
  const nowMs = room.nowMs()
  const owner = await ownerOf(tx, who, wish.ownerId)
  if (owner === undefined) return { ok: false, why: 'no-such-owner' }
  const severity: Severity = wish.severity ?? 'moderate'
  const reviewMs =
    wish.nextReviewAt === undefined ? firstReviewMs(severity, nowMs) : Date.parse(wish.nextReviewAt)
  if (reviewMs <= nowMs) return { ok: false, why: 'review-over' }
  const titlePost = saidBy?.(wish.title ?? title)
  const row = {
    title_post: titlePost ?? null,
    ...{ id, story_id: storyId ?? null, title: storableText(wish.title ?? title), severity, origin },
    ...{ owner: owner.name, owner_id: owner.id, state: 'open' as const },
    ...{ taken_on_at: new Date(nowMs), next_review_at: new Date(reviewMs) },
  }
  const done = await db
    .insertInto('issues')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const isNew = (done.numInsertedOrUpdatedRows ?? 0n) > 0n
  if (isNew && note !== undefined) await addNote(tx, { id, who, note, nowMs })
  const [issue] = await readIssues(db, { id })
  if (issue === undefined) return { ok: false, why: 'no-such-issue' }
  if (!isNew) return { ok: true, value: { issue, isNew } }
  await planReview(room.store, tx, { issue: id, dueMs: reviewMs })
  await tellScreens(room, tx, id)
  // A headline is somebody's own words, and may have to be forgotten: only a title of ours goes on record.
  const isOurs = wish.title !== undefined && wish.title !== title && titlePost === undefined
  const facts = { ...(isOurs || storyId === undefined ? { title: row.title } : {}), owner, severity, origin }
  await keep(tx, who, { kind: 'issue-opened', id, facts }, nowMs)
  return { ok: true, value: { issue, isNew } }
}

/** Whoever is named, if they are here and may take issues on; without a name whoever acts. */
async function ownerOf(
  tx: Kysely<unknown>,
  who: Doer,
  ownerId: string | undefined,
): Promise<Owner | undefined> {
  const wanted = ownerId ?? who.personId
  return (await peopleHere(registerDb(tx))).find(({ id }) => id === wanted)
}

async function addNote(
  tx: Kysely<unknown>,
  { id, who, note, nowMs }: { id: string; who: Doer; note: string; nowMs: number },
): Promise<void> {
  await registerDb(tx)
    .insertInto('issue_notes')
    .values({
      issue_id: id,
      at: new Date(nowMs),
      by: storableText(writerOf(who).name),
      text: storableText(note),
    })
    .execute()
}

/** Changes an issue and writes down what was said; a new review or its end settles what was told about the last one. */
export async function changeIssue(
  room: Room,
  tx: Kysely<unknown>,
  who: Doer,
  { id, change }: { id: string; change: IssueChange },
): Promise<Done<Issue>> {
  const db = registerDb(tx)
  const nowMs = room.nowMs()
  const before = await db.selectFrom('issues').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (before === undefined) return { ok: false, why: 'no-such-issue' }
  const owner = change.ownerId === undefined ? undefined : await ownerOf(tx, who, change.ownerId)
  if (change.ownerId !== undefined && owner === undefined) return { ok: false, why: 'no-such-owner' }
  const reviewMs = change.nextReviewAt === undefined ? undefined : Date.parse(change.nextReviewAt)
  if (reviewMs !== undefined && reviewMs <= nowMs) return { ok: false, why: 'review-over' }
  const row = {
    ...(change.title === undefined ? {} : { title: storableText(change.title), title_post: null }),
    ...(change.severity === undefined ? {} : { severity: change.severity }),
    ...(owner === undefined ? {} : { owner: owner.name, owner_id: owner.id }),
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(reviewMs === undefined ? {} : { next_review_at: new Date(reviewMs) }),
  }
  if (Object.keys(row).length > 0) await db.updateTable('issues').set(row).where('id', '=', id).execute()
  if (change.note !== undefined) await addNote(tx, { id, who, note: change.note, nowMs })
  if (reviewMs !== undefined || change.state === 'closed') await remindersSettled(tx, id, nowMs)
  const [issue] = await readIssues(db, { id })
  if (issue === undefined) return { ok: false, why: 'no-such-issue' }
  if (issue.state === 'open' && issue.nextReviewAt !== undefined)
    await planReview(room.store, tx, { issue: id, dueMs: Date.parse(issue.nextReviewAt) })
  await tellScreens(room, tx, id)
  const { note: _note, ownerId: _id, ...said } = change
  const facts = { ...said, ...(owner === undefined ? {} : { owner, ownerBefore: before.owner }) }
  if (Object.keys(facts).length > 0) await keep(tx, who, { kind: 'issue-changed', id, facts }, nowMs)
  return { ok: true, value: issue }
}

/** Puts an act about an issue on record; last in its transaction. */
export async function keep(
  tx: Kysely<unknown>,
  who: Doer,
  { kind, id, facts }: { kind: NewRecord['kind']; id: string; facts: Record<string, unknown> },
  nowMs: number,
): Promise<void> {
  const plain = JSON.parse(JSON.stringify(facts)) as NewRecord['facts'] // leaves out what is undefined
  await keepRecord(tx, { kind, by: writerOf(who).actor, subject: itemOf(id), facts: plain }, nowMs)
}
