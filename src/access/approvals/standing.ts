import { sql, type Kysely } from 'kysely'
import type { Grant } from '#kernel/permission.ts'
import type { Person } from '#access/approvals/rules.ts'
import { liveGrants, ownerGrants } from '#access/people/live-grants.ts'

/** A person as approvals need them: what the rules ask, and what is written beside their act. */
export type Standing = Person & { name: string; isOwner: boolean }

type Row = { id: string; name: string; is_owner: boolean; left_at: Date | null }

/** One person, held as they are until the transaction ends: nobody leaves between being asked and acting. */
export async function holdPerson(tx: Kysely<unknown>, id: string): Promise<Standing | undefined> {
  const { rows } = await sql<Row>`
    select id, name, is_owner, left_at from people where id = ${id} for share`.execute(tx)
  const [row] = rows
  return row && standingOf(row, row.is_owner ? [] : await liveGrants(tx, id))
}

/** Everybody who has not left, by name, with what they may approve and publish. */
export async function livingPeople(tx: Kysely<unknown>): Promise<Standing[]> {
  const { rows } = await sql<Row>`
    select id, name, is_owner, left_at from people where left_at is null order by name, id`.execute(tx)
  const held = await sql<Grant & { person_id: string }>`
    select person_id, verb, account, language, lane from team_people
    join teams on teams.id = team_people.team_id and ended_at is null
    join team_grants on team_grants.team_id = teams.id
    where verb in ('approve', 'break-glass', 'publish')`.execute(tx)
  return rows.map((row) =>
    standingOf(
      row,
      held.rows.filter(({ person_id }) => person_id === row.id),
    ),
  )
}

function standingOf(row: Row, held: readonly Grant[]): Standing {
  const hasLeft = row.left_at !== null
  const grants = row.is_owner ? ownerGrants : held
  return { id: row.id, name: row.name, isOwner: row.is_owner, hasLeft, grants: hasLeft ? [] : grants }
}
