import { sql } from 'kysely'
import type { ListeningDb } from '#listening/tables.ts'

/** Longer than any reader goes back when it resumes, with room to spare. */
const keptForMin = 2
const fingerprintsMax = 1_000_000

/** Keeps which posts of each source were counted, to be written with the cursor after them. */
export async function keepCounted(
  db: ListeningDb,
  counted: ReadonlyMap<string, readonly number[]>,
  at: Date,
): Promise<void> {
  for (const [source, fingerprints] of counted) {
    if (fingerprints.length === 0) continue
    const bytes = Buffer.from(Float64Array.from(fingerprints).buffer)
    await db.insertInto('counted_lately').values({ source, at, fingerprints: bytes }).execute()
  }
}

/** Lets go of what no reader can go back to: all but the last minutes of each source, however long ago those were. */
export async function forgetCountedLongAgo(db: ListeningDb): Promise<void> {
  await sql`
    delete from counted_lately using (select source, max(at) as at from counted_lately group by source) as newest
    where counted_lately.source = newest.source
      and counted_lately.at < newest.at - ${keptForMin} * interval '1 minute'`.execute(db)
}

/** The fingerprints of what an earlier run counted last. */
export async function countedLately(db: ListeningDb): Promise<number[]> {
  const rows = await db.selectFrom('counted_lately').select('fingerprints').orderBy('at', 'desc').execute()
  const all: number[] = []
  for (const { fingerprints } of rows) {
    // A copy, because the driver's bytes need not begin where eight-byte numbers may.
    for (const one of new Float64Array(Uint8Array.from(fingerprints).buffer)) all.push(one)
    if (all.length > fingerprintsMax) break
  }
  return all
}
