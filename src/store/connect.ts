import pg from 'pg'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { secondMs } from '#kernel/time.ts'
import { StoreCannotStart } from '#store/errors.ts'

/** Where the database is: a socket folder of ours, or somebody's URL. */
export type Place = { url: string }

/** The schema that holds all our tables; a database shared with other programs stays untouched beside it. */
export const ourSchema = 'bellwether'

/** Oldest PostgreSQL we use: 15 brought what the tables rely on (NULLS NOT DISTINCT, MERGE, public schema rights). */
export const majorMin = 15

const poolMax = 10
const patientMs = 20 * secondMs
const searchPath = `-c search_path=${ourSchema},public -c timezone=UTC -c client_encoding=UTF8`

const int8Oid = 20
const dateOid = 1082

/**
 * How values come out: int8 (count, bigint) as a number, a date as its own text, the rest as pg does.
 *
 * A count past 2^53 fails its query rather than being rounded. A `date` is left as text because pg would read it
 * as midnight of the local zone, which is another day elsewhere.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8Oid) return wholeNumber
    if (oid === dateOid) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  }) as typeof pg.types.getTypeParser,
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`int8 ${text} does not fit a number; select it as text`)
  return value
}

/** A URL for the embedded server that other threads and processes can connect with. */
export function urlOfSocket(socketFolder: string, user: string, database: string): string {
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(socketFolder)}&port=5432`
}

/** The same URL with our schema, UTC and UTF-8 asked for at connect, whatever the server's defaults are. */
export function withOurSchema(url: string): string {
  if (/[?&]options=/.test(url)) return url
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(searchPath)}`
}

/** The same server, another database: how tests get one each. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${database}`)
}

/** A connection of one's own, outside the pool, without time limits; the caller ends it. */
export async function connectAlone(place: Place, purpose: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: place.url,
    types: valueTypes,
    application_name: `bellwether ${purpose}`,
    keepAlive: true,
    connectionTimeoutMillis: 15 * secondMs,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** The pool behind the store: 10 connections, 60 s a statement, and patience while the server restarts. */
export function openPool(place: Place, log: Log, clock: Clock): PostgresPool {
  const pool = new pg.Pool({
    connectionString: place.url,
    types: valueTypes,
    application_name: 'bellwether',
    max: poolMax,
    connectionTimeoutMillis: 30 * secondMs,
    idleTimeoutMillis: 30 * secondMs,
    statement_timeout: 60 * secondMs,
    idle_in_transaction_session_timeout: 60 * secondMs,
    keepAlive: true,
  })
  pool.on('error', (error) => log('debug', `An idle database connection ended: ${error.message}`))
  // One that ends in the middle of a transaction says so as an event too, and the pool hears idle ones only: unheard it
  // would end the process. Whoever waits for its query gets the error itself.
  pool.on('connect', (client) =>
    client.on('error', (error) => log('debug', `A database connection ended: ${error.message}`)),
  )
  return { connect: () => patiently(() => pool.connect(), clock), end: () => pool.end() }
}

async function patiently(
  connect: () => Promise<PostgresPoolClient>,
  clock: Clock,
): Promise<PostgresPoolClient> {
  const untilMs = clock.nowMs() + patientMs
  for (;;) {
    try {
      return await connect()
    } catch (error) {
      if (!isRestarting(error) || clock.nowMs() > untilMs) throw error
      await clock.sleep(100)
    }
  }
}

const restartingCodes = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03', '57P01', '57P02'])

/** Whether the failure is what a server says (or does not say) while it starts again. */
export function isRestarting(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && restartingCodes.has(code)
}

/**
 * Looks at a server before anything is built on it: reachable, new enough, and our schema is there.
 *
 * @throws StoreCannotStart in plain words, never with the password in it
 */
export async function checkServer(place: Place): Promise<{ version: string }> {
  const client = await connectAlone(place, 'check').catch((cause: unknown) => {
    throw unreachable(place.url, cause)
  })
  try {
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
    )
    const { number = '0', version = '?' } = rows[0] ?? {}
    if (Number(number) < majorMin * 10_000) throw tooOld(version)
    await client.query(`create schema if not exists ${ourSchema}`).catch(ignoreRace)
    return { version }
  } finally {
    await client.end()
  }
}

/** Two first starts may create the schema at once; the loser's error means that it is there. */
function ignoreRace(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '42P06')))
    throw error
}

function unreachable(url: string, cause: unknown): StoreCannotStart {
  const why =
    cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause)
  return new StoreCannotStart(
    {
      en: `The database at ${hidePassword(url)} cannot be reached: ${why}. Check DATABASE_URL, or unset it to use the database that comes with Bellwether.`,
      fr: `La base de données ${hidePassword(url)} est injoignable : ${why}. Vérifiez DATABASE_URL, ou retirez-la pour utiliser la base fournie avec Bellwether.`,
    },
    { cause },
  )
}

function tooOld(version: string): StoreCannotStart {
  return new StoreCannotStart({
    en: `DATABASE_URL points at PostgreSQL ${version}; Bellwether needs ${majorMin} or newer.`,
    fr: `DATABASE_URL désigne PostgreSQL ${version} ; Bellwether demande la version ${majorMin} ou plus récente.`,
  })
}

/** The URL without what must not be printed: its password and its parameters. */
export function hidePassword(url: string): string {
  return url.replace(/\?.*$/, '').replace(/^(\w+:\/\/[^:@/]*):[^@]*@/, '$1:…@')
}
