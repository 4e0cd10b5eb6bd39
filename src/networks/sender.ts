import type { Lane } from '#kernel/permission.ts'
import type { Words } from '#kernel/words.ts'
import type { Clock } from '#kernel/time.ts'
import type {
  FocusPoint,
  VersionCard,
  VersionContent,
  VersionMedia,
  VersionPoll,
} from '#kernel/version-content.ts'
import type { PrivateAsked, PrivateRead } from '#networks/private-messages.ts'
import type { ProfileReader } from '#networks/profile.ts'

/**
 * How a network is spoken to. One contract for all of them; `test-sender-contract.ts` holds each to it.
 *
 * The whole point of the words below is what is *known* after a call: that something is there (`sent`), that it is not and never
 * will be (`refused`), that it is not yet (`wait`), or nothing (`unknown`). A sender says `refused` or `wait` only when the call
 * certainly had no effect; in doubt it is `unknown`.
 */

/** What a network can do when we speak, as data: asked by code instead of network names, and shown to people in a table. */
export type SendingCapabilities = {
  network: string
  /** The network's own name, the same in every language. */
  name: string
  threads: boolean
  replies: boolean
  quotes: boolean
  images: boolean
  video: boolean
  altText: boolean
  contentWarning: boolean
  languageTags: boolean
  edits: boolean
  deletes: boolean
  /** Whether a dated note of what was corrected is shown beside the words (`VersionContent.correction`); missing: no. */
  notesCorrections?: boolean
  /** Whether a film goes out with its captions; missing: no, and whoever writes is told. */
  captions?: boolean
  /**
   * What becomes of a card (`VersionContent.card`). `given`: it is shown as it was written; `built`: the network reads the page behind
   * an address in the text and makes its own. Missing: none is shown.
   */
  cards?: 'given' | 'built'
  /** Whether a card is shown also where files or a quoted post go out; missing: no. */
  cardsBesideFiles?: boolean
  /**
   * What becomes of a poll. `votes`: people there vote on it; `text`: its options are shown and nobody votes there. Missing: it is
   * refused, because what nobody can answer, or nobody counts, must not look like a question.
   */
  polls?: 'votes' | 'text'
  /** That what people write to an account in private can be read, and how often one may look; missing: it cannot. */
  readsPrivate?: { everyMs: number }
  /**
   * Whether it tells how often a post of ours was answered, shared, liked. `priced`: each asking is paid for, so that it is asked
   * seldom. Missing: it tells nobody.
   */
  counts?: 'free' | 'priced'
  /** Whether words beside a poll can be changed without its votes being lost or its end being moved; missing: no. */
  editsBesidePolls?: boolean
  /**
   * What keeps one call made twice from being two posts. `key`: a header the network honours for a while; `record-key`: we name
   * the record; `message-id`: it is ours, by the id of the message; `none`: nothing, so a repeat is a second post.
   */
  repeats: 'key' | 'record-key' | 'message-id' | 'none'
  /** Whether it can be asked if something is there. */
  readsBack: boolean
}

/** What a network takes, as data; read from the server where it says so itself. Missing: no limit known. */
export type SendingLimits = {
  /** Most in one part, counted by the network's own `measure`. */
  textMax: number
  /** Most bytes of UTF-8 in one part. */
  textBytesMax?: number
  partsMax: number
  filesMax: number
  altLengthMax?: number
  /** By media type: `image/jpeg`. A type that is not here is not taken. */
  media: Readonly<Record<string, MediaLimits>>
  contentWarningMax?: number
  /** Missing where the network takes no polls. */
  poll?: PollLimits
  /** Of one file of captions; missing: no limit known. */
  captionsBytesMax?: number
  /** Of the picture of a card, by media type; missing: as any picture. */
  cardMedia?: Readonly<Record<string, MediaLimits>>
}

/** What a network takes of a poll. Characters are counted as the network counts those of an option. */
export type PollLimits = {
  optionsMax: number
  optionLengthMax: number
  /** How short and how long it may be open, minutes. */
  minutesMin: number
  minutesMax: number
  /** Whether more than one option may be chosen. */
  takesMultiple: boolean
  /** Whether a poll can stand beside files. */
  takesFiles: boolean
}

