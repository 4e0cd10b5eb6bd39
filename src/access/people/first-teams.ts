import { sql, type Kysely } from 'kysely'
import type { TeamForm } from '#access/people/contract.ts'
import { writeTeam } from '#access/people/write-team.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Grant, Verb } from '#kernel/permission.ts'

/** The teams a new desk begins with: a start that fits a small office, to be changed like any other team. */
export const firstTeams: readonly TeamForm[] = [
  {
    name: { en: 'Communications', fr: 'Communications' },
    grants: anywhere(['read', 'triage', 'watch', 'write']),
    people: [],
  },
  {
    name: { en: 'Approvers', fr: 'Approbation' },
    grants: anywhere(['read', 'approve', 'publish', 'pause', 'watch-exception']),
    people: [],
  },
  {
    name: { en: 'Records', fr: 'Archives' },
    grants: anywhere(['read', 'records', 'export', 'retention']),
    people: [],
  },
  { name: { en: 'Observers', fr: 'Observation' }, grants: anywhere(['read']), people: [] },
]

function anywhere(verbs: readonly Verb[]): Grant[] {
  return verbs.map((verb) => ({ verb, account: '*', language: '*', lane: '*' }))
}

/** Gives a new desk its first teams. A desk that has, or ever had, a team is left alone. */
export async function ensureFirstTeams(
  tx: Kysely<PeopleTables>,
  o: { nowMs: number; newId: () => string },
): Promise<void> {
  const { rows } = await sql<{ any: boolean }>`select exists (select from teams) as any`.execute(tx)
  if (rows[0]?.any === true) return
  for (const team of firstTeams) await writeTeam(tx, o.newId(), team, o.nowMs)
}
