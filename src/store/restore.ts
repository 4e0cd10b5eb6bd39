import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { z } from 'zod'
import type { BackupSummary } from '#store/backup.ts'
import { sameEverywhere, summaryOf } from '#store/backup.ts'
import type { Part } from '#store/backup-file.ts'
import { damaged, Manifest, readParts, Seal, sealDigest, TableEnd } from '#store/backup-file.ts'
import { ourSchema } from '#store/connect.ts'
import type { Language } from '#store/errors.ts'
import { BackupDamaged, RestoreRefused } from '#store/errors.ts'
import type { PendingStep } from '#store/migrations.ts'
import { migrationLock, pendingSteps, stepsTable, take } from '#store/migrations.ts'
import type { Store } from '#store/store.ts'
import { countRows, freeingStatements, readTables } from '#store/tables.ts'

/**
 * Brings a backup into an empty database, all of it or nothing.
 *
 * In one transaction: the schema is built as it was when the backup was taken, the rows are copied in with their
 * counts and hashes checked, keys and triggers come back, and the steps written since are taken on top.
 *
 * @param progress told once a table
 * @throws RestoreRefused when the database holds rows of its own, or the backup is from a newer Bellwether
 * @throws BackupDamaged naming the table when the file is cut short or was changed
 */
export async function restore(
  store: Store,
  file: string,
  progress: (line: string) => void,
  o: { language?: Language } = {},
): Promise<BackupSummary> {
  const client = await store.connectAlone('restore')
  const parts = readParts(file)
  try {
    await client.query('begin')
    await client.query(`${sameEverywhere}; set local lock_timeout = '30s'`)
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    const summary = await restoreAll({ client, store, parts, tell: tellIn(o.language ?? 'en', progress) })
    await client.query('commit')
    await client.query('analyze')
    return summary
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw wordedLocks(error)
  } finally {
    await parts.return(undefined)
    await client.end()
  }
}

type Tell = (table: string, rows: number) => void
type Restoring = { client: pg.Client; store: Store; parts: AsyncGenerator<Part>; tell: Tell }

function tellIn(language: Language, progress: (line: string) => void): Tell {
  return (table, rows) => progress(language === 'fr' ? `${table} : ${rows} lignes` : `${table}: ${rows} rows`)
}

async function restoreAll({ client, store, parts, tell }: Restoring): Promise<BackupSummary> {
  const first = await nextPart(parts, 'M', undefined)
  const manifest = parsed(Manifest, first.content, undefined)
  const all = pendingSteps(store.migrations, [])
  const steps = stepsOfBackup(manifest, all)
  await refuseIfNotEmpty(client, all)
  await rebuild(client, steps)
  await checkTables(client, manifest)
  await makePartitions(client, manifest)
  const freeing = await freeingStatements(client)
  for (const statement of freeing.before) await client.query(statement)
  await emptySeeds(client)
  const { ends, seal } = await copyTables({ client, parts, manifest, first, tell })
  for (const { name, value, called } of seal.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [client.escapeIdentifier(name), value, called])
  }
  for (const statement of freeing.after) await client.query(statement).catch(brokenKey)
  const applied = new Set(steps.map(({ room, name }) => `${room}/${name}`))
  for (const step of all.filter(({ room, name }) => !applied.has(`${room}/${name}`))) await take(client, step)
  return summaryOf(ends)
}

/** The backup's steps with the SQL this program has for them. */
function stepsOfBackup(manifest: Manifest, all: readonly PendingStep[]): PendingStep[] {
  const known = new Map(all.map((each) => [`${each.room}/${each.name}/${each.hash}`, each]))
  return manifest.steps.map(({ room, name, hash }) => {
    const step = known.get(`${room}/${name}/${hash}`)
    if (step !== undefined) return step
    throw new RestoreRefused({
      en: `This backup was taken with database step ${room}/${name}, which this Bellwether (backup: ${manifest.appVersion}) does not have. Restore it with the same or a newer version.`,
      fr: `Cette sauvegarde a été faite avec l’étape ${room}/${name}, que ce Bellwether (sauvegarde : ${manifest.appVersion}) n’a pas. Restaurez-la avec la même version ou une plus récente.`,
    })
  })
}

/** Rows that the steps themselves put in do not count: a table is in use when it holds more than those. */
async function refuseIfNotEmpty(client: pg.Client, all: readonly PendingStep[]): Promise<void> {
  const held = await countRows(client)
  await rebuild(client, all)
  const seeded = await countRows(client)
  const used = [...held].filter(([table, rows]) => rows > (seeded.get(table) ?? 0)).map(([table]) => table)
  if (used.length === 0) return
  const some = used.slice(0, 5).join(', ')
  throw new RestoreRefused({
    en: `The database is not empty (${some}). Restore into a new data folder or an empty database.`,
    fr: `La base de données n’est pas vide (${some}). Restaurez dans un nouveau dossier de données ou une base vide.`,
  })
}

async function rebuild(client: pg.Client, steps: readonly PendingStep[]): Promise<void> {
  await client.query(`drop schema if exists ${ourSchema} cascade; create schema ${ourSchema}; ${stepsTable}`)
  for (const step of steps) await take(client, step)
}