/** What a network takes of one type of file. Missing: no limit known. */
export type MediaLimits = {
  bytesMax: number
  /** Width times height. */
  pixelsMax?: number
  /** Longest side, in pixels. */
  sideMax?: number
  /** 1: what moves would stand still there, or is refused. */
  framesMax?: number
  secondsMax?: number
}

/** A file as it is checked: what goes out, what it is called here, and what is known of it where it is kept. */
export type MediaToCheck = VersionMedia & {
  name?: string
  width?: number
  height?: number
  seconds?: number
  frames?: number
  /** Of films: whether there is anything to hear. */
  hasSound?: boolean
  /** What is known of its captions: missing while they are not looked up. */
  captionsBytes?: number
  captionsSeconds?: number
}

/** Content as it is checked; a version as it stands is one too, and then nothing is known of its files but their bytes. */
export type ContentToCheck = Omit<VersionContent, 'media'> & { media: MediaToCheck[] }

/** Why content cannot go out as it stands. `words` name the file or part, the network, the limit and what helps. */
export type ContentProblem = {
  why:
    | 'empty'
    | 'too-long'
    | 'too-many-bytes'
    | 'too-many-parts'
    | 'too-many-files'
    | 'no-media'
    | 'media-type'
    | 'media-too-large'
    | 'too-many-pixels'
    | 'too-many-frames'
    | 'film-too-long'
    | 'file-gone'
    | 'alt-missing'
    | 'alt-too-long'
    | 'no-replies'
    | 'no-quotes'
    | 'no-content-warning'
    | 'content-warning-too-long'
    | 'language'
    | 'no-polls'
    | 'poll-too-many-options'
    | 'poll-empty-option'
    | 'poll-same-options'
    | 'poll-option-too-long'
    | 'poll-too-short'
    | 'poll-too-long'
    | 'poll-one-choice'
    | 'poll-beside-files'
    | 'poll-beside-quote'
    | 'captions-gone'
    | 'captions-too-large'
    | 'captions-without-film'
    | 'card-address'
    | 'card-title-missing'
    | 'card-picture'
  /** From 0. */
  part?: number
  /** SHA-256 of the file. */
  file?: string
  limit?: number
  actual?: number
  words: Words
}

/** A file that goes out: what was approved, and its bytes. */
export type OutgoingMedia = {
  sha256: string
  mediaType: string
  bytes: number
  alt: string
  captions?: OutgoingCaptions
  focus?: FocusPoint
  read(): Promise<Uint8Array>
}

/** The captions of a film as they go out: WebVTT; `language` is BCP 47. */
export type OutgoingCaptions = {
  sha256: string
  language: string
  read(): Promise<Uint8Array>
}

/** A card as it goes out. */
export type OutgoingCard = Omit<VersionCard, 'image'> & { image?: OutgoingMedia }

/** What is there: how the network names it, and what it takes to answer, edit or delete it. JSON, at most 4 kB. */
export type PostedPart = { nativeId: string; url?: string; kept?: unknown }

/**
 * One part as it goes out. Everything in it is the same at every attempt, so that a network that is given it twice can see that
 * it is the same.
 */
export type OutgoingPart = {
  /** Names this part of this delivery for ever: 1 to 64 of a-z, 0-9 and `-`. */
  key: string
  /** When the delivery was first claimed, epoch ms: the time a record claims. */
  atMs: number
  /** What it is sent for, where something is kept back for emergencies; missing: normal. */
  lane?: Lane
  text: string
  /** BCP 47. */
  language: string
  media: readonly OutgoingMedia[]
  contentWarning?: string
  /** Of the first part: what was wrong before; only where the network notes corrections. */
  correction?: string
  /** Of the first part: what people are asked to choose from. */
  poll?: VersionPoll
  /** Of the first part: a link shown as a block. */
  card?: OutgoingCard
  /** Of the first part: ids of what it is about, for networks of ours that list by topic. */
  topics?: readonly string[]
  /** Of the first part: the post this answers, `network:nativeId`. */
  replyTo?: string
  /** Of the first part: the post this quotes, `network:nativeId`. */
  quoteOf?: string
  /** The part before, and the first of all; missing in the first part. */
  after?: PostedPart
  root?: PostedPart
}

