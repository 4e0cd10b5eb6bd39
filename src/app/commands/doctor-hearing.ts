import { secondMs, wallClock } from '#kernel/time.ts'
import type { Words } from '#kernel/words.ts'
import type { Coverage } from '#listening/contract.ts'
import { standingOf } from '#listening/standing.ts'
import type { ListeningTables } from '#listening/tables.ts'
import type { Store } from '#store/store.ts'

/** One thing `doctor` looked at. */
export type Finding = { what: Words; state: 'fine' | 'look' | 'wrong'; said: Words }

const what: Words = { en: 'Hearing', fr: 'Écoute' }
const oldAfterMs = 30 * secondMs
const lateFromS = 3

/** How the desk that runs on this store hears: how late, and what it leaves out to keep up. Empty when none has run. */
export async function hearingFindings(store: Store): Promise<Finding[]> {
  const standing = await standingOf(store.db.withTables<ListeningTables>())
  if (standing === undefined) return []
  const ageMs = wallClock.nowMs() - standing.at.getTime()
  return [hearingFinding(standing.coverage, ageMs)]
}

/** @param ageMs how long ago the desk wrote this down */
export function hearingFinding({ lagS, shed, streamNow }: Coverage, ageMs: number): Finding {
  if (ageMs > oldAfterMs)
    return {
      what,
      state: 'look',
      said: {
        en: `nothing was heard here since ${minuteOf(streamNow)} UTC`,
        fr: `rien n’a été entendu ici depuis ${minuteOf(streamNow)} UTC`,
      },
    }
  const late: Words = {
    en: `posts are counted ${lagS} s after they are heard`,
    fr: `les messages sont comptés ${lagS} s après avoir été entendus`,
  }
  if (shed === undefined) return { what, state: lagS >= lateFromS ? 'look' : 'fine', said: late }
  const { level, since, posts, en, fr } = shed
  return {
    what,
    state: 'look',
    said: {
      en: `counting simply, level ${level}: without ${en} since ${minuteOf(since)} UTC (${posts} posts); rules lose nothing; ${late.en}`,
      fr: `comptage simplifié, niveau ${level} : sans ${fr} depuis ${minuteOf(since)} UTC (${posts} messages) ; les règles ne perdent rien ; ${late.fr}`,
    },
  }
}

function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}
