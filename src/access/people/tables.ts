import type { ColumnType } from 'kysely'
import type { AccessTables } from '#access/tables.ts'
import type { Grant, Lane, Verb } from '#kernel/permission.ts'
import type { KeptChange } from '#access/people/contract.ts'

/** The tables of people, teams, accounts, proposals, keys and hooks, and those of `access` beside them. */
export type PeopleTables = AccessTables & {
  accounts: {
    id: string
    network: string
    handle: string
    name: string
    languages: string[]
    created_at: Date
    closed_at: Date | null
  }
  teams: { id: string; name_en: string; name_fr: string; created_at: Date; ended_at: Date | null }
  team_grants: { team_id: string; verb: Verb; account: string; language: string; lane: Lane | '*' }
  team_people: { team_id: string; person_id: string }
  permission_proposals: {
    id: string
    change: ColumnType<KeptChange, string, string>
    state: 'open' | 'confirmed' | 'withdrawn'
    proposed_by: string
    proposed_at: Date
    ends_at: Date
    decided_by: string | null
    decided_at: Date | null
  }
  api_keys: {
    id: string
    name: string
    secret_hash: Buffer
    grants: ColumnType<Grant[], string, string>
    made_by: string
    made_at: Date
    ends_at: Date
    used_at: Date | null
    ended_at: Date | null
    ended_by: string | null
  }
  hooks: {
    id: string
    name: string
    kind: string
    made_by: string
    made_at: Date
    ends_at: Date
    used_at: Date | null
    ended_at: Date | null
    ended_by: string | null
  }
  hook_deliveries: {
    hook_id: string
    delivery_id: string
    received_at: Date
    outcome: string
  }
}
