import { sql } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { storableJson, storableText } from '#store/storable.ts'
import { AttentionSettings, type Attention, type Weighed } from '#roles/early-warning/attention/contract.ts'
import {
  rankedForMs,
  usualSettings,
  type Decision,
  type Past,
  type Step,
} from '#roles/early-warning/attention/rules.ts'
import type { AttentionDb } from '#roles/early-warning/attention/tables.ts'

/** Steps are kept this long: what a budget can be tried on. */
export const stepsKeptMs = 90 * dayMs
const shownMax = 100

/** The settings as they stand, and who changed them last. */
export async function readSettings(
  db: AttentionDb,
): Promise<{ settings: AttentionSettings; changed?: { by: string; at: string } }> {
  const row = await db
    .selectFrom('attention_settings')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return { settings: usualSettings }
  return {
    settings: AttentionSettings.parse(row.settings),
    changed: { by: row.changed_by, at: row.changed_at.toISOString() },
  }
}

/** Nobody else changes the settings until the transaction ends: what they were goes on record. */
export async function holdSettings(db: AttentionDb): Promise<void> {
  await sql`lock table attention_settings in share row exclusive mode`.execute(db)
}

/** Writes new settings down beside the old ones. */
export async function writeSettings(
  db: AttentionDb,
  settings: AttentionSettings,
  by: { name: string; at: Date },
): Promise<void> {
  await db
    .insertInto('attention_settings')
    .values({ settings: storableJson(settings), changed_by: storableText(by.name), changed_at: by.at })
    .execute()
}

/** Keeps how a story ranked when it was told; the same moment again replaces it. */
export async function keepStep(db: AttentionDb, step: Step): Promise<void> {
  const row = { score: step.score, severity: step.severity, ended: step.ended === true }
  await db
    .insertInto('attention_steps')
    .values({ story_id: step.storyId, at: new Date(step.atMs), ...row })
    .onConflict((conflict) => conflict.columns(['story_id', 'at']).doUpdateSet(row))
    .execute()
}

/** Forgets steps and decisions from before what is kept. */
export async function forgetOld(db: AttentionDb, nowMs: number): Promise<void> {
  const before = new Date(nowMs - stepsKeptMs)
  await db.deleteFrom('attention_steps').where('at', '<', before).execute()
  await db.deleteFrom('attention').where('at', '<', before).execute()
}

/** What a story is ranked among, and what interrupted lately. */
export async function pastAt(db: AttentionDb, atMs: number): Promise<Past> {
  const told = await db
    .selectFrom('attention_steps')
    .select(({ fn }) => ['story_id', fn.min('at').as('first'), fn.max('score').as('score')])
    .where('at', '>', new Date(atMs - rankedForMs))
    .groupBy('story_id')
    .execute()
  const interrupted = await db
    .selectFrom('attention')
    .select(['story_id', 'at'])
    .where('decision', '=', 'interrupts')
    .where('at', '>', new Date(atMs - rankedForMs))
    .execute()
  return {
    told: told.map((row) => ({ storyId: row.story_id, firstAtMs: row.first.getTime(), score: row.score })),
    interrupted: interrupted.map((row) => ({ storyId: row.story_id, atMs: row.at.getTime() })),
  }
}

