import type { ColumnType, Kysely } from 'kysely'
import type { FacesSettings, RotaFeedOf } from '#roles/faces/rota/contract.ts'
import type { FaceTables } from '#roles/faces/people/tables.ts'

/** The tables of the rota, beside those of people. */
export type RotaTables = FaceTables & {
  rota_shifts: {
    id: string
    person_id: string
    weekday: number
    starts: string
    ends: string
    time_zone: string
    from_day: string
    until_day: string | null
    made_by: string
    made_at: Date
  }
  rota_singles: {
    id: string
    day: string
    shift_id: string | null
    person_id: string | null
    starts: string | null
    ends: string | null
    time_zone: string | null
    made_by: string
    made_at: Date
  }
  rota_swaps: {
    id: string
    slot: string
    starts_at: Date
    ends_at: Date
    from_id: string
    to_id: string
    note: string
    asked_at: Date
    state: 'open' | 'accepted' | 'declined' | 'withdrawn'
    decided_at: Date | null
  }
  rota_handovers: {
    id: string
    words: string
    by_id: string
    at: Date
    taken_by: string | null
    taken_at: Date | null
  }
  rota_gaps_told: { from_at: Date; to_at: Date; told_at: Date }
  rota_feeds: {
    person_id: string
    shows: RotaFeedOf
    secret_hash: Buffer
    locale: 'en' | 'fr'
    made_at: Date
    used_at: Date | null
  }
  faces_settings: {
    only_one: ColumnType<boolean, boolean | undefined, never>
    settings: ColumnType<FacesSettings, string, string>
    revision: number
    changed_at: Date
  }
}

/** A database, or a transaction, with these tables. */
export type RotaDb = Kysely<RotaTables>
