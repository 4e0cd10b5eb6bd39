import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { silentLog } from '#kernel/log.ts'
import type { Store } from '#store/store.ts'
import { openStore } from '#store/store.ts'

/** This file, for the tests that run it as a process of its own. */
export const writerFile = fileURLToPath(import.meta.url)

/** The environment variable that names the data folder and so makes this file run. */
export const writerFolderName = 'BELLWETHER_TEST_WRITE_IN'

const rowsMax = 1_000_000

/** Opens the store the writer writes to. */
export function openWriterStore(
  dataDir: string,
  progress: (line: string) => void = () => undefined,
): Promise<Store> {
  const steps = [{ name: '1', sql: 'create table written (n int primary key)' }]
  return openStore({ dataDir, migrations: [{ room: 'writer', steps }], log: silentLog, progress })
}

/** A process that tests kill: writes one row after the other and prints each number once it is acknowledged. */
async function writeUntilKilled(dataDir: string): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const store = await openWriterStore(dataDir, (line) => say(`# ${line}`))
  const { rows } = await sql<{ last: number }>`select coalesce(max(n), 0) as last from written`.execute(
    store.db,
  )
  const last = rows[0]?.last ?? 0
  for (let n = last + 1; n <= last + rowsMax; n++) {
    await sql`insert into written values (${n})`.execute(store.db)
    say(String(n))
  }
  await store.close()
}

const folder = process.env[writerFolderName]
if (folder !== undefined) await writeUntilKilled(folder)
