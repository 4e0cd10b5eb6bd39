import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { systemChance, type Chance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { DailyCounts } from '#roles/publishing/results/daily-counts.ts'
import { watchResults } from '#roles/publishing/results/reading.ts'
import { resultsRoutes } from '#roles/publishing/results/routes.ts'
import type { Lines } from '#sending/ground.ts'
import type { Store } from '#store/store.ts'

/** What results stand on. */
export type ResultsNeeds = {
  store: Store
  lines: Lines
  clock: Clock
  log: Log
  chance?: Chance
  /** Where people reach this desk, without a path: short addresses begin with it. */
  origin: () => string
}

/** What came of what we said: counts of networks, openings of our own pages and short addresses. Wired by `app`. */
export class Results {
  /** Counts openings; our own site tells it of each. */
  readonly visits: DailyCounts
  readonly #needs: ResultsNeeds
  #timeZone = (): string => 'UTC'

  constructor(needs: ResultsNeeds) {
    this.#needs = needs
    this.visits = new DailyCounts({ ...needs, timeZone: () => this.#timeZone() })
  }

  /** Adds the addresses of results, and the short ones, which are for everybody. `timeZone`: IANA, whose days are counted. */
  addRoutes(api: Api<SignedIn>, { timeZone }: { timeZone: () => string }): void {
    const { chance = systemChance } = this.#needs
    this.#timeZone = timeZone
    resultsRoutes(api, { ...this.#needs, timeZone, chance, visits: this.visits })
  }

  /** Reads what is due and writes what was counted, until stopped. */
  start(): { stop(): Promise<void> } {
    const reading = watchResults(this.#needs)
    const counting = this.visits.start()
    return {
      async stop() {
        await Promise.all([reading.stop(), counting.stop()])
      },
    }
  }
}
