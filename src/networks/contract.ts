import type { Clock } from '#kernel/time.ts'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'

/** Where to go on reading: opaque text that only the reader that wrote it understands (it names its protocol version). */
export type Cursor = string

/**
 * What a reader tells, in order. A reader never throws for bad input: it counts it as `refused` and goes on.
 * It throws only when we broke.
 */
export type Heard =
  /** Posts in the order heard. `cursor` resumes after the last of them. */
  | { kind: 'posts'; posts: Post[]; cursor?: Cursor }
  /** The network says these are gone; honoured in listening data. */
  | { kind: 'deleted'; ids: string[]; cursor?: Cursor }
  /** The network says this author withdrew or was taken down: nothing of theirs stays in listening data. */
  | { kind: 'author-gone'; authorId: string; cursor?: Cursor }
  /** Input that could not be read. `why` is a stable word for counting (see `RefusedWhy`), `sample` at most 200 characters. */
  | { kind: 'refused'; why: RefusedWhy; count: number; sample?: string }
  /** A change in how well we hear. `waiting` is a backoff, `ended` a finished file, `failed` needs a person. */
  | {
      kind: 'state'
      state: 'connecting' | 'hearing' | 'waiting' | 'ended' | 'failed'
      why?: StateWhy
      /** What was said underneath, in its own words: for logs and terminals. */
      detail?: string
      retryInMs?: number
    }
  /** The source itself told us that posts were missed (a cursor too old, a dropped connection), epoch ms. */
  | { kind: 'gap'; fromMs: number; toMs: number; why: GapWhy }
  /** Stream time has reached this point (epoch ms) even if nobody spoke: quiet is a fact too. */
  | { kind: 'clock'; atMs: number }

/** Why hearing changed, as words that never change; screens say them in the reader's language. `http-404`: that answer. */
export type StateWhy =
  | 'bad-url'
  | 'private-address'
  | 'unreachable'
  | 'timeout'
  | 'closed'
  | 'silence'
  | 'refused'
  | 'rate-limited'
  | 'gone'
  | 'too-many-redirects'
  | 'too-long'
  | 'bad-encoding'
  | 'not-a-feed'
  | 'no-file'
  | 'unreadable'
  | 'ended'
  | 'stopped'
  /** Our own reader broke. */
  | 'broken'
  | `http-${number}`

/** Why posts were missed. */
export type GapWhy = 'silence' | 'closed' | 'too-long' | 'cursor-too-old' | 'cursor-unreadable'

/** Why input was refused, as words that never change: screens and `doctor` count by them. */
export type RefusedWhy =
  | 'not-json'
  | 'not-a-post'
  | 'no-text'
  | 'too-long'
  | 'bad-encoding'
  | 'truncated'
  | 'not-a-feed'

/** What a network can do, as data; shown to people in a table and asked by code instead of network names. */
export type Capabilities = {
  network: string
  /** The network's own name, the same in every language. */
  name: string
  reads: {
    stream: boolean
    search: boolean
    /** The reader can go on where it stopped without missing posts. */
    resumes: boolean
    /** Posts are authored by newsrooms: used as media in the lead-time ledger. */
    media: boolean
    /** The network tells us of deletions. */
    deletions: boolean
    /** It can be asked whether a post is still there. */
    checksExistence: boolean
    /** The posts carry coordinates. */
    geo: boolean
  }
}

/** What a reader needs from its surroundings. */
export type ReaderNeeds = { clock: Clock; log: Log; signal: AbortSignal; cursor?: Cursor }

/** How stream time runs: `live` follows the wall clock; `recorded` follows the posts' own times. */
export type Timeline = { kind: 'live' } | { kind: 'recorded'; speed: number | 'max' }

/** A post we ask about. */
export type AskedPost = { id: string; url?: string | undefined }

/**
 * What a network answered when asked whether posts are still there. Only what it says is gone is gone: silence, a refusal and
 * an answer nobody understands delete nothing.
 */
export type StillThere =
  /** `unanswered`: how many of them nothing could be learned about, each for itself. */
  | { kind: 'answered'; gone: string[]; unanswered: number }
  /** The network as a whole did not answer: worth asking again later. */
  | { kind: 'failed'; why: StateWhy; detail?: string; retryInMs?: number }

/** How a network is asked whether what we keep is still there, and how much it may be asked. */
export type ExistenceCheck = {
  /** Most posts in one question. */
  atOnceMax: number
  /** Time between two questions, ms: the budget. */
  everyMs: number
  ask(posts: readonly AskedPost[], needs: { clock: Clock; signal: AbortSignal }): Promise<StillThere>
}

/** One thing we listen to. Reading is pulled, so a slow consumer slows the reader: that is the back-pressure. */
export type Reader = {
  /** Stable name such as `bluesky:jetstream2.us-east.bsky.network` or `feeds:https://…`; posts carry it as `source`. */
  source: string
  /** What people call it: "Bluesky", "The Havre-Clair Herald". */
  label: string
  capabilities: Capabilities
  timeline: Timeline
  /** Longest silence that is normal, ms; beyond it silence is an alarm. Missing: learned from the expected rate. */
  silenceMaxMs?: number
  /** Missing where the network has nobody to ask; `capabilities.reads.checksExistence` says the same as data. */
  stillThere?: ExistenceCheck
  read(needs: ReaderNeeds): AsyncIterable<Heard>
}

/** Limits every reader keeps, so that hostile input costs bounded memory. */
export const readerLimits = {
  /** Longest line or frame read, bytes; longer ones are skipped and counted as `too-long`. */
  frameBytesMax: 1024 * 1024,
  /** Longest text kept, characters. */
  textLengthMax: 20_000,
  /** Posts in one `posts` event. */
  batchMax: 256,
} as const
