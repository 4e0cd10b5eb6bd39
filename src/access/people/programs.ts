import type { Kysely } from 'kysely'
import type { Holding } from '#access/people/contract.ts'
import { meetGrants } from '#access/people/grants.ts'
import type { HoldingsPort } from '#access/people/holdings.ts'
import { grantsIn, type Standing } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { StandingProgram } from '#access/people/who-may.ts'

const keysReadMax = 500

/** Programs with a live key, and what each may do now: what its key says and its maker still may. */
export async function standingPrograms(
  db: Kysely<PeopleTables>,
  standing: Standing,
  nowMs: number,
): Promise<StandingProgram[]> {
  const keys = await db
    .selectFrom('api_keys')
    .select(['id', 'name', 'grants', 'made_by'])
    .where('ended_at', 'is', null)
    .where('ends_at', '>', new Date(nowMs))
    .orderBy('made_at')
    .limit(keysReadMax)
    .execute()
  return keys.map(({ id, name, grants, made_by }) => ({
    id,
    name,
    grants: meetGrants(grants, grantsIn(standing, made_by)),
  }))
}

/** Keys and addresses for programs somebody made. They end with whoever made them, so nobody takes them over. */
export const programHoldings: HoldingsPort = {
  async holdingsOf(person, anyDb) {
    const db = anyDb.withTables<PeopleTables>()
    return [...(await madeBy(db, 'api_keys', person.id)), ...(await madeBy(db, 'hooks', person.id))]
  },
}

async function madeBy(
  db: Kysely<PeopleTables>,
  table: 'api_keys' | 'hooks',
  personId: string,
): Promise<Holding[]> {
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('made_by', '=', personId)
    .where('ended_at', 'is', null)
    .limit(keysReadMax)
    .execute()
  return rows.map(({ id, name }) => ({ kind: table === 'hooks' ? 'hook' : 'key', id, title: name }))
}
