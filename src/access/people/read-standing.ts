import type { Kysely } from 'kysely'
import type { Team } from '#access/people/contract.ts'
import { openAccounts } from '#access/people/accounts.ts'
import { coolingMs, type Standing, type StandingPerson } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'

/** Who may what at this moment: everybody here, and those who left so lately that it still counts. */
export async function readStanding(anyDb: Kysely<unknown>, nowMs: number): Promise<Standing> {
  const db = anyDb.withTables<PeopleTables>()
  const people = await db
    .selectFrom('people')
    .select(['id', 'name', 'is_owner', 'left_at', 'left_by', 'was_owner', 'last_seen_at'])
    .where((where) =>
      where.or([where('left_at', 'is', null), where('left_at', '>', new Date(nowMs - coolingMs))]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return {
    people: people.map((row): StandingPerson => ({
      id: row.id,
      name: row.name,
      isOwner: row.is_owner,
      ...(row.left_at === null ? {} : { leftAtMs: row.left_at.getTime() }),
      neverSeen: row.last_seen_at === null,
      ousted: row.was_owner && row.left_by !== row.id,
    })),
    teams: await readTeams(db),
    accounts: (await openAccounts(anyDb)).map(({ id }) => id),
  }
}

async function readTeams(db: Kysely<PeopleTables>): Promise<Team[]> {
  const teams = await db
    .selectFrom('teams')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('name_en')
    .execute()
  const grants = await db.selectFrom('team_grants').selectAll().execute()
  const people = await db.selectFrom('team_people').selectAll().execute()
  return teams.map((team) => ({
    id: team.id,
    name: { en: team.name_en, fr: team.name_fr },
    grants: grants
      .filter((grant) => grant.team_id === team.id)
      .map(({ verb, account, language, lane }) => ({ verb, account, language, lane })),
    people: people.filter((one) => one.team_id === team.id).map((one) => one.person_id),
  }))
}
