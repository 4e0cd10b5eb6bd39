import { Coverage } from '#listening/contract.ts'
import type { ListeningDb } from '#listening/tables.ts'

const name = 'hearing'

/** Keeps how hearing goes where a second program can read it: beside what the engine learned. */
export async function keepStanding(db: ListeningDb, standing: unknown, at: Date): Promise<void> {
  const row = { saved: JSON.stringify(standing), saved_at: at }
  await db
    .insertInto('engine_state')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}

/** How hearing went when the desk last wrote it down (every 5 s); undefined before the first time. */
export async function standingOf(db: ListeningDb): Promise<{ coverage: Coverage; at: Date } | undefined> {
  const row = await db
    .selectFrom('engine_state')
    .select(['saved', 'saved_at'])
    .where('name', '=', name)
    .executeTakeFirst()
  const read = Coverage.safeParse(row === undefined ? undefined : asJson(row.saved))
  return row !== undefined && read.success ? { coverage: read.data, at: row.saved_at } : undefined
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