/** Writes down what became of a story. An interruption is never taken back; says whether this was news. */
export async function keepDecision(db: AttentionDb, step: Step, decision: Decision): Promise<boolean> {
  const row = {
    decision: decision.decision,
    why: decision.why,
    severity: step.severity,
    score: step.score,
    at: new Date(step.atMs),
    until_at: 'untilMs' in decision ? new Date(decision.untilMs) : null,
  }
  const done = await db
    .insertInto('attention')
    .values({ story_id: step.storyId, ...row })
    .onConflict((conflict) =>
      conflict.column('story_id').doUpdateSet(row).where('attention.decision', '=', 'waits'),
    )
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What became of these stories. */
export async function decisionsOf(db: AttentionDb, ids: readonly string[]): Promise<Map<string, Attention>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('attention')
    .selectAll()
    .where('story_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.story_id, attentionOf(row)]))
}

type Row = {
  decision: Attention['decision']
  why: Attention['why']
  severity: Attention['severity']
  at: Date
  until_at: Date | null
}

function attentionOf(row: Row): Attention {
  const { decision, why, severity } = row
  return {
    decision,
    why,
    severity,
    at: row.at.toISOString(),
    ...(row.until_at === null ? {} : { until: row.until_at.toISOString() }),
  }
}

/** Stories of one decision since a moment, newest first, at most 100; and how many there are. */
export async function weighedSince(
  db: AttentionDb,
  decision: Attention['decision'],
  since: Date,
): Promise<{ shown: Weighed[]; inAll: number }> {
  const base = db.selectFrom('attention').where('decision', '=', decision).where('attention.at', '>', since)
  const rows = await base
    .leftJoin('stories', 'stories.id', 'attention.story_id')
    .selectAll('attention')
    .select([
      sql<string | null>`stories.story ->> 'headline'`.as('headline'),
      sql<string | null>`stories.story ->> 'headlineLang'`.as('lang'),
    ])
    .orderBy('attention.at', 'desc')
    .limit(shownMax)
    .execute()
  const count = await base.select(({ fn }) => fn.countAll<number>().as('inAll')).executeTakeFirstOrThrow()
  const shown = rows.map((row) => ({
    storyId: row.story_id,
    headline: row.headline ?? '',
    ...(row.lang === null ? {} : { lang: row.lang }),
    attention: attentionOf(row),
  }))
  return { shown, inAll: count.inAll }
}

/** Steps of stories that wait, are not over and nobody has taken on, whose time to be looked at again has come. */
export async function dueSteps(db: AttentionDb, nowMs: number): Promise<Step[]> {
  const rows = await db
    .selectFrom('attention')
    .innerJoin('stories', 'stories.id', 'attention.story_id')
    .leftJoin('issues', 'issues.story_id', 'attention.story_id')
    .select(['attention.story_id', 'attention.score', 'attention.severity'])
    .where('attention.decision', '=', 'waits')
    .where('attention.until_at', '<=', new Date(nowMs))
    .where('stories.state', '<>', 'over')
    .where('stories.muted', '=', false)
    .where('issues.id', 'is', null)
    .orderBy('attention.score', 'desc')
    .limit(shownMax)
    .execute()
  return rows.map((row) => ({ storyId: row.story_id, atMs: nowMs, score: row.score, severity: row.severity }))
}

/** Every step since a moment, oldest first; at most 50,000. */
export async function stepsSince(db: AttentionDb, since: Date): Promise<Step[]> {
  const rows = await db
    .selectFrom('attention_steps')
    .selectAll()
    .where('at', '>', since)
    .orderBy('at')
    .limit(50_000)
    .execute()
  return rows.map((row) => ({
    storyId: row.story_id,
    atMs: row.at.getTime(),
    score: row.score,
    severity: row.severity,
    ended: row.ended,
  }))
}

/** Headlines of these stories, as they stand now. */
export async function headlinesOf(
  db: AttentionDb,
  ids: readonly string[],
): Promise<Map<string, { headline: string; lang?: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('stories')
    .select([
      'id',
      sql<string>`story ->> 'headline'`.as('headline'),
      sql<string | null>`story ->> 'headlineLang'`.as('lang'),
    ])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map((row) => [row.id, { headline: row.headline, ...(row.lang === null ? {} : { lang: row.lang }) }]),
  )
}

/** What a bell says of a story: the words that rose. Never a sentence of somebody, who may take it back. */
export async function titleOf(db: AttentionDb, storyId: string): Promise<string> {
  const row = await db.selectFrom('stories').select('story').where('id', '=', storyId).executeTakeFirst()
  const words = (row?.story.terms ?? []).filter(({ kind }) => kind !== 'watch').map(({ text }) => text)
  const places = (row?.story.places ?? []).map(({ name }) => name)
  return (words.length > 0 ? words : places).slice(0, 4).join(', ')
}