/** Why a network did not take something, as words that never change; screens say them in the reader's language. */
export type SendingWhy =
  /** The sign-in of the account is not valid any more; a person connects it again. */
  | 'revoked'
  | 'forbidden'
  /** The network does not take this content: too long, a file it cannot read, a rule of its own. */
  | 'not-accepted'
  /** An app may answer only who called it (X since February 2026). */
  | 'not-summoned'
  /** What is answered, edited or deleted is not there. */
  | 'not-found'
  /** The same text went out before and the network takes it once. */
  | 'duplicate'
  | 'rate-limited'
  /** A budget of ours, not the network's, is used up. */
  | 'over-budget'
  /** A file is still being worked on by the network. */
  | 'processing'
  | 'server-error'
  | 'unreachable'
  | 'timeout'
  /** The answer cannot be read. */
  | 'unreadable'
  | 'stopped'
  /** The address is in a private network, and its owner did not allow that. */
  | 'private-address'
  | 'bad-url'

/** What is known after a call that sends. `returned`: the network's own answer, for the record, without secrets. */
export type SendOutcome =
  | { kind: 'sent'; posted: PostedPart; returned?: unknown }
  | { kind: 'refused'; why: SendingWhy; detail: string; returned?: unknown }
  | { kind: 'wait'; why: SendingWhy; detail: string; retryInMs?: number }
  | { kind: 'unknown'; why: SendingWhy; detail: string }

/** What is known after asking whether a part is there. */
export type ReadBack =
  | { kind: 'there'; posted: PostedPart; returned?: unknown }
  /** The network says so, and nothing that is still on its way can change it. */
  | { kind: 'not-there' }
  | { kind: 'unanswered'; why: SendingWhy; detail: string; retryInMs?: number }
  /** No asking will tell: a person decides. */
  | { kind: 'cannot-know'; detail: string }

/** What is known after a call that deletes. Deleting what is gone is `gone`. */
export type RemoveOutcome = { kind: 'gone' } | Extract<SendOutcome, { kind: 'refused' | 'wait' | 'unknown' }>

/** How a poll stands. Nobody is told who voted: only how many did. */
export type PollTally = {
  /** Votes for each option, in the order of the poll. */
  votes: readonly number[]
  /** How many people voted; missing where the network does not say. With several choices it is not the sum. */
  voters?: number
  /** When it ends, epoch ms, as the network says. */
  endsAtMs?: number
  isOver: boolean
}

/** What is known after asking how a poll stands. */
export type PollRead =
  | { kind: 'read'; tally: PollTally }
  /** The post, or its poll, is not there any more. */
  | { kind: 'gone' }
  | { kind: 'unanswered'; why: SendingWhy; detail: string; retryInMs?: number }

/** How often people did something with a post of ours, each as far as the network tells; missing: it does not. Nobody is told who. */
export type PostCounts = { replies?: number; reposts?: number; likes?: number; quotes?: number }

/** What is known after asking for these counts. */
export type CountsRead =
  | { kind: 'read'; counts: PostCounts }
  | { kind: 'gone' }
  | { kind: 'unanswered'; why: SendingWhy; detail: string; retryInMs?: number }

/** What a harmless call says about an account. A network that cannot be reached says nothing about the sign-in. */
export type SenderHealth =
  | {
      ok: true
      /** What the account is called there. */
      handle: string
      /** When the sign-in ends by itself, epoch ms. */
      expiresAtMs?: number
      /** By when the sign-in renews itself, epoch ms; missing: it needs no renewing. */
      renewsAtMs?: number
      budget?: { left: number; of: number; resetsAtMs: number }
      limits: SendingLimits
    }
  | {
      ok: false
      why: SendingWhy
      detail: string
      isTransient: boolean
      /** What is wrong with something that was filled in, where that is known. */
      field?: { name: string; words: Words }
    }

/** What a call needs from its surroundings. */
export type SendingNeeds = { clock: Clock; signal: AbortSignal }

