import { sql } from 'kysely'
import { minuteMs } from '#kernel/time.ts'
import type { Gap, SourceMinute } from '#listening/coverage.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** Adds to how many posts each source said in each minute. */
export async function keepSourceMinutes(db: ListeningDb, all: readonly SourceMinute[]): Promise<void> {
  const minutes = all.filter((row) => row.heard > 0)
  if (minutes.length === 0) return
  await sql`
    insert into source_minutes (source, minute, heard)
    select source, minute, sum(heard)::int from unnest(
      ${minutes.map((row) => row.source)}::text[],
      ${minutes.map((row) => new Date(Math.floor(row.minuteMs / minuteMs) * minuteMs))}::timestamptz[],
      ${minutes.map((row) => row.heard)}::int[]) as heard(source, minute, heard)
    group by source, minute
    on conflict (source, minute) do update set heard = source_minutes.heard + excluded.heard`.execute(db)
}

/** Keeps from when to when a source was not heard, and why. */
export async function keepGaps(db: ListeningDb, gaps: readonly Gap[]): Promise<void> {
  for (const gap of gaps) {
    await db
      .insertInto('gaps')
      .values({ source: gap.source, from_at: new Date(gap.fromMs), to_at: new Date(gap.toMs), why: gap.why })
      .onConflict((conflict) =>
        conflict.columns(['source', 'from_at']).doUpdateSet({ to_at: new Date(gap.toMs) }),
      )
      .execute()
  }
}

/** Keeps what could not be read of each source, counted by reason. */
export async function keepRefused(
  db: ListeningDb,
  refused: ReadonlyMap<string, Record<string, number>>,
): Promise<void> {
  for (const [source, counts] of refused) {
    await db
      .updateTable('sources')
      .set({ refused: JSON.stringify(counts) })
      .where('source', '=', source)
      .execute()
  }
}
