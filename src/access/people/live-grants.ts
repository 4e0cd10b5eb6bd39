import type { Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import { verbs, type Grant } from '#kernel/permission.ts'

/** An owner may do everything, everywhere. */
export const ownerGrants: readonly Grant[] = verbs.map((verb) => ({
  verb,
  account: '*',
  language: '*',
  lane: '*',
}))

/**
 * What a person may do at this moment, read where the act happens: in its transaction. Whoever left, or never was, may
 * do nothing.
 */
export async function liveGrants(anyDb: Kysely<unknown>, personId: string): Promise<readonly Grant[]> {
  const db = anyDb.withTables<PeopleTables>()
  const person = await db
    .selectFrom('people')
    .select('is_owner')
    .where('id', '=', personId)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (person === undefined) return []
  return person.is_owner ? ownerGrants : teamGrants(db, personId)
}

function teamGrants(db: Kysely<PeopleTables>, personId: string): Promise<Grant[]> {
  return db
    .selectFrom('team_people')
    .innerJoin('teams', 'teams.id', 'team_people.team_id')
    .innerJoin('team_grants', 'team_grants.team_id', 'teams.id')
    .select(['verb', 'account', 'language', 'lane'])
    .distinct()
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
}
