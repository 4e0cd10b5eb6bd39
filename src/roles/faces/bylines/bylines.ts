import type { Kysely } from 'kysely'
import { bylineOf } from '#roles/faces/people/rules.ts'
import { standingConsents } from '#roles/faces/people/store.ts'
import type { FaceTables } from '#roles/faces/people/tables.ts'

/** A line that may stand under messages, and whose it is. */
export type OfferedLine = { person: string; name: string; line: string }

/** The lines there are in a language, by name: of everybody who agreed to it. Other languages than French are answered in English. */
export async function offeredLines(db: Kysely<unknown>, language: string): Promise<OfferedLine[]> {
  const standing = await standingConsents(db, 'byline')
  return standing.map(({ personId, shown }) => ({
    ...{ person: personId, name: shown.name },
    line: bylineOf(shown)[localeOf(language)],
  }))
}

/**
 * The line of one person in a language, at this moment; undefined where they agreed to none. In a transaction it stays so until that
 * ends: whoever takes it back waits, and then finds what was written with it.
 */
export async function lineOf(
  anyDb: Kysely<unknown>,
  { person, language }: { person: string; language: string },
): Promise<string | undefined> {
  const row = await anyDb
    .withTables<FaceTables>()
    .selectFrom('face_consents')
    .innerJoin('people', 'people.id', 'face_consents.person_id')
    .select(['shown', 'purposes'])
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .where('left_at', 'is', null)
    .forShare('face_consents')
    .executeTakeFirst()
  if (row === undefined || row.shown === null || !row.purposes.includes('byline')) return undefined
  return bylineOf(row.shown)[localeOf(language)]
}

function localeOf(language: string): 'en' | 'fr' {
  return /^fr\b/iu.test(language) ? 'fr' : 'en'
}
