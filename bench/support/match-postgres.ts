import { readFileSync } from 'node:fs'
import pg from 'pg'

/** CPU seconds of the server and how many pairs of post and rule it found. */
export type ServerCost = { cpuS: number; found: number }

const url = process.env['BENCH_DATABASE_URL'] ?? 'postgres://root@127.0.0.1:5432/test'
/** What `/proc/PID/stat` counts in: clock ticks a second, 100 on every Linux of today. */
const ticksPerS = 100

/**
 * Puts a batch of texts into a table with a GIN index and joins the rules, as tsqueries, to it. The CPU time is that of the
 * server's process on this machine. Undefined, with a word why, where no server answers at `BENCH_DATABASE_URL`.
 */
export async function postgresCost(
  texts: readonly string[],
  queries: readonly string[],
): Promise<{ indexing: ServerCost; asking: ServerCost } | undefined> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const cpuS = await cpuClock(client)
    await client.query('CREATE TEMP TABLE batch (at int, words tsvector)')
    await client.query('CREATE TEMP TABLE rules (query tsquery)')
    await client.query('INSERT INTO rules SELECT q::tsquery FROM unnest($1::text[]) q', [queries])
    const began = cpuS()
    await client.query(
      "INSERT INTO batch SELECT row_number() OVER (), to_tsvector('simple', t) FROM unnest($1::text[]) t",
      [texts.map((text) => text.replaceAll('\0', ' '))],
    )
    await client.query('CREATE INDEX ON batch USING gin (words)')
    await client.query('ANALYZE batch')
    await client.query('SET enable_seqscan = off')
    const indexed = cpuS()
    const { rows } = await client.query<{ n: string }>(
      'SELECT count(*) n FROM rules CROSS JOIN LATERAL (SELECT 1 FROM batch WHERE words @@ query) f',
    )
    return {
      indexing: { cpuS: indexed - began, found: 0 },
      asking: { cpuS: cpuS() - indexed, found: Number(rows[0]?.n ?? 0) },
    }
  } catch (error) {
    process.stderr.write(`PostgreSQL could not be asked, so it is not compared with: ${String(error)}\n`)
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function cpuClock(client: pg.Client): Promise<() => number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() pid')
  const file = `/proc/${rows[0]?.pid ?? 0}/stat`
  return () => {
    // The name in brackets may hold spaces; the fields after it are counted from the third.
    const fields = readFileSync(file, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerS
  }
}
