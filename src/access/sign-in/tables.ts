import type { ColumnType } from 'kysely'
import type { AccessTables } from '#access/tables.ts'

/** What a challenge was given for; an answer to one opens nothing else. */
export type Purpose = 'sign-in' | 'step-up' | 'add'

/** The tables of signing in, and those of `access` beside them. */
export type SignInTables = AccessTables & {
  passkeys: {
    id: string
    person_id: string
    credential_id: Buffer
    public_key: Buffer
    /** PostgreSQL's bigint is read as text; a signature counter fits a number. */
    counter: ColumnType<string, number, number>
    transports: string[]
    /** The name of the desk it was made at: it works there only. */
    host: string
    name: string
    /** The device keeps copies of it elsewhere (a cloud), so losing the device does not lose it. */
    synced: boolean
    made_at: Date
    used_at: Date | null
    /** When it was last refused because its counter had gone back. */
    refused_at: Date | null
  }
  passkey_challenges: {
    challenge: string
    browser_hash: Buffer
    purpose: Purpose
    session_id: string | null
    host: string
    ends_at: Date
  }
}
