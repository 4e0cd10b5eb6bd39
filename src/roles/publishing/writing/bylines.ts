import type { Kysely } from 'kysely'

/** Somebody whose line may stand under words in a language: who, what the public knows them as, and the line itself. */
export type OfferedByline = { person: string; name: string; line: string }

/** Whoever keeps which people answer with their name, and let it stand. */
export type Bylines = {
  /** The people whose line may stand under words in this language. */
  offered(db: Kysely<unknown>, language: string): Promise<readonly OfferedByline[]>
  /** Their line in this language; undefined where they have not let it stand, or no longer do. */
  lineOf(db: Kysely<unknown>, o: { person: string; language: string }): Promise<string | undefined>
}
