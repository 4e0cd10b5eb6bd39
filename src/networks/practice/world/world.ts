import type { VersionPoll } from '#kernel/version-content.ts'
import type { LetterFault } from '#networks/practice/private/spoil.ts'
import type { FaultPlan, TownCall, TownFault } from '#networks/practice/world/faults.ts'

/** What somebody wrote, as the town keeps it. Ids stand as `practice:nativeId`. */
export type TownContent = {
  text: string
  /** BCP 47. */
  language: string
  media: readonly {
    sha256: string
    mediaType: string
    alt: string
    captions?: { language: string; text: string } | undefined
  }[]
  card?: { url: string; title: string; description: string; picture?: string | undefined } | undefined
  contentWarning?: string | undefined
  replyTo?: string | undefined
  quoteOf?: string | undefined
  poll?: VersionPoll | undefined
}

/** A post of ours in the town. */
export type PostedInTown = TownContent & {
  nativeId: string
  account: string
  handle: string
  /** What kept a repeat from being a second post; missing where the town has no such thing. */
  key?: string | undefined
  /** When it appeared, epoch ms by the clock of whoever called. */
  appearedMs: number
  /** What the town's own clock said, which can be wrong. */
  claimedMs: number
  edits: number
}

/** An effect that is still on its way. */
export type OnItsWay = { account: string; dueMs: number; happen: (atMs: number) => void }

/**
 * What was posted in the practice town, in memory: made once, given to the network and to the reader, and gone with the
 * process. It never looks at a clock: every question brings the time.
 */
export type PracticeWorld = {
  /** Everything that is there at that moment, oldest first. `Infinity`: once all that is on its way has come. */
  postsAt(nowMs: number): PostedInTown[]
  /** Native ids that were taken back. */
  takenBack: ReadonlySet<string>
  /** The next calls, of whatever kind, meet this fault, before the plan is asked. */
  misbehave(fault: TownFault, times?: number): void
  /** Every call from now on is looked up in the plan; undefined: the town behaves. */
  follow(plan: FaultPlan | undefined): void
  /** What people write in private is spoiled in these ways from now on. */
  spoilLetters(faults: readonly LetterFault[]): void
  /** Somebody signed the account in again. */
  reconnect(account: string): void
  /** For the network's own code. */
  inside: WorldInside
}

/** Something that changed in the town: a post as it stands now, or the native id of one that was taken back. */
export type WorldChange = { kind: 'post'; post: PostedInTown } | { kind: 'gone'; id: string }

/** The town from within: what its server works with. */
export type WorldInside = {
  posts: Map<string, PostedInTown>
  idOfKey: Map<string, string>
  takenBack: Set<string>
  /** What the town's stream has not told yet: new posts, and edited ones. */
  unheard: PostedInTown[]
  onItsWay: OnItsWay[]
  /** Posts an account may still make before its sign-in ends; missing: no end. */
  partsLeft: Map<string, number>
  /** The body of the last good answer to each kind of call. */
  answers: Map<TownCall, string>
  /** Posts made and questions asked so far: part of their names. */
  count: number
  questions: number
  /** How far the town's clock is off. */
  skewMs: number
  /** How what people write in private is spoiled. */
  letterFaults: ReadonlySet<LetterFault>
  /** Told of each change before anybody is answered; missing: the town is gone with the process. */
  onChange?: (change: WorldChange) => void
  nextFault(call: TownCall): TownFault | undefined
  /** Lets everything happen that is due by then, in order. */
  settle(nowMs: number): void
}

/** Posts kept; the oldest go first. */
export const worldPostsMax = 20_000

/** A town in which nobody has spoken yet. */
export function practiceWorld(): PracticeWorld {
  const queued: TownFault[] = []
  let plan: FaultPlan | undefined
  const inside: WorldInside = {
    ...{
      posts: new Map(),
      idOfKey: new Map(),
      takenBack: new Set(),
      unheard: [],
      onItsWay: [],
      partsLeft: new Map(),
    },
    ...{ answers: new Map(), count: 0, questions: 0, skewMs: 0, letterFaults: new Set() },
    nextFault: (call) => queued.shift() ?? plan?.next(call),
    settle(nowMs) {
      if (inside.onItsWay.length === 0) return
      const due = inside.onItsWay.filter(({ dueMs }) => dueMs <= nowMs)
      inside.onItsWay = inside.onItsWay.filter(({ dueMs }) => dueMs > nowMs)
      for (const one of due.toSorted((a, b) => a.dueMs - b.dueMs)) one.happen(one.dueMs)
    },
  }
  return {
    inside,
    takenBack: inside.takenBack,
    postsAt(nowMs) {
      inside.settle(nowMs)
      return [...inside.posts.values()]
    },
    misbehave(fault, times = 1) {
      for (let i = 0; i < times; i++) queued.push(fault)
    },
    follow: (next) => void (plan = next),
    spoilLetters: (faults) => void (inside.letterFaults = new Set(faults)),
    reconnect: (account) => void inside.partsLeft.delete(account),
  }
}
