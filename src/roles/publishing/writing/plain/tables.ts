import type { Kysely } from 'kysely'

/** The rows of the organization's own jargon. See `migration.ts`. */
export type JargonTables = {
  jargon_words: {
    language: 'en' | 'fr'
    folded: string
    term: string
    plain: string
    changed_at: Date
    changed_by: string
  }
}

/** The database as the list uses it. */
export type JargonDb = Kysely<JargonTables>
