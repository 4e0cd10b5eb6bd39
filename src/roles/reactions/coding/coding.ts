import { sql, type Selectable } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'
import { postsById } from '#listening/posts.ts'
import type { Gone } from '#stream/trends-contract.ts'
import { storableText } from '#store/storable.ts'
import { refusal, type Refusal } from '#roles/reactions/announcements.ts'
import type { ToolError } from '#roles/reactions/analysis/contract.ts'
import { reactionsLimits } from '#roles/reactions/contract.ts'
import {
  type CodingItem,
  type CodingLabel,
  type CodingRound,
  type CodingState,
} from '#roles/reactions/coding/contract.ts'
import type { Doer, Done, Ground } from '#roles/reactions/ground.ts'
import { problems } from '#roles/reactions/problems.ts'
import { allot, errorsOf, shuffled, type Labelled } from '#roles/reactions/coding/rules.ts'
import type { ToneName } from '#roles/reactions/rules/tones.ts'
import type { ReactionsTables } from '#roles/reactions/tables.ts'
import type { Kysely } from 'kysely'

type ItemRow = Selectable<ReactionsTables['coding_items']>

const drawnFromDays = 28
const roundsMax = 36

/** The month a moment is in, in the desk's zone: `2026-11`. */
export function monthOf(atMs: number, timeZone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(0, 7)
}

type Drawn = {
  id: string
  at: Date
  author: string | null
  lang: string
  tone: ToneName
  size: number
  rank: number
}

/** From this day of the month on the desk draws what there is, also when that is less than a whole check. */
const lateInMonth = 21

/**
 * Draws this month's posts, unless that was done; says whether there are any now. A language of fewer than thirty posts is not drawn from.
 *
 * @param by `a-person` wants them now, whatever there is; `itself`: the desk waits for a whole hundred, until late in the month
 */
export async function drawRound(ground: Ground, by: 'itself' | 'a-person'): Promise<boolean> {
  const nowMs = ground.nowMs()
  const timeZone = await ground.timeZone()
  const month = monthOf(nowMs, timeZone)
  const { db } = ground
  const known = await db
    .selectFrom('coding_rounds')
    .select('id')
    .where('month', '=', month)
    .executeTakeFirst()
  if (known !== undefined) return true
  const drawn = await candidates(ground, month)
  const strata = [...new Map(drawn.map((one) => [`${one.lang} ${one.tone}`, one])).values()]
  const counts = allot(strata, reactionsLimits.codingPosts)
  const countOf = new Map(strata.map(({ lang, tone }, at) => [`${lang} ${tone}`, counts[at] ?? 0]))
  const chosen = drawn.filter(({ lang, tone, rank }) => rank <= (countOf.get(`${lang} ${tone}`) ?? 0))
  const isLate = new Date(nowMs + zoneOffsetMs(nowMs, timeZone)).getUTCDate() >= lateInMonth
  const least = by === 'a-person' || isLate ? 1 : reactionsLimits.codingPosts
  if (chosen.length < least) return false
  const roundId = ground.newId()
  return ground.store.inTransaction(async (tx) => {
    const tables = tx.withTables<ReactionsTables>()
    const added = await tables
      .insertInto('coding_rounds')
      .values({ id: roundId, month, drawn_at: new Date(ground.nowMs()) })
      .onConflict((conflict) => conflict.column('month').doNothing())
      .executeTakeFirst()
    // Another process was first: its draw stands.
    if (added.numInsertedOrUpdatedRows === 0n) return true
    const rows = shuffled(chosen, month).map((one, position) => ({
      ...{ id: ground.newId(), round_id: roundId, position, post_id: one.id, at: one.at },
      ...{ author_id: one.author, lang: one.lang, tone: one.tone, size: one.size },
      ...{ label: null, labelled_by: null, labelled_at: null },
    }))
    await tables.insertInto('coding_items').values(rows).execute()
    return true
  })
}

/** The first hundred posts of each language and tone in an order of chance that is the same every time; reposts left out. */
async function candidates({ listening }: Ground, month: string): Promise<Drawn[]> {
  const from = new Date(listening.streamNowMs - drawnFromDays * dayMs)
  const { rows } = await sql<Drawn>`
    select * from (
      select id, at, author_id as author, lang, reading->>'tone' as tone,
        (count(*) over (partition by lang, reading->>'tone'))::int as size,
        (row_number() over (partition by lang, reading->>'tone' order by hashtext(id || ${month}), id))::int as rank
      from posts
      where at >= ${from} and reading is not null and lang is not null and text not like 'RT @%' and not (body ? 'repostOf')
        and exists (select from matches where matches.post_id = posts.id and matches.at = posts.at)) as ranked
    where rank <= ${reactionsLimits.codingPosts}`.execute(listening.db)
  return rows
}

/** How the check stands: this month's round, earlier ones, and what they say of the tool. */
export async function codingState(ground: Ground): Promise<CodingState> {
  const rounds = await readRounds(ground)
  const month = monthOf(ground.nowMs(), await ground.timeZone())
  const current = rounds.find((one) => one.month === month)
  const { errors, tooLittle, confusion } = await whatItSays(ground, rounds)
  return {
    ...(current === undefined ? {} : { round: current }),
    ...{ rounds, errors, tooLittle, confusion },
  }
}

async function readRounds({ db }: Ground): Promise<CodingRound[]> {
  const { rows } = await sql<{
    id: string
    month: string
    drawn_at: Date
    posts: number
    labelled: number
    gone: number
  }>`
    select r.id, r.month, r.drawn_at, count(*)::int as posts, count(i.label)::int as labelled,
      (count(*) filter (where i.gone and i.label is null))::int as gone
    from coding_rounds r join coding_items i on i.round_id = r.id
    group by r.id order by r.month desc limit ${roundsMax}`.execute(db)
  return rows.map(({ drawn_at: drawnAt, ...row }) => ({
    ...row,
    drawnAt: drawnAt.toISOString(),
    state: row.labelled + row.gone >= row.posts ? 'done' : 'open',
  }))
}

