import { sql } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { secondMs, type Clock } from '#kernel/time.ts'
import type { Visitor } from '#roles/publishing/results/tables.ts'
import type { Store } from '#store/store.ts'

/** What is counted: pages of our own site, or short links. */
export type Counted = 'pages' | 'links'

type Needs = { store: Store; clock: Clock; log: Log; timeZone: () => string }

/** How long a count waits in memory: a rush of readers is one write. After a crash so much of it is missing at most. */
const everyMs = 10 * secondMs
/** Different things counted at once; what is more is not counted. */
const waitingMax = 20_000

/**
 * How often things of ours are opened: a number for each thing, day and kind of reader, and nothing else. No address, cookie, referrer
 * or time of day is read or kept. What caches answer for us is not seen here, so that a count is a lower bound.
 */
export class DailyCounts {
  readonly #needs: Needs
  #waiting = new Map<string, number>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Counts one opening now. */
  note(counted: Counted, id: string, who: Visitor): void {
    const day = dayOf(this.#needs.clock.nowMs(), this.#needs.timeZone())
    const key = `${counted} ${id} ${day} ${who}`
    if (this.#waiting.size >= waitingMax && !this.#waiting.has(key)) return
    this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1)
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const waiting = this.#waiting
    if (waiting.size === 0) return
    this.#waiting = new Map()
    try {
      await this.#write(waiting)
    } catch (error) {
      // What was not written waits on, with what came meanwhile.
      for (const [key, count] of waiting) this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + count)
      throw error
    }
  }

  async #write(waiting: ReadonlyMap<string, number>): Promise<void> {
    const rows = [...waiting].map(([key, count]) => ({ key: key.split(' '), count }))
    await this.#needs.store.inTransaction(async (tx) => {
      for (const counted of ['pages', 'links'] as const) {
        const of = rows.filter(({ key }) => key[0] === counted)
        if (of.length === 0) continue
        const [ids, days, whos] = [1, 2, 3].map((at) => of.map(({ key }) => key[at] ?? ''))
        const counts = of.map(({ count }) => count)
        const values = sql`unnest(${ids}::text[], ${days}::date[], ${whos}::text[], ${counts}::integer[])`
        await (
          counted === 'pages'
            ? sql`insert into own_page_visits as kept (key, day, who, count) select * from ${values}
              on conflict (key, day, who) do update set count = kept.count + excluded.count`
            : sql`insert into short_link_clicks as kept (code, day, who, count) select * from ${values}
              on conflict (code, day, who) do update set count = kept.count + excluded.count`
        ).execute(tx)
      }
    })
  }

  /** Writes every few seconds, until stopped; then once more. */
  start(): { stop(): Promise<void> } {
    const ended = new AbortController()
    const { clock, log } = this.#needs
    const write = (): Promise<void> =>
      this.flush().catch((error: unknown) => {
        log('warn', 'visits could not be counted', { detail: String(error).slice(0, 200) })
      })
    const loop = (async (): Promise<void> => {
      while (!ended.signal.aborted) {
        await clock.sleep(everyMs, ended.signal)
        await write()
      }
    })()
    return {
      async stop() {
        ended.abort()
        await loop
      },
    }
  }
}

/** The day by the clock of a place, as `2031-04-07`. */
export function dayOf(ms: number, timeZone: string): string {
  const style = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const
  const parts = new Intl.DateTimeFormat('en', style).formatToParts(ms)
  const part = (name: string): string => parts.find(({ type }) => type === name)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
