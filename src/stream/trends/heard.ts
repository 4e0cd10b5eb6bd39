import type { Post } from '#kernel/post.ts'

/** One post as the engine keeps it while it is inside the longest window. */
export type Heard = {
  post: Post
  /** Stream time it was counted at; never before an earlier post's. */
  readonly atMs: number
  /** Posts with the same number say the same in nearly the same words. */
  readonly cluster: number
  /** An earlier post already said it, so it counts for nothing but the share of copies. */
  readonly copy: boolean
  /** Rows of the key table it was counted in; empty until it is counted. A key that is heard again only later brings its row then. */
  readonly rows: readonly number[]
  /** Those of its rows that are words, hashtags and places. */
  readonly words: readonly number[]
  /** How strongly it speaks of harm or disruption, see `concernOf`. */
  readonly concern: number
  readonly places: readonly string[]
  readonly watches: readonly string[]
  /** Filled in when first needed: whether it asks something, and how it would do as a headline by itself. */
  asks?: boolean | undefined
  lang?: string | undefined
  tellingAlone?: number | undefined
  /** Its words, phrases and places as they were written. */
  spelled?: readonly SpelledKey[] | undefined
}

/** A key of a post as it was written, with the row it is counted in. */
export type SpelledKey = { row: number; kind: number; text: string; prior: number }

/** What is known of a post when it is heard. */
type JustHeard = Pick<Heard, 'post' | 'atMs' | 'cluster' | 'copy' | 'concern' | 'places' | 'watches'>

/** Knows the rows of counted posts by their number. */
type RowSource = { rowsOf(post: number, wordsOnly: boolean): number[] }

const none: number[] = []

/**
 * A post as it is heard. Its rows stay outside the heap until somebody asks for them: of a thousand posts hardly one is ever part
 * of anything, and what is kept of the others for hours would be collected over and over.
 */
export class HeardPost implements Heard {
  post: Post
  readonly atMs: number
  readonly cluster: number
  readonly copy: boolean
  readonly concern: number
  readonly places: readonly string[]
  readonly watches: readonly string[]
  asks: boolean | undefined = undefined
  lang: string | undefined = undefined
  tellingAlone: number | undefined = undefined
  spelled: readonly SpelledKey[] | undefined = undefined
  private counted: RowSource | undefined = undefined
  private number = -1
  private ownRows: number[] | undefined = undefined
  private ownWords: readonly number[] | undefined = undefined

  constructor(heard: JustHeard) {
    this.post = heard.post
    this.atMs = heard.atMs
    this.cluster = heard.cluster
    this.copy = heard.copy
    this.concern = heard.concern
    this.places = heard.places
    this.watches = heard.watches
  }

  /** Its rows are known now, under this number. */
  count(counted: RowSource, number: number): void {
    this.counted = counted
    this.number = number
  }

  /** A later post brought a row to one of its keys. */
  bring(row: number): void {
    this.ownRows?.push(row)
  }

  get rows(): readonly number[] {
    if (this.counted === undefined) return none
    return (this.ownRows ??= this.counted.rowsOf(this.number, false))
  }

  get words(): readonly number[] {
    if (this.counted === undefined) return none
    return (this.ownWords ??= this.counted.rowsOf(this.number, true))
  }
}
