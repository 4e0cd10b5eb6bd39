import type { Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Files } from '#sending/files/files.ts'
import type { Store } from '#store/store.ts'

/** What faces is opened with. */
export type FacesNeeds = {
  store: Store
  clock: Clock
  log: Log
  files: Pick<Files, 'keep' | 'find'>
  newId: () => string
  /** What the desk is set to now: its zone, and the name of its place. */
  desk: () => Promise<{ timeZone: string; place?: { name: string } | undefined }>
  /** Days on which weekly shifts do not run, as the team noted them: the one list the desk has. */
  holidays: () => Promise<readonly { on: string; name: string }[]>
  /** A desk that practises: its pages say so. */
  isPractice: boolean
  /**
   * Told, in its transaction, that somebody's line stands under no message any more: whoever writes messages takes it out of those
   * that are not out.
   */
  bylineEnded: (tx: Kysely<unknown>, personId: string) => Promise<void>
}

/** Who does something: what acts here need to know of a session. */
export type Doer = Pick<SignedIn, 'personId' | 'program' | 'session'>

/** What came of an act. `field`: which answer of the form it is about. */
export type Ruled<T, W extends string> = { ok: true; value: T } | { ok: false; why: W; field?: string }
