import type { Post } from '#kernel/post.ts'
import { TextScan } from '#language/scan.ts'
import type { TrendShed } from '#stream/trends-contract.ts'
import { HeardPost } from '#stream/trends/heard.ts'
import { KeyCounts } from '#stream/trends/key-counts.ts'
import { KeySeeds } from '#stream/trends/key-seeds.ts'
import { KeyTable } from '#stream/trends/key-table.ts'
import { type TrendsOptions, trendsDefaults } from '#stream/trends/options.ts'
import { PostKeys } from '#stream/trends/post-keys.ts'
import { PostTerms } from '#stream/trends/post-terms.ts'
import { shippedPrior } from '#stream/trends/prior.ts'
import { cellOf, placeNames } from '#stream/trends/reading.ts'
import { Window } from '#stream/trends/window.ts'

/** Hours a stream was listened to, as the figures take it: what is usual is hardly known yet. */
const learnedHours = 1

/**
 * Counting and detecting alone, from the engine's own parts: every key of every post by distinct authors in five windows, and
 * which of them stand out. What the engine does besides, the search for near-copies and the telling of stories, is left out here.
 */
export class Counting {
  private readonly places: NonNullable<TrendsOptions['places']>
  private readonly shed: TrendShed
  private readonly prior = shippedPrior()
  private readonly table = new KeyTable(trendsDefaults.keysMax)
  private readonly window = new Window(trendsDefaults.postsMax, this.table)
  private readonly counts = new KeyCounts(this.table, this.window, this.prior)
  private readonly seeds = new KeySeeds(this.counts, this.table, this.window)
  private readonly terms: PostTerms
  private readonly keys = new PostKeys(this.prior)
  private cluster = 0

  constructor(places: NonNullable<TrendsOptions['places']>, shed: TrendShed) {
    this.places = places
    this.shed = shed
    this.terms = new PostTerms(this.prior, new TextScan(), places)
  }

  /** Takes the posts of a minute in. */
  observe(posts: readonly Post[]): void {
    for (const post of posts) this.hear(post)
  }

  /** Looks at all windows; how many keys stand out. */
  tick(atMs: number): number {
    this.counts.count(() => undefined)
    this.window.advance(atMs)
    this.counts.countSpareRows(atMs)
    return this.seeds.seeds(atMs, learnedHours).length
  }

  private hear(post: Post): void {
    const { terms, counts, window, shed, keys } = this
    if (counts.originMs === 0) counts.originMs = post.atMs
    if (counts.mustCount(post.atMs)) counts.count(() => undefined)
    terms.read(post.text)
    const places = placeNames(post, this.places, terms.maybePlace)
    const { concern } = terms
    keys.read(terms, places, { phrases: shed < 2, pairs: shed < 1, concern, cell: cellOf(post) })
    const heard = new HeardPost({
      ...{ post, atMs: post.atMs, cluster: this.cluster++, copy: false },
      ...{ concern, places, watches: [] },
    })
    counts.hear({ keys, heard, isLate: false })
    window.push(heard)
  }
}