/** One account of ours, ready to speak. No method throws for anything a network does. */
export type Sender = {
  capabilities: SendingCapabilities
  limits: SendingLimits
  /** How long the network counts a text, in its own units. Pure. */
  measure(text: string): number
  /** Why this cannot go out as it stands; asked before approval and again before sending. Pure. */
  check(content: ContentToCheck): ContentProblem[]
  send(part: OutgoingPart, needs: SendingNeeds): Promise<SendOutcome>
  readBack(part: OutgoingPart, needs: SendingNeeds): Promise<ReadBack>
  /** Missing where `capabilities.edits` is false. */
  edit?(posted: PostedPart, part: OutgoingPart, needs: SendingNeeds): Promise<SendOutcome>
  /** Missing where `capabilities.deletes` is false. */
  remove?(posted: PostedPart, needs: SendingNeeds): Promise<RemoveOutcome>
  /** How a poll of ours stands. Missing where `capabilities.polls` is not `votes`. */
  readPoll?(posted: PostedPart, poll: VersionPoll, needs: SendingNeeds): Promise<PollRead>
  /** How often a post of ours was answered, shared, liked. Missing where `capabilities.counts` is. */
  readCounts?(posted: PostedPart, needs: SendingNeeds): Promise<CountsRead>
  /** What people wrote to the account in private. Missing where `capabilities.readsPrivate` is. */
  readPrivate?(asked: PrivateAsked, needs: SendingNeeds): Promise<PrivateRead>
  health(needs: SendingNeeds): Promise<SenderHealth>
}

/** Where the secrets of an account are kept: JSON, sealed. `write` returns when it is safe from a crash. */
export type Credentials = { read(): Promise<unknown>; write(value: unknown): Promise<void> }

/** An account as it is connected. */
export type Connection = {
  account: string
  /** Address of the server where the network has many; missing where there is one. */
  server?: string
  handle: string
  languages: readonly string[]
  credentials: Credentials
  /** As `health` last read them. */
  limits?: SendingLimits
  /** Set by the owner for servers on the local network; otherwise only addresses outside it are called. */
  allowPrivateNetworks?: boolean
}

/** What somebody is asked for to connect an account, in order. */
export type ConnectField = {
  name: string
  words: Words
  hint?: Words
  isSecret: boolean
  isOptional?: boolean
}

/** What came of trading the code that a browser brought back: the secrets, as `credentials` keep them, or why there are none. */
export type SignedInThere =
  | { kind: 'signed-in'; secrets: Record<string, unknown> }
  | { kind: 'refused' | 'wait'; why: SendingWhy; detail: string }

/** Signing in at the network itself and coming back (OAuth 2 with PKCE): nothing has to be copied. */
export type SignInThere = {
  /** The server the sign-in is for, where it is another than the network's own. */
  server?: string
  /**
   * Where a browser is sent. `challenge`: SHA-256 of the verifier, base64url (RFC 7636). `readsPrivate`: leave to read private
   * messages is asked for too.
   */
  address(o: { redirectUri: string; state: string; challenge: string; readsPrivate?: boolean }): URL
  /** Trades the code for secrets, once. */
  take(
    o: { code: string; verifier: string; redirectUri: string },
    needs: SendingNeeds,
  ): Promise<SignedInThere>
  /** Ends such a sign-in at the network, as well as can be. Secrets that did not come of `take` are left alone. */
  end(secrets: unknown, needs: SendingNeeds): Promise<void>
}

/** What a network may cost in a month of the calendar (UTC), thousandths of a US dollar; the reserve is part of it. */
export type MonthlyBudget = { monthMillidollars: number; reserveMillidollars: number }

/** A network that can be spoken to: its folder's front door for sending. */
export type SendingNetwork = {
  capabilities: SendingCapabilities
  /** What connecting asks for; the secret ones become `credentials` as an object by name. Empty: nothing to ask. */
  connectFields: readonly ConnectField[]
  /** Missing where nobody can sign in by going there, or the owner set no app. */
  signInThere?: SignInThere
  /** Missing where the network charges for nothing. */
  budget?: MonthlyBudget
  open(connection: Connection): Sender
  /** Reads profiles with the sign-in an account speaks with, where only the network itself may renew that. */
  profiles?(connection: Connection): ProfileReader
}
