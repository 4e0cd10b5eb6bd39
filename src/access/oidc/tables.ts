import type { ColumnType } from 'kysely'
import type { AccessTables } from '#access/tables.ts'
import type { Identity } from '#access/oidc/rules.ts'

/** Why somebody went to a provider. */
export type FlowPurpose = 'sign-in' | 'link' | 'step-up'

/** The tables of providers, and those of `access` beside them. */
export type OidcTables = AccessTables & {
  identities: {
    id: string
    person_id: string
    provider: string
    issuer: string
    subject: string
    email: string | null
    made_at: Date
    used_at: Date
  }
  provider_flows: {
    token_hash: Buffer
    provider: string
    purpose: FlowPurpose
    session_id: string | null
    /** Path here to go back to. */
    back: string
    begun_at: Date
    ends_at: Date
    /** What the provider said, until the session that asked for it takes it. */
    proved: ColumnType<Identity | null, string | null, string | null>
  }
}
