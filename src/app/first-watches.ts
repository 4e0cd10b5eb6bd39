import { dayMs } from '#kernel/time.ts'
import type { WatchInput } from '#listening/contract.ts'
import { beginSearch, theDesk } from '#listening/searches/acts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { watches } from '#listening/watches.ts'
import type { Store } from '#store/store.ts'

/** What a desk that serves this place listens for on its first day, until the team writes its own. */
export type FirstPlace = { name: string; handle?: string }

const watchDays = 90

/** Twelve words of civic life in both languages: what people write about when something of ours is wrong. */
const civicWords =
  'water OR eau OR flood OR inondation OR road OR route OR bridge OR pont OR power OR panne OR fire OR feu'

function quoted(name: string): string {
  return `"${name.replaceAll('"', '')}"`
}

/** The first three columns of Now for a place, named by words that read in both languages. */
export function firstWatches(place: FirstPlace, owner: string, nowMs: number): WatchInput[] {
  const us = quoted(place.name)
  const mentions = place.handle === undefined ? us : `${us} OR @${place.handle}`
  const endsAt = new Date(nowMs + watchDays * dayMs).toISOString()
  const start = (column: number, name: string, rule: string, purpose: string): WatchInput => ({
    name,
    rule,
    purpose,
    owner,
    endsAt,
    column,
  })
  const here = place.handle === undefined ? `${us} ` : ''
  return [
    start(0, 'Mentions', mentions, 'Answer questions that people put to the organization in public.'),
    start(
      1,
      'Water · Eau',
      `${here}(water OR river OR eau OR rivière OR flood OR inondation)`,
      'Hear early when something is wrong with water in town.',
    ),
    start(
      2,
      'Transport',
      `${here}(road OR street OR bridge OR bus OR traffic OR rue OR pont OR autobus OR circulation)`,
      'Hear early when people cannot get around town.',
    ),
  ]
}

/** The rule that limits a live desk's engine to its own place, so that a world-wide craze is not its story. */
export function scopeRule(place: FirstPlace): string {
  const us = quoted(place.name)
  const tag = place.name.replaceAll(/[^\p{L}\p{N}]/gu, '')
  return `${us} OR #${tag} OR (${us} (${civicWords}))`
}

/** Begins the first watches on a desk that has none, on record as the desk's own act; says whether it did. */
export function beginFirstWatches(
  store: Store,
  inputs: readonly WatchInput[],
  needs: { newId: () => string; nowMs: number },
): Promise<boolean> {
  const doing = { by: theDesk, nowMs: needs.nowMs }
  return store.inTransaction(async (tx) => {
    if ((await watches(tx.withTables<ListeningTables>())).length > 0) return false
    for (const input of inputs) await beginSearch(tx, { id: needs.newId(), input }, doing)
    return true
  })
}
