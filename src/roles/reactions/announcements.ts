import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import type { Watch } from '#listening/contract.ts'
import { checkSearch } from '#listening/rule-check.ts'
import { beginSearch } from '#listening/searches/acts.ts'
import { ruleRefused } from '#listening/searches/problems.ts'
import { watches as allWatches } from '#listening/watches.ts'
import type { Problem } from '#api/contract.ts'
import { freezeBaseline, heardFromMs } from '#roles/reactions/baseline.ts'
import {
  reactionsLimits,
  type Announcement,
  type AnnouncementChange,
  type AnnouncementInput,
  type Annotation,
} from '#roles/reactions/contract.ts'
import type { Done, Doer, Ground } from '#roles/reactions/ground.ts'
import { problems } from '#roles/reactions/problems.ts'
import type { ReactionsTables } from '#roles/reactions/tables.ts'
import type { Selectable } from 'kysely'

/** An announcement as it is kept. */
export type AnnouncementRow = Selectable<ReactionsTables['announcements']>
/** The same without what was counted before it. */
export type AnnouncementHead = Omit<AnnouncementRow, 'baseline'>

/** What was refused, as a sentence, with its status. */
export type Refusal = { ok: false; status: 403 | 404 | 409 | 422; problem: Problem }

const clocksDifferMs = 5 * minuteMs
const agoMsMax = 28 * dayMs
const overAtOnceMax = 50

/**
 * Begins to follow how something we said is received: its baseline is counted now and never again. A new search is begun in the same transaction, and stands
 * before the policy and on record like any other.
 */
