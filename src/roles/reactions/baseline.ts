import { sql } from 'kysely'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { Watch } from '#listening/contract.ts'
import { countFacets, countHours, readTexts, unheardHours } from '#roles/reactions/counts.ts'
import { reactionsLimits } from '#roles/reactions/contract.ts'
import type { Ground } from '#roles/reactions/ground.ts'
import { freezePhrases } from '#roles/reactions/rules/themes.ts'
import type { FrozenBaseline } from '#roles/reactions/tables.ts'

/** Stands in the frozen hours for one in which nothing was heard. */
const unheardHour = -1

/** Counts what came before an announcement, once. */
export async function freezeBaseline(
  { listening }: Ground,
  o: { watchIds: readonly string[]; fromMs: number; startedAtMs: number; heardFromMs: number },
): Promise<FrozenBaseline> {
  const firstMs = Math.ceil(Math.max(o.fromMs, o.heardFromMs) / hourMs) * hourMs
  const lastMs = Math.max(firstMs, Math.floor(o.startedAtMs / hourMs) * hourMs)
  const scope = { watchIds: o.watchIds, fromMs: firstMs, toMs: lastMs }
  const whole = { watchIds: o.watchIds, fromMs: Math.max(o.fromMs, o.heardFromMs), toMs: o.startedAtMs }
  const { db } = listening
  const unheard = await unheardHours(db, firstMs, lastMs)
  const hours = await countHours(db, scope)
  const texts = await readTexts(db, whole, reactionsLimits.textsMax)
  return {
    hoursFromMs: firstMs,
    hours: hours.map((posts, at) => (unheard.has(firstMs + at * hourMs) ? unheardHour : posts)),
    hoursAsked: Math.round((o.startedAtMs - o.fromMs) / hourMs),
    facets: await countFacets(db, whole),
    phrases: freezePhrases(texts.map(({ post }) => post.text)),
  }
}

/**
 * Since when all of these watches were heard and what they heard is still kept, epoch ms of stream time. A practice day and a replay have a time of their
 * own and remember their past: there a watch is heard since the first post, also when it was begun meanwhile.
 */
export async function heardFromMs({ listening }: Ground, watches: readonly Watch[]): Promise<number> {
  const kept = await oldestKeptMs(listening)
  if (listening.mode === 'live') {
    const begun = watches.map(({ createdAt }) => Date.parse(createdAt))
    return Math.max(kept, ...begun)
  }
  const pasts = await Promise.all(watches.map(({ id }) => listening.pastFromMs(id)))
  return Math.max(kept, ...pasts.map((fromMs) => fromMs ?? kept))
}

async function oldestKeptMs({ db, streamNowMs }: Ground['listening']): Promise<number> {
  const { rows } = await sql<{ at: Date | null }>`
    select least((select min(at) from posts), (select min(minute) from source_minutes)) as at`.execute(db)
  return Math.max(rows[0]?.at?.getTime() ?? streamNowMs, streamNowMs - 400 * dayMs)
}
