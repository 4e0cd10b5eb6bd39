import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import type { FromMatcher, RuleText, ToMatcher } from '#listening/workers/protocol.ts'
import { Thread } from '#listening/workers/thread.ts'

/** Per post of a batch, in order: the watches it fits, its language, and of kept ones what was read. */
export type Matched = Omit<FromMatcher, 'kind' | 'batch'>

/** Match threads that share the posts between them; each holds every rule. */
export class MatchCrew {
  readonly #threads: Thread<ToMatcher, FromMatcher>[]
  #rules = new Map<string, string>()
  #batch = 0

  constructor(options: { scripts: URL; count: number; log: Log }) {
    const greet = (): ToMatcher[] => [{ kind: 'rules', set: this.#ruleTexts(), removed: [] }]
    const script = new URL('match-worker.js', options.scripts)
    this.#threads = Array.from(
      { length: options.count },
      () => new Thread<ToMatcher, FromMatcher>({ script, workerData: {}, log: options.log, greet }),
    )
  }

  #ruleTexts(): RuleText[] {
    return [...this.#rules].map(([id, rule]) => ({ id, rule }))
  }

  /** Makes these the rules from the next batch on, in every thread; only what changed is said. */
  setRules(rules: readonly RuleText[]): void {
    const wanted = new Map(rules.map(({ id, rule }) => [id, rule]))
    const set = rules.filter(({ id, rule }) => this.#rules.get(id) !== rule)
    const removed = [...this.#rules.keys()].filter((id) => !wanted.has(id))
    this.#rules = wanted
    if (set.length + removed.length === 0) return
    for (const thread of this.#threads) thread.tell({ kind: 'rules', set: [...set], removed })
  }

  /**
   * Matches a batch on the least busy thread.
   *
   * @throws PoisonedMessage when the batch broke its thread twice
   */
  async match(posts: Post[]): Promise<Matched> {
    this.#batch += 1
    const idle = this.#threads.reduce((best, thread) => (thread.backlog < best.backlog ? thread : best))
    const { watches, langs, readings } = await idle.ask({ kind: 'batch', batch: this.#batch, posts })
    return { watches, langs, readings }
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}
