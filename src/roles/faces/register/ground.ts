import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { CoverageNote } from '#listening/contract.ts'
import type { ProfileReader } from '#networks/profile.ts'
import type { AccountHealth } from '#sending/contract.ts'
import type { Store } from '#store/store.ts'
import type { HandleLookups } from '#roles/faces/register/handle.ts'
import type { PublishedText } from '#roles/faces/voice/contract.ts'

/** An account of ours as its network is asked about it. */
export type AskedAccount = { id: string; network: string; handle: string; name: string; languages: string[] }

/** What the register, look-alikes, the life of accounts and voice need of their surroundings. */
export type OfficialNeeds = {
  store: Store
  clock: Clock
  log: Log
  newId: () => string
  /** What the desk is set to now: its zone, and the name of its place. */
  desk: () => Promise<{ timeZone: string; place?: { name: string } | undefined }>
  /** A desk that practises: its pages say so, and nobody is searched for by itself. */
  isPractice: boolean
  /** The address people use, without a path; our site is served from there. */
  origin: () => string
  /** Every account with whether it can speak now. */
  board: () => Promise<AccountHealth[]>
  /** Profiles on the network of an account; undefined where the desk cannot read any. */
  profilesOf: (account: AskedAccount, server: string | undefined) => ProfileReader | undefined
  /** Asks who a name on the internet belongs to. */
  lookups: HandleLookups
  /** Forgets the sign-in of an account that is about to be closed, there too where its network lets us. */
  disconnect: (who: { id: string; name: string }, account: string) => Promise<void>
  /** When something of each account was last public, also where it was published by hand. */
  lastSaid: () => Promise<ReadonlyMap<string, number>>
  /** Everything that was published since. */
  publishedSince: (fromMs: number) => Promise<PublishedText[]>
  /** What is heard on networks: its time, which on a practice day is another, and how well it is heard. */
  heard: { nowMs: () => number; coverage: () => CoverageNote }
}

/** What came of an act. */
export type Ruled<T, W extends string> = { ok: true; value: T } | { ok: false; why: W }
