import type { ColumnType } from 'kysely'
import type { Session } from '#access/contract.ts'

type Place = NonNullable<Session['desk']['place']>

/** The tables of `access` as Kysely sees them. */
export type AccessTables = {
  people: { id: string; name: string; locale: Session['locale']; is_owner: boolean; created_at: Date }
  sign_in_links: { token_hash: Buffer; person_id: string; made_at: Date; ends_at: Date; used_at: Date | null }
  sessions: {
    id: string
    token_hash: Buffer
    person_id: string
    browser: string
    begun_at: Date
    seen_at: Date
    ends_at: Date
  }
  desk: {
    only_one: ColumnType<boolean, never, never>
    place: ColumnType<Place | null, string | null, string | null>
    time_zone: string
    welcomed: boolean
  }
}
