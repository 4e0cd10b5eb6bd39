import type { ColumnType, Generated } from 'kysely'

type Json = ColumnType<unknown, string, string>

/** The rows of the federation. See `migration.ts`. */
export type FederationTables = {
  federation_entries: { key: string; value: Json; ends_at: Date | null }
  federation_deliveries: {
    id: string
    job: Json
    says: string | null
    delivery_id: string | null
    is_urgent: boolean
    attempts: Generated<number>
    due_at: Date | null
    held_why: 'pause' | 'disconnected' | null
    token: string | null
  }
  federation_actors: {
    origin: string
    name: string
    account: string
    language: string
    base: string
    display_name: string
    summary: string
    made_at: Date
  }
}
