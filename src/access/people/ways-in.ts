import { sql, type Kysely } from 'kysely'
import type { ListedPerson } from '#access/people/contract.ts'
import type { PeopleTables } from '#access/people/tables.ts'

/** How each person can sign in now. */
export type WaysIn = { of(personId: string): ListedPerson['signIn'] }

type Row = { person_id: string; passkeys: number; providers: number; links: number }

/** Reads how people can sign in: passkeys, the word of a provider, links that wait. */
export async function readWaysIn(db: Kysely<PeopleTables>, nowMs: number): Promise<WaysIn> {
  const { rows } = await sql<Row>`
    select id as person_id,
      (select count(*)::int from passkeys where passkeys.person_id = people.id) as passkeys,
      (select count(*)::int from identities where identities.person_id = people.id) as providers,
      (select count(*)::int from sign_in_links
        where sign_in_links.person_id = people.id and used_at is null and ends_at > ${new Date(nowMs)}) as links
    from people where left_at is null`.execute(db)
  const known = new Map(rows.map((row) => [row.person_id, row]))
  return {
    of: (id) => {
      const { passkeys = 0, providers = 0, links = 0 } = known.get(id) ?? {}
      return { passkeys, providers, link: links > 0 }
    },
  }
}
