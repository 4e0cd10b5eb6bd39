import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { packPosts } from '#listening/workers/packed-posts.ts'
import type { FromMatcher, NumberedRule, RuleText, ToMatcher } from '#listening/workers/protocol.ts'
import { Thread } from '#listening/workers/thread.ts'

/** Per post of a batch, in order: the watches it fits, its language, and of kept ones what was read. */
export type Matched = Pick<FromMatcher, 'langs' | 'readings'> & { watches: string[][] }

/** Match threads that share the posts between them; each holds every rule. */
export class MatchCrew {
  readonly #threads: Thread<ToMatcher, FromMatcher>[]
  #rules = new Map<string, string>()
  /**
   * Ids by the numbers threads know them by. A number is never given to another id, because an answer may be on its way, or a
   * thread begun anew, while rules change.
   */
  readonly #ids: string[] = []
  readonly #numbers = new Map<string, number>()
  #batch = 0

  constructor(options: { scripts: URL; count: number; log: Log }) {
    const greet = (): ToMatcher[] => [{ kind: 'rules', set: this.#numbered(this.#ruleTexts()), removed: [] }]
    const script = new URL('match-worker.js', options.scripts)
    this.#threads = Array.from(
      { length: options.count },
      () => new Thread<ToMatcher, FromMatcher>({ script, workerData: {}, log: options.log, greet }),
    )
  }

  #ruleTexts(): RuleText[] {
    return [...this.#rules].map(([id, rule]) => ({ id, rule }))
  }

  #numbered(rules: readonly RuleText[]): NumberedRule[] {
    return rules.map(({ id, rule }) => ({ id, rule, number: this.#numberOf(id) }))
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    const number = this.#ids.push(id) - 1
    this.#numbers.set(id, number)
    return number
  }

  /** Makes these the rules from the next batch on, in every thread; only what changed is said. */
  setRules(rules: readonly RuleText[]): void {
    const wanted = new Map(rules.map(({ id, rule }) => [id, rule]))
    const set = this.#numbered(rules.filter(({ id, rule }) => this.#rules.get(id) !== rule))
    const removed = [...this.#rules.keys()].filter((id) => !wanted.has(id))
    this.#rules = wanted
    if (set.length + removed.length === 0) return
    for (const thread of this.#threads) thread.tell({ kind: 'rules', set, removed })
  }

  /**
   * Matches a batch on the least busy thread.
   *
   * @throws PoisonedMessage when the batch broke its thread twice
   */
  async match(posts: readonly Post[]): Promise<Matched> {
    this.#batch += 1
    const idle = this.#threads.reduce((best, thread) => (thread.backlog < best.backlog ? thread : best))
    const matched = await idle.ask({ kind: 'batch', batch: this.#batch, posts: packPosts(posts) })
    return { watches: this.#watches(matched), langs: matched.langs, readings: matched.readings }
  }

  #watches({ counts, rules }: FromMatcher): string[][] {
    const watches: string[][] = []
    let from = 0
    for (const count of counts) {
      const fits: string[] = []
      for (let at = from; at < from + count; at++) fits.push(this.#idOf(rules[at] ?? -1))
      watches.push(fits)
      from += count
    }
    return watches
  }

  #idOf(number: number): string {
    const id = this.#ids[number]
    assert(id !== undefined, 'a match thread knows rules by numbers we gave')
    return id
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}