async function checkTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = new Map((await readTables(client)).map((each) => [each.name, new Set(each.columns)]))
  for (const { name, columns } of manifest.tables) {
    const known = here.get(name)
    const isKnown = known !== undefined && columns.every((each) => known.has(each))
    if (!isKnown) throw damaged(name, 'its steps make no such table', 'ses étapes ne créent pas cette table')
  }
}

async function emptySeeds(client: pg.Client): Promise<void> {
  const names = (await readTables(client)).map(({ name }) => client.escapeIdentifier(name))
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
}

/** Bounds come from the file, but only in the two forms its schema lets through. */
async function makePartitions(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const { name: parent, partitions } of manifest.tables) {
    for (const { name, bound } of partitions) {
      const [part, of] = [client.escapeIdentifier(name), client.escapeIdentifier(parent)]
      await client.query(`create table if not exists ${part} partition of ${of} ${bound}`)
    }
  }
}

type Copying = Pick<Restoring, 'client' | 'parts' | 'tell'> & { manifest: Manifest; first: Part }

async function copyTables({
  client,
  parts,
  manifest,
  first,
  tell,
}: Copying): Promise<{ ends: TableEnd[]; seal: Seal }> {
  const ends: TableEnd[] = []
  const sealed = [Buffer.from(first.content)]
  for (const table of manifest.tables) {
    await nextPart(parts, 'T', table.name)
    const { end, part } = await copyTable(client, parts, table)
    sealed.push(Buffer.from(part))
    ends.push(end)
    tell(table.name, end.rows)
  }
  const seal = parsed(Seal, (await nextPart(parts, 'Z', undefined)).content, undefined)
  const isWhole = seal.tables === ends.length && seal.digest === sealDigest(sealed)
  if (!isWhole)
    throw damaged(undefined, 'its seal does not fit its content', 'son sceau ne correspond pas à son contenu')
  if ((await parts.next()).done !== true)
    throw damaged(undefined, 'something follows its end', 'quelque chose suit sa fin')
  return { ends, seal }
}

type ManifestTable = Manifest['tables'][number]

async function copyTable(
  client: pg.Client,
  parts: AsyncGenerator<Part>,
  { name, columns }: ManifestTable,
): Promise<{ end: TableEnd; part: Buffer }> {
  const list = columns.map((each) => client.escapeIdentifier(each)).join(', ')
  const sink = client.query(
    copyFrom(`copy ${client.escapeIdentifier(name)} (${list}) from stdin (format text, encoding 'UTF8')`),
  )
  const hash = createHash('sha256')
  let last: Buffer | undefined
  const rows = async function* (): AsyncGenerator<Buffer> {
    for (;;) {
      const { letter, content } = await anyPart(parts, name)
      if (letter === 'D') {
        hash.update(content)
        yield content
      } else if (letter === 'E') {
        last = content
        return
      } else throw damaged(name, 'its parts are out of order', 'ses parties sont en désordre')
    }
  }
  await pipeline(Readable.from(rows(), { objectMode: true }), sink).catch((cause: unknown) => {
    if (cause instanceof BackupDamaged) throw cause
    throw damaged(
      name,
      `PostgreSQL refused it (${wordsOf(cause)})`,
      `PostgreSQL l’a refusée (${wordsOf(cause)})`,
      cause,
    )
  })
  const part = last ?? Buffer.alloc(0)
  const end = parsed(TableEnd, part, name)
  const isSame = end.table === name && end.rows === sink.rowCount && end.sha256 === hash.digest('hex')
  if (!isSame)
    throw damaged(name, 'its rows were changed or are missing', 'ses lignes ont été modifiées ou manquent')
  return { end, part }
}

async function anyPart(parts: AsyncGenerator<Part>, table: string | undefined): Promise<Part> {
  try {
    const { value, done } = await parts.next()
    if (done !== true) return value
  } catch (error) {
    if (!(error instanceof BackupDamaged) || table === undefined) throw error
    throw damaged(table, 'the file could not be read further', 'le fichier n’a pu être lu plus loin', error)
  }
  throw damaged(table, 'it ends too early', 'il s’arrête trop tôt')
}

async function nextPart(
  parts: AsyncGenerator<Part>,
  letter: Part['letter'],
  table: string | undefined,
): Promise<Part> {
  const part = await anyPart(parts, table)
  if (part.letter === letter) return part
  throw damaged(table, 'its parts are out of order', 'ses parties sont en désordre')
}

function parsed<T>(schema: z.ZodType<T>, content: Buffer, table: string | undefined): T {
  try {
    return schema.parse(JSON.parse(content.toString('utf8')))
  } catch (cause) {
    throw damaged(table, 'its description cannot be read', 'sa description est illisible', cause)
  }
}

function brokenKey(cause: unknown): never {
  const table =
    cause instanceof Error && 'table' in cause && typeof cause.table === 'string' ? cause.table : undefined
  throw damaged(
    table,
    `rows point at rows that are missing (${wordsOf(cause)})`,
    `des lignes renvoient à des lignes absentes (${wordsOf(cause)})`,
    cause,
  )
}

/** Somebody else at work in the database shows as a lock that is not given. */
function wordedLocks(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === '55P03')) return error
  return new RestoreRefused(
    {
      en: 'The database is in use. Stop the desk, then restore.',
      fr: 'La base de données est utilisée. Arrêtez le bureau, puis restaurez.',
    },
    { cause: error },
  )
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
