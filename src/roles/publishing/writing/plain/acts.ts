import { sql } from 'kysely'
import { mayDo } from '#kernel/permission.ts'
import type { Words } from '#kernel/words.ts'
import { act, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import {
  foldedTerm,
  jargonLimits,
  type JargonForm,
  type JargonLines,
  type JargonReport,
} from '#roles/publishing/writing/plain/contract.ts'
import { readJargonLines } from '#roles/publishing/writing/plain/read-lines.ts'
import { writeWord } from '#roles/publishing/writing/plain/store.ts'
import type { JargonDb, JargonTables } from '#roles/publishing/writing/plain/tables.ts'

/** Why the list is not changed: words that never change. */
export type JargonRefusal = 'no-right' | 'no-such-word' | 'list-full'

/** What came of changing the list; where it was refused nothing was written. */
export type JargonChanged<T> = { ok: true; value: T } | { ok: false; why: JargonRefusal }

/** Puts a word on the list, or gives one that is there another plain word. */
export function putWord(room: Room, who: Doer, form: JargonForm): Promise<JargonChanged<undefined>> {
  return changing(room, who, async (now, db) => {
    const isFull = (await countOf(db, form.language)) >= jargonLimits.wordsMax
    if (isFull && !(await isThere(db, form))) return { ok: false, why: 'list-full' }
    await writeWord(db, form, by(now))
    return { ok: true, value: undefined }
  })
}

/** Takes a word off the list. */
export function removeWord(
  room: Room,
  who: Doer,
  { language, term }: Pick<JargonForm, 'language' | 'term'>,
): Promise<JargonChanged<undefined>> {
  return changing(room, who, async (_, db) => {
    const gone = await db
      .deleteFrom('jargon_words')
      .where('language', '=', language)
      .where('folded', '=', foldedTerm(term))
      .executeTakeFirst()
    return gone.numDeletedRows === 0n ? { ok: false, why: 'no-such-word' } : { ok: true, value: undefined }
  })
}

/** Puts a list of lines on the list: each line that can be used is, and of each it is said what came of it. */
export function importWords(room: Room, who: Doer, form: JargonLines): Promise<JargonChanged<JargonReport>> {
  return changing(room, who, async (now, db) => {
    const report: JargonReport['lines'] = []
    let count = await countOf(db, form.language)
    for (const read of readJargonLines(form)) {
      const { line, term } = read
      if ('why' in read) report.push({ line, term, outcome: 'refused', why: read.why })
      else if (count >= jargonLimits.wordsMax && !(await isThere(db, read.form)))
        report.push({ line, term, outcome: 'refused', why: listFull })
      else {
        const outcome = await writeWord(db, read.form, by(now))
        if (outcome === 'new') count += 1
        report.push({ line, term, outcome })
      }
    }
    const refused = report.filter(({ outcome }) => outcome === 'refused').length
    return { ok: true, value: { lines: report, refused } }
  })
}

/** What is said of a word for which there is no place. */
export const listFull: Words = {
  en: 'The list holds 3,000 words in this language, the most it takes. Remove some first.',
  fr: 'La liste compte 3\u202F000 mots dans cette langue, le maximum. Retirez-en d’abord.',
}

/** One change at a time: the list is counted. */
function changing<T>(
  room: Room,
  who: Doer,
  change: (now: Moment, db: JargonDb) => Promise<JargonChanged<T>>,
): Promise<JargonChanged<T>> {
  return act(room, who, async (now): Promise<JargonChanged<T>> => {
    if (!mayDo(now.grants, 'settings')) return { ok: false, why: 'no-right' }
    await sql`lock table jargon_words in share row exclusive mode`.execute(now.tx)
    return change(now, now.tx.withTables<JargonTables>())
  })
}

function by(now: Moment): { byName: string; nowMs: number } {
  return { byName: now.writer.shownName, nowMs: now.nowMs }
}

async function countOf(db: JargonDb, language: JargonForm['language']): Promise<number> {
  const { count } = await db
    .selectFrom('jargon_words')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('language', '=', language)
    .executeTakeFirstOrThrow()
  return count
}

async function isThere(db: JargonDb, { language, term }: JargonForm): Promise<boolean> {
  const found = await db
    .selectFrom('jargon_words')
    .select('folded')
    .where('language', '=', language)
    .where('folded', '=', foldedTerm(term))
    .executeTakeFirst()
  return found !== undefined
}
