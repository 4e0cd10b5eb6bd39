import type { Kysely } from 'kysely'
import {
  foldedTerm,
  jargonLimits,
  type JargonForm,
  type JargonWord,
} from '#roles/publishing/writing/plain/contract.ts'
import type { JargonDb, JargonTables } from '#roles/publishing/writing/plain/tables.ts'
import { storableText } from '#store/storable.ts'

/** The list, by language and word; or that of one language. */
export async function readJargon(
  anyDb: Kysely<unknown>,
  language?: JargonForm['language'],
): Promise<JargonWord[]> {
  const rows = await anyDb
    .withTables<JargonTables>()
    .selectFrom('jargon_words')
    .selectAll()
    .$if(language !== undefined, (query) => query.where('language', '=', language ?? 'en'))
    .orderBy('language')
    .orderBy('folded')
    .limit(2 * jargonLimits.wordsMax)
    .execute()
  return rows.map(({ language: of, term, plain, changed_at: at, changed_by: changedBy }) => ({
    ...{ language: of, term, plain, changedAt: at.toISOString(), changedBy },
  }))
}

/** Writes a word, new or in the place of what stood for it before. @returns what that was to the list */
export async function writeWord(
  db: JargonDb,
  { language, term, plain }: JargonForm,
  o: { byName: string; nowMs: number },
): Promise<'new' | 'changed' | 'same'> {
  const folded = storableText(foldedTerm(term))
  const before = await db
    .selectFrom('jargon_words')
    .select(['term', 'plain'])
    .where('language', '=', language)
    .where('folded', '=', folded)
    .executeTakeFirst()
  const next = { term: storableText(term), plain: storableText(plain) }
  if (before?.term === next.term && before.plain === next.plain) return 'same'
  const row = { ...next, changed_at: new Date(o.nowMs), changed_by: storableText(o.byName) }
  await db
    .insertInto('jargon_words')
    .values({ language, folded, ...row })
    .onConflict((conflict) => conflict.columns(['language', 'folded']).doUpdateSet(row))
    .execute()
  return before === undefined ? 'new' : 'changed'
}
