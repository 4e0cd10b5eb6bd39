import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Thanks } from '#language/thanks.ts'

/** The rows of voice. See `migration.ts`. */
export type VoiceTables = {
  voice_heard: {
    id: ColumnType<string, never, never>
    post: Buffer | null
    network: string
    said_at: Date
    hears_ours: boolean
    thanks: Thanks
    wait_s: number | null
    watched_s: Generated<number | null>
  }
  voice_ours: { post: Buffer; answers: Buffer; said_at: Date }
  voice_began: { at: Date }
}

/** A database, or a transaction, with these tables. */
export type VoiceDb = Kysely<VoiceTables>
