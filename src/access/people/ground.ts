import { sql, type Kysely, type Transaction } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { HoldingsPort } from '#access/people/holdings.ts'
import { readStanding } from '#access/people/read-standing.ts'
import type { Standing } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { randomText, type Chance } from '#api/chance.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'

/** What everything about people stands on. */
export type Ground = {
  store: Store
  db: Kysely<PeopleTables>
  clock: Clock
  chance: Chance
  /** What rooms tell of somebody who leaves. */
  ports: readonly HoldingsPort[]
}

/** Everything about people of one desk; rooms whose things people look after are named here, by hand. */
export function openPeople(needs: Omit<Ground, 'db'>): Ground {
  return { ...needs, db: needs.store.db.withTables<PeopleTables>() }
}

/** Who does something: what these acts need to know of a session. */
export type Doer = Pick<SignedIn, 'personId' | 'program' | 'session'>

/** A new id: 72 bits. */
export function newId(ground: Pick<Ground, 'chance'>): string {
  return randomText(ground.chance, 9)
}

/** A moment in which nobody else changes permissions: the transaction, with and without our tables, and how things stand. */
export type Moment = {
  tx: Transaction<PeopleTables>
  anyTx: Transaction<unknown>
  standing: Standing
  nowMs: number
}

/** Advisory lock under which permissions change, one change after the other. */
const permissionLock = 7_240_571

/** Reads how things stand and does something about it, while nobody else can. */
export function whileStanding<T>(ground: Ground, work: (now: Moment) => Promise<T>): Promise<T> {
  return ground.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<PeopleTables>()
    await sql`select pg_advisory_xact_lock(${permissionLock})`.execute(tx)
    const nowMs = ground.clock.nowMs()
    return work({ tx, anyTx, standing: await readStanding(anyTx, nowMs), nowMs })
  })
}
