import type { Kysely } from 'kysely'
import type { Holding } from '#access/people/contract.ts'

/** A person as rooms know them that keep ids or only names. */
export type Named = { id: string; name: string }

/**
 * What a room tells of somebody who leaves, and does about it. The desk is opened with all of them (`openPeople`); each is
 * asked in the transaction in which the person leaves, so that nothing slips in between.
 */
export type HoldingsPort = {
  /** What they look after now; at most 500. */
  holdingsOf?: (person: Named, db: Kysely<unknown>) => Promise<Holding[]>
  /** Gives all of it to somebody else. Missing: it ends with them. */
  handOver?: (from: Named, to: Named, tx: Kysely<unknown>) => Promise<void>
  /** Closes what ends with them, whether or not somebody takes over. */
  leaves?: (person: Named, tx: Kysely<unknown>) => Promise<void>
}
