import type { Kysely } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs, type Clock } from '#kernel/time.ts'
import { readClock } from '#records/retention/clocks.ts'
import { keepHeard, sweepVoice, waitedDaysMax, type HeardForVoice } from '#roles/faces/voice/keeping.ts'
import { isOurAnswer, isOurs, readOwnAuthors, type OwnAuthors } from '#roles/faces/voice/own-authors.ts'
import type { VoiceTables } from '#roles/faces/voice/tables.ts'
import type { Store } from '#store/store.ts'

/** What counting answers is opened with. */
export type VoiceHearingNeeds = {
  store: Store
  clock: Clock
  log: Log
  /** The time of what is heard: a practice day has its own. */
  streamNowMs: () => number
  /** Whether what our accounts answer on a network is heard. */
  hearsOurs: (network: string) => boolean
  timeZone: () => Promise<string>
}

/** So often accounts are looked at anew: one that was connected meanwhile is ours. */
const everyMs = minuteMs

/** Counts answers to us, and how long it was until we answered, from what listening hears: kept in its transaction. */
export class VoiceHearing {
  readonly #needs: VoiceHearingNeeds
  #authors: OwnAuthors = new Set()
  #days: number = waitedDaysMax

  constructor(needs: VoiceHearingNeeds) {
    this.#needs = needs
  }

  /** Whether an account of ours wrote it. Asked of many posts: it looks nowhere but in memory. */
  isOurs(post: Post): boolean {
    return isOurs(this.#authors, post)
  }

  /** Whether an account of ours answers somebody by it. */
  isOurAnswer(post: Post): boolean {
    return isOurAnswer(this.#authors, post)
  }

  /** Keeps what counts of what was heard. */
  keep(tx: Kysely<unknown>, heard: HeardForVoice): Promise<void> {
    const { hearsOurs, streamNowMs } = this.#needs
    return keepHeard(tx.withTables<VoiceTables>(), heard, {
      ...{ nowMs: streamNowMs(), days: this.#days, hearsOurs },
    })
  }

  /** Reads anew whose posts are ours, and how long listening keeps posts. */
  async reload(): Promise<void> {
    const { store } = this.#needs
    this.#authors = await readOwnAuthors(store.db)
    this.#days = (await readClock(store.db, 'listening')).days
  }

  /** Makes plain numbers of what listening forgets. */
  async sweep(): Promise<void> {
    const { store, streamNowMs, timeZone } = this.#needs
    await this.reload()
    const o = { nowMs: streamNowMs(), days: this.#days, timeZone: await timeZone() }
    await sweepVoice(store.db.withTables<VoiceTables>(), o)
  }

  /** Knows our accounts, and sweeps every hour, until stopped. Two processes that sweep do no more than one. */
  async start(): Promise<{ stop(): Promise<void> }> {
    const { clock } = this.#needs
    const ended = new AbortController()
    await this.reload()
    const loop = (async (): Promise<void> => {
      for (let sweptMs = -Infinity; !ended.signal.aborted;) {
        const isDue = clock.nowMs() - sweptMs >= hourMs
        if (await this.#tried(() => (isDue ? this.sweep() : this.reload())))
          if (isDue) sweptMs = clock.nowMs()
        await clock.sleep(everyMs, ended.signal)
      }
    })()
    return {
      async stop() {
        ended.abort()
        await loop
      },
    }
  }

  async #tried(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      this.#needs.log('warn', 'answers to us could not be tidied; trying again', {
        why: String(error).slice(0, 200),
      })
      return false
    }
  }
}