export async function createAnnouncement(
  ground: Ground,
  input: AnnouncementInput,
  o: { by: Doer; mayWatch: boolean },
): Promise<Done<Announcement> | Refusal> {
  const { listening, store } = ground
  const problem = await whyNot(ground, input, o)
  if (problem !== undefined) return problem
  const known = await allWatches(listening.db)
  const chosen = [...new Set(input.watchIds)].map((id) => known.find((one) => one.id === id))
  if (chosen.some((one) => one === undefined)) return refusal(422, problems['no-such-watch'])
  const watches = chosen.flatMap((one) => one ?? [])
  const startedAtMs = Math.min(Date.parse(input.startedAt), listening.streamNowMs)
  const heardFrom = input.newWatch === undefined ? await heardFromMs(ground, watches) : listening.streamNowMs
  const fromMs = startedAtMs - input.baselineDays * dayMs
  const watchIds = watches.map(({ id }) => id)
  const baseline = await freezeBaseline(ground, { watchIds, fromMs, startedAtMs, heardFromMs: heardFrom })
  const id = ground.newId()
  const done = await store
    .inTransaction(async (tx) => {
      const doing = { by: o.by.actor, nowMs: ground.nowMs() }
      const begun =
        input.newWatch === undefined
          ? []
          : [await beginSearch(tx, { id: ground.newId(), input: input.newWatch }, doing)]
      const added = await tx
        .withTables<ReactionsTables>()
        .insertInto('announcements')
        .values({
          ...{ id, title: input.title, text: input.text, kind: input.kind ?? null, url: input.url ?? null },
          ...{ message_id: input.messageId ?? null, started_at: new Date(startedAtMs) },
          ...{ baseline_from: new Date(fromMs), heard_from: new Date(Math.min(heardFrom, startedAtMs)) },
          reaction_to: new Date(startedAtMs + input.reactionHours * hourMs),
          baseline: JSON.stringify(baseline),
          watches: JSON.stringify([...watches, ...begun].map(({ id, name, rule }) => ({ id, name, rule }))),
          ...{ frozen_at: null, result: null, created_by: o.by.name, created_at: new Date(ground.nowMs()) },
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .executeTakeFirst()
      // Nothing half done: a search that was begun for it goes with it.
      if (added.numInsertedOrUpdatedRows === 0n) throw new FollowedAlready()
    })
    .catch((error: unknown) => {
      if (error instanceof FollowedAlready) return 'followed' as const
      throw error
    })
  if (done === 'followed') return refusal(409, problems['already-followed'])
  if (input.newWatch !== undefined) {
    await listening.rulesChanged()
    if (listening.mode !== 'live') await freezeWithPast(ground, id)
  }
  const made = await readAnnouncement(ground, id)
  return made === undefined ? refusal(404, problems['no-such-announcement']) : { ok: true, value: made }
}

/** A practice day and a replay remember their past: a search that was begun for it was heard then too. Before anybody has seen a figure. */
async function freezeWithPast(ground: Ground, id: string): Promise<void> {
  const row = await announcementRow(ground, id)
  if (row === undefined) return
  const watchIds = row.watches.map((one) => one.id)
  const watches = (await allWatches(ground.listening.db)).filter((one) => watchIds.includes(one.id))
  const [fromMs, startedAtMs] = [row.baseline_from.getTime(), row.started_at.getTime()]
  const heardFrom = await heardFromMs(ground, watches)
  const baseline = await freezeBaseline(ground, { watchIds, fromMs, startedAtMs, heardFromMs: heardFrom })
  await ground.db
    .updateTable('announcements')
    .set({ baseline: JSON.stringify(baseline), heard_from: new Date(Math.min(heardFrom, startedAtMs)) })
    .where('id', '=', id)
    .execute()
}

class FollowedAlready extends Error {
  override name = 'FollowedAlready'
}

async function whyNot(
  ground: Ground,
  input: AnnouncementInput,
  { mayWatch }: { mayWatch: boolean },
): Promise<Refusal | undefined> {
  const { listening, db } = ground
  const watches = input.watchIds.length + (input.newWatch === undefined ? 0 : 1)
  if (watches === 0) return refusal(422, problems['no-watch'])
  if (watches > reactionsLimits.watchesMax) return refusal(422, problems['too-many-watches'])
  const agoMs = listening.streamNowMs - Date.parse(input.startedAt)
  if (agoMs < -clocksDifferMs || agoMs > agoMsMax) return refusal(422, problems['not-then'])
  const { many } = await db
    .selectFrom('announcements')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow()
  if (many >= reactionsLimits.announcementsMax) return refusal(409, problems['too-many'])
  if (input.newWatch === undefined) return undefined
  if (!mayWatch) return refusal(403, problems['may-not-watch'])
  const check = checkSearch(input.newWatch.rule, listening.networks, await ground.policy())
  return check.ok ? undefined : refusal(422, ruleRefused(check))
}

/** A refusal with its status. */
export function refusal(status: Refusal['status'], problem: Problem): Refusal {
  return { ok: false, status, problem }
}

const headColumns = [
  ...(['id', 'title', 'text', 'kind', 'url', 'message_id', 'started_at', 'baseline_from'] as const),
  ...(['heard_from', 'reaction_to', 'watches', 'frozen_at', 'result', 'created_by'] as const),
  ...(['created_at', 'revision'] as const),
] as const

/** Every announcement, newest first, without its baseline: a hundred kilobytes that only an analysis needs. */
export async function announcementHeads({ db }: Ground): Promise<AnnouncementHead[]> {
  return db
    .selectFrom('announcements')
    .select(headColumns)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(reactionsLimits.announcementsMax)
    .execute()
}

/** Those whose time is over and that are not frozen yet. */
export async function announcementsOver({ db, listening }: Ground): Promise<string[]> {
  const rows = await db
    .selectFrom('announcements')
    .select('id')
    .where('frozen_at', 'is', null)
    .where('reaction_to', '<=', new Date(listening.streamNowMs))
    .limit(overAtOnceMax)
    .execute()
  return rows.map(({ id }) => id)
}

/** One as it is kept. */
export function announcementRow(ground: Ground, id: string): Promise<AnnouncementRow | undefined> {
  return ground.db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
}

/** One as screens see it. */
export async function readAnnouncement(ground: Ground, id: string): Promise<Announcement | undefined> {
  const row = await announcementRow(ground, id)
  if (row === undefined) return undefined
  const notes = await ground.db
    .selectFrom('announcement_notes')
    .selectAll()
    .where('announcement_id', '=', id)
    .orderBy('at')
    .execute()
  const known = await allWatches(ground.listening.db)
  return {
    ...headOf(row, known, ground.listening.streamNowMs),
    text: row.text,
    annotations: notes.map(noteOf),
  }
}

/** A note as screens see it. */
export function noteOf(row: { id: string; at: Date; text: string; by: string }): Annotation {
  return { id: row.id, at: row.at.toISOString(), text: row.text, by: row.by, kind: 'note' }
}

/** What the list and the page have in common. */
export function headOf(
  row: AnnouncementHead,
  known: readonly Watch[],
  streamNowMs: number,
): Omit<Announcement, 'text' | 'annotations'> {
  return {
    ...{ id: row.id, title: row.title, startedAt: row.started_at.toISOString() },
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    watches: row.watches.map((then) => ({
      ...then,
      state: known.find(({ id }) => id === then.id)?.state ?? 'gone',
    })),
    baseline: {
      ...{ from: row.baseline_from.toISOString(), to: row.started_at.toISOString() },
      ...(row.heard_from === null ? {} : { heardFrom: row.heard_from.toISOString() }),
    },
    reaction: { from: row.started_at.toISOString(), to: row.reaction_to.toISOString() },
    state: isOver(row, streamNowMs) ? 'over' : 'following',
    ...{ createdBy: row.created_by, createdAt: row.created_at.toISOString(), revision: row.revision },
  }
}

/** Whether its time has passed. */
function isOver(row: Pick<AnnouncementRow, 'reaction_to' | 'frozen_at'>, streamNowMs: number): boolean {
  return row.frozen_at !== null || row.reaction_to.getTime() <= streamNowMs
}

/** Changes its words, its kind, or how long it is followed; never what came before it. */
export async function changeAnnouncement(
  ground: Ground,
  id: string,
  change: AnnouncementChange,
): Promise<Done<Announcement> | Refusal> {
  const row = await announcementRow(ground, id)
  if (row === undefined) return refusal(404, problems['no-such-announcement'])
  if (change.reactionHours !== undefined && isOver(row, ground.listening.streamNowMs))
    return refusal(409, problems['is-over'])
  const { title, text, kind, reactionHours } = change
  const updated = await ground.db
    .updateTable('announcements')
    .set({
      revision: row.revision + 1,
      ...(title === undefined ? {} : { title }),
      ...(text === undefined ? {} : { text }),
      ...(kind === undefined ? {} : { kind: kind === '' ? null : kind }),
      ...(reactionHours === undefined
        ? {}
        : { reaction_to: new Date(row.started_at.getTime() + reactionHours * hourMs) }),
    })
    .where('id', '=', id)
    .where('revision', '=', change.revision)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) return refusal(409, problems.changed)
  const after = await readAnnouncement(ground, id)
  return after === undefined ? refusal(404, problems['no-such-announcement']) : { ok: true, value: after }
}

/** Follows it no more. Its watches go on, frozen evidence stays. */
export async function removeAnnouncement(ground: Ground, id: string): Promise<boolean> {
  const gone = await ground.db.deleteFrom('announcements').where('id', '=', id).executeTakeFirst()
  return gone.numDeletedRows > 0n
}
