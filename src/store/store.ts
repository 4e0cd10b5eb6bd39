import type { Transaction } from 'kysely'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { wallClock } from '#kernel/time.ts'
import type { Place } from '#store/connect.ts'
import { checkServer, connectAlone, openPool, urlOfSocket, withOurSchema } from '#store/connect.ts'
import type { Embedded } from '#store/embedded/embedded.ts'
import { startEmbedded } from '#store/embedded/embedded.ts'
import { ownerName } from '#store/embedded/cluster.ts'
import { StoreInUse, type Language } from '#store/errors.ts'
import { jobMigrations } from '#store/jobs-table.ts'
import { openListener } from '#store/listen.ts'
import type { RoomMigrations } from '#store/migrations.ts'
import { migrate } from '#store/migrations.ts'

/** Longest payload of a notification in bytes; PostgreSQL's own limit is just under 8,000. */
export const payloadBytesMax = 7900

/** The one door to the database. */
export type Store = {
  /** Rooms narrow it: `store.db.withTables<TheirTables>()`. */
  db: Kysely<unknown>
  /** What another thread or process connects with; carries our schema and UTC. */
  databaseUrl: string | undefined
  /** Whether the server is ours, started by us. */
  embedded: boolean
  /** All steps this program knows, those of the store itself included. */
  migrations: readonly RoomMigrations[]
  inTransaction<T>(work: (tx: Transaction<unknown>) => Promise<T>): Promise<T>
  /**
   * Hears a channel on a connection of its own, which comes back by itself; `onGap` is called each time it did,
   * because what was said in between is lost. Returns the way to stop hearing.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onGap?: () => void,
  ): Promise<() => Promise<void>>
  /** Tells a channel; inside `tx` it is told when that commits. At most 7,900 bytes. */
  notify(channel: string, payload: string, tx?: Kysely<unknown>): Promise<void>
  /** A connection outside the pool and without time limits, for streams; the caller ends it. */
  connectAlone(purpose: string): Promise<pg.Client>
  close(): Promise<void>
}

/** How to open the store. */
export type StoreOptions = {
  dataDir: string
  /** Your own server (15 or newer); missing: ours is started in `dataDir`. */
  databaseUrl?: string
  migrations: readonly RoomMigrations[]
  log: Log
  /** Told each slow step, for the screen. */
  progress: (line: string) => void
  /** Language of the progress lines; English when missing. */
  language?: Language
  clock?: Clock
  /** Work beside a desk that runs on the same folder instead of refusing: for back-ups, which only read. */
  joinRunning?: boolean
}

/**
 * Opens the database, brought up to date.
 *
 * @throws StoreInUse when another desk runs on the same data folder
 * @throws StoreCannotStart when the server cannot be started or reached, or is too old
 * @throws MigrationRefused when the steps do not fit the database
 */
export async function openStore(o: StoreOptions): Promise<Store> {
  const clock = o.clock ?? wallClock
  if (o.databaseUrl !== undefined) return openOn({ ...o, url: o.databaseUrl, clock, embedded: undefined })
  const language = o.language ?? 'en'
  const { dataDir, log, progress } = o
  const embedded = await startEmbedded({ dataDir, log, progress, clock, language }).catch(
    (error: unknown) => {
      if (o.joinRunning === true && error instanceof StoreInUse) return error
      throw error
    },
  )
  if (embedded instanceof StoreInUse) return joinRunning(embedded, o, clock)
  try {
    return await openOn({
      ...o,
      url: urlOfSocket(embedded.socketFolder, ownerName, ownerName),
      clock,
      embedded,
    })
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** A store beside a running desk: on its server, which is neither brought up to date nor stopped by us. */
async function joinRunning(running: StoreInUse, o: StoreOptions, clock: Clock): Promise<Store> {
  const place: Place = { url: withOurSchema(urlOfSocket(running.socketFolder, ownerName, ownerName)) }
  await checkServer(place).catch(() => {
    throw running
  })
  const migrations = [jobMigrations, ...o.migrations]
  return { ...storeOn({ place, migrations, log: o.log, clock, embedded: undefined }), embedded: true }
}

/** What `openOn` needs beyond a server that answers. */
export type OpenOn = Pick<StoreOptions, 'migrations' | 'log' | 'progress' | 'language'> & {
  url: string
  clock: Clock
  embedded: Embedded | undefined
}

/** Opens a store on a server that is already there, and migrates it. */
export async function openOn(o: OpenOn): Promise<Store> {
  const place: Place = { url: withOurSchema(o.url) }
  await checkServer(place)
  const migrations = [jobMigrations, ...o.migrations]
  await bringUpToDate(place, migrations, o)
  return storeOn({ place, migrations, log: o.log, clock: o.clock, embedded: o.embedded })
}

async function bringUpToDate(place: Place, migrations: readonly RoomMigrations[], o: OpenOn): Promise<void> {
  const client = await connectAlone(place, 'migrate')
  try {
    const taken = await migrate(client, migrations, o.clock)
    if (taken.length === 0) return
    const french = `Base de données à jour (${taken.length} étapes).`
    o.progress(o.language === 'fr' ? french : `Database up to date (${taken.length} steps).`)
  } finally {
    await client.end()
  }
}

type StoreParts = {
  place: Place
  migrations: readonly RoomMigrations[]
  log: Log
  clock: Clock
  embedded: Embedded | undefined
}

function storeOn({ place, migrations, log, clock, embedded }: StoreParts): Store {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: openPool(place, log, clock) }) })
  const listener = openListener(place, log, clock)
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await listener.close()
    await db.destroy()
    await embedded?.stop()
  }
  return {
    db,
    databaseUrl: place.url,
    embedded: embedded !== undefined,
    migrations,
    inTransaction: (work) => db.transaction().execute(work),
    listen: listener.listen,
    notify: async (channel, payload, tx = db) => {
      assert(
        Buffer.byteLength(payload) <= payloadBytesMax,
        `a notification is at most ${payloadBytesMax} bytes`,
      )
      await sql`select pg_notify(${channel}, ${payload})`.execute(tx)
    },
    connectAlone: (purpose) => connectAlone(place, purpose),
    close: () => (closing ??= close()),
  }
}
