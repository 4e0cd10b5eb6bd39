import type { Held, Muted } from '#stream/trends-contract.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** What was held back since it was last told, by the lesson that did it: nothing is held back unseen. */
export class HeldBack {
  private counts = new Map<string, Held>()
  /** Posts counted already, by the word, source or place they were held back for; forgotten with the posts themselves. */
  private readonly counted = new Map<string, WeakSet<Heard>>()

  /** These posts belong to something that is held back; each counts once for each word, source or place it was held back for. */
  note(muted: Muted, posts: readonly Heard[], why: (heard: Heard) => readonly Held['why'][]): void {
    for (const heard of posts)
      for (const one of why(heard)) {
        const key = JSON.stringify([muted.id, one.kind, one.value])
        const seen = this.counted.get(key) ?? new WeakSet<Heard>()
        this.counted.set(key, seen)
        if (seen.has(heard)) continue
        seen.add(heard)
        const known = this.counts.get(key) ?? { id: muted.id, why: one, posts: 0 }
        this.counts.set(key, { ...known, posts: known.posts + 1 })
      }
  }

  /** What was held back since the last call. */
  take(): Held[] {
    const held = [...this.counts.values()]
    this.counts = new Map()
    return held
  }

  /** Lessons that were taken back need no memory. */
  keepOnly(muted: readonly Muted[]): void {
    const ids = new Set(muted.map(({ id }) => id))
    for (const key of this.counted.keys()) {
      // Written above.
      const [id] = JSON.parse(key) as [string]
      if (!ids.has(id)) this.counted.delete(key)
    }
  }
}
