import type { ColumnType } from 'kysely'
import type { Session } from '#access/contract.ts'

/** How a session began: by a one-time link, a passkey, or a provider's word (OIDC). */
export type SessionWay = 'link' | 'passkey' | 'provider'

type Place = NonNullable<Session['desk']['place']>

/** The tables of `access` as Kysely sees them. */
export type AccessTables = {
  people: {
    id: string
    name: string
    locale: Session['locale']
    is_owner: boolean
    created_at: Date
    email: ColumnType<string | null, string | null | undefined>
    invited_by: ColumnType<string | null, string | null | undefined>
    /** Last seen, to the minute; also after their sessions are gone. */
    last_seen_at: ColumnType<Date | null, Date | null | undefined>
    left_at: ColumnType<Date | null, Date | null | undefined>
    left_by: ColumnType<string | null, string | null | undefined>
    /** They were an owner when they left. */
    was_owner: ColumnType<boolean, boolean | undefined>
  }
  sign_in_links: {
    token_hash: Buffer
    person_id: string
    made_at: Date
    ends_at: Date
    used_at: Date | null
    /** It lets somebody add a passkey who has others, because they lost them. */
    may_enrol: ColumnType<boolean, boolean | undefined>
  }
  sessions: {
    id: string
    token_hash: Buffer
    person_id: string
    browser: string
    begun_at: Date
    seen_at: Date
    ends_at: Date
    /** How it began. */
    way: ColumnType<SessionWay, SessionWay | undefined>
    /** Until when a proof of who they are counts (step-up). */
    fresh_until: ColumnType<Date | null, Date | null | undefined>
    /** Until when a passkey may be added without the proof of another. */
    enrol_until: ColumnType<Date | null, Date | null | undefined>
    /** When its token was last renewed. */
    renewed_at: ColumnType<Date | null, Date | null | undefined>
    /** The token before: good until the new one was used, and a moment longer. */
    earlier_hash: ColumnType<Buffer | null, Buffer | null | undefined>
    earlier_until: ColumnType<Date | null, Date | null | undefined>
  }
  desk: {
    only_one: ColumnType<boolean, never, never>
    place: ColumnType<Place | null, string | null, string | null>
    time_zone: string
    welcomed: boolean
    /** Where the desk was opened last, for links made beside it. */
    address: ColumnType<string | null, string | null | undefined>
  }
}
