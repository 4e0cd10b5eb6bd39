import type { Kysely } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import type { HoldingsPort } from '#access/people/holdings.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Clock } from '#kernel/time.ts'
import type { Words } from '#kernel/words.ts'
import { plainHandle } from '#listening/policy/public-handles.ts'
import { handOverWatches, watchesHeldBy } from '#listening/searches/holdings.ts'
import { ourOffice } from '#listening/searches/public-list.ts'
import { handOverIssues, issuesHeldBy } from '#roles/early-warning/holdings.ts'

/** Handles a search may follow because they are our own: our accounts, and what the practice town calls its hall. */
export async function ourHandles(db: Kysely<unknown>, more: readonly string[] = []): Promise<Set<string>> {
  const accounts = await openAccounts(db)
  // What our own site is called is a name of a place, and no handle on any network.
  const ours = accounts.filter(({ network }) => network !== 'pages').map(({ handle }) => handle)
  return new Set([...ours, ...more].map(plainHandle))
}

/** Names of staff, also of those who left, each with the team that stands in their place on public pages. */
export async function staffByName(anyDb: Kysely<unknown>): Promise<Map<string, Words>> {
  const rows = await anyDb
    .withTables<PeopleTables>()
    .selectFrom('people')
    .leftJoin('team_people', 'team_people.person_id', 'people.id')
    .leftJoin('teams', (join) =>
      join.onRef('teams.id', '=', 'team_people.team_id').on('teams.ended_at', 'is', null),
    )
    .select(['people.name', 'teams.name_en', 'teams.name_fr'])
    .orderBy('teams.created_at')
    .limit(5000)
    .execute()
  const staff = new Map<string, Words>()
  for (const { name, name_en: en, name_fr: fr } of rows) {
    const known = staff.get(name.toLowerCase())
    if (known === undefined || known === ourOffice)
      staff.set(name.toLowerCase(), en === null || fr === null ? ourOffice : { en, fr })
  }
  return staff
}

/** What people look after in listening and in early warning, for somebody who leaves. */
export function listeningHoldings(clock: Clock): HoldingsPort[] {
  return [
    {
      holdingsOf: watchesHeldBy,
      handOver: (from, to, tx) => handOverWatches(from, to, tx, clock.nowMs()),
    },
    {
      holdingsOf: issuesHeldBy,
      handOver: (from, to, tx) => handOverIssues(from, to, tx, clock.nowMs()),
    },
  ]
}