type Said = Pick<CodingState, 'errors' | 'tooLittle' | 'confusion'>

/** Of every language the newest finished round that says something; languages only ever labelled too little are told apart. */
async function whatItSays({ db }: Ground, rounds: readonly CodingRound[]): Promise<Said> {
  const done = rounds.filter(({ state, labelled }) => state === 'done' && labelled > 0)
  const said: Said = { errors: [], tooLittle: [], confusion: [] }
  if (done.length === 0) return said
  const ids = done.map(({ id }) => id)
  const rows = await db
    .selectFrom('coding_items')
    .select(['round_id', 'lang', 'tone', 'size', 'label'])
    .where('round_id', 'in', ids)
    .where('label', 'is not', null)
    .execute()
  for (const { id, month } of done) {
    const items = rows.flatMap((row): Labelled[] =>
      row.round_id === id && row.label !== null ? [{ ...row, hand: row.label }] : [],
    )
    const found = errorsOf(items, month)
    for (const error of found.errors) {
      if (said.errors.some(({ lang }) => lang === error.lang)) continue
      said.errors.push(error)
      said.confusion.push(...confusionOf(items, error.lang))
    }
    for (const little of found.tooLittle)
      if (!said.tooLittle.some(({ lang }) => lang === little.lang)) said.tooLittle.push(little)
  }
  const isTold = (lang: string): boolean => said.errors.some((error) => error.lang === lang)
  return { ...said, tooLittle: said.tooLittle.filter(({ lang }) => !isTold(lang)) }
}

function confusionOf(items: readonly Labelled[], lang: string): CodingState['confusion'] {
  const counts = new Map<string, CodingState['confusion'][number]>()
  for (const { tone, hand, lang: own } of items) {
    if (own !== lang) continue
    const cell = counts.get(`${tone} ${hand}`) ?? { lang, tool: tone, hand, posts: 0 }
    counts.set(`${tone} ${hand}`, { ...cell, posts: cell.posts + 1 })
  }
  return [...counts.values()]
}

/** The measured error of the tool, a language. */
export async function toolErrors(ground: Ground): Promise<ToolError[]> {
  return (await whatItSays(ground, await readRounds(ground))).errors
}

/** This month's posts in their order. What is not kept any more is marked as gone and left out. */
export async function codingItems(ground: Ground): Promise<{ round?: CodingRound; items: CodingItem[] }> {
  const month = monthOf(ground.nowMs(), await ground.timeZone())
  const round = (await readRounds(ground)).find((one) => one.month === month)
  if (round === undefined) return { items: [] }
  const rows = await ground.db
    .selectFrom('coding_items')
    .selectAll()
    .where('round_id', '=', round.id)
    .where('gone', '=', false)
    .orderBy('position')
    .execute()
  const items = await withPosts(ground, rows)
  const missing = rows.filter(({ id }) => !items.some((item) => item.id === id)).map(({ id }) => id)
  if (missing.length === 0) return { round, items }
  await ground.db
    .updateTable('coding_items')
    .set({ gone: true, post_id: null, author_id: null })
    .where('id', 'in', missing)
    .execute()
  const now = (await readRounds(ground)).find((one) => one.month === month)
  return { ...(now === undefined ? {} : { round: now }), items }
}

async function withPosts({ listening }: Ground, rows: readonly ItemRow[]): Promise<CodingItem[]> {
  const times = rows.flatMap(({ at }) => at?.getTime() ?? [])
  if (times.length === 0) return []
  const ids = rows.flatMap(({ post_id: id }) => id ?? [])
  const within = { fromMs: Math.min(...times), toMs: Math.max(...times) }
  const posts = new Map((await postsById(listening.db, ids, within)).map((post) => [post.id, post]))
  return rows.flatMap(({ id, post_id: postId, lang, label }) => {
    const post = posts.get(postId ?? '')
    if (post === undefined) return []
    return [{ id, text: post.text, lang, network: post.network, ...(label === null ? {} : { label }) }]
  })
}

/** Somebody says what a post is. It may be said again until the round is done. */
export async function giveLabel(
  ground: Ground,
  id: string,
  o: { label: CodingLabel; by: Doer },
): Promise<Done<CodingRound> | Refusal> {
  const item = await ground.db
    .selectFrom('coding_items')
    .select(['round_id', 'label'])
    .where('id', '=', id)
    .where('gone', '=', false)
    .executeTakeFirst()
  const before = (await readRounds(ground)).find((one) => one.id === item?.round_id)
  if (item === undefined || before === undefined) return refusal(404, problems['no-such-item'])
  if (before.state === 'done') return refusal(409, problems['round-done'])
  await ground.db
    .updateTable('coding_items')
    .set({ label: o.label, labelled_by: o.by.name, labelled_at: new Date(ground.nowMs()) })
    .where('id', '=', id)
    .execute()
  const labelled = before.labelled + (item.label === null ? 1 : 0)
  const state = labelled + before.gone >= before.posts ? 'done' : 'open'
  return { ok: true, value: { ...before, labelled, state } }
}

/** What was taken back is labelled no more; a label that was given stays as a count, without its post. */
export async function forgetCoded(db: Kysely<ReactionsTables>, { ids, authorIds }: Gone): Promise<void> {
  await sql`
    update coding_items set post_id = null, author_id = null, gone = true
    where post_id = any(${ids.map(storableText)}::text[]) or author_id = any(${authorIds.map(storableText)}::text[])`.execute(
    db,
  )
}
