import type { Kysely } from 'kysely'
import type { TeamForm } from '#access/people/contract.ts'
import type { PeopleTables } from '#access/people/tables.ts'

/** Writes a team as it shall be: a new one, a changed one, or with `null` one that ends and lets nobody do anything. */
export async function writeTeam(
  tx: Kysely<PeopleTables>,
  id: string,
  team: TeamForm | null,
  nowMs: number,
): Promise<void> {
  await tx.deleteFrom('team_grants').where('team_id', '=', id).execute()
  await tx.deleteFrom('team_people').where('team_id', '=', id).execute()
  if (team === null) {
    await tx
      .updateTable('teams')
      .set({ ended_at: new Date(nowMs) })
      .where('id', '=', id)
      .execute()
    return
  }
  const names = { name_en: team.name.en, name_fr: team.name.fr }
  await tx
    .insertInto('teams')
    .values({ id, ...names, created_at: new Date(nowMs), ended_at: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(names))
    .execute()
  if (team.grants.length > 0)
    await tx
      .insertInto('team_grants')
      .values(team.grants.map((grant) => ({ team_id: id, ...grant })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  if (team.people.length > 0)
    await tx
      .insertInto('team_people')
      .values(team.people.map((personId) => ({ team_id: id, person_id: personId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
