import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { assert } from '#kernel/assert.ts'
import type { Week } from '#store/weeks.ts'
import { mondayOfName, weeksBetween } from '#store/weeks.ts'
import { weekMs } from '#kernel/time.ts'

/** Most weekly partitions a table may have (five years); further weeks stay in the partition for other dates. */
export const weeksMax = 260

/** Most rows the partition for other dates keeps when weeks are dropped. */
export const otherRowsMax = 100_000

const lockTriesMax = 5
const tableName = /^[a-z][a-z0-9_]{0,50}$/

/**
 * Makes the weekly partitions of a table from one moment to another, and the one for all other dates.
 *
 * The table is declared by its room: `... partition by range (at)`. Weeks are Monday to Monday in UTC, named
 * `<table>_2026w48`. Dates before 2006, more than 53 weeks ahead, or past 260 weeks go to `<table>_other`, so no
 * row is ever refused. Rows that waited there move into their week when it is made. Safe to call at the same time
 * from many places, and inside a transaction.
 *
 * @returns the names of the partitions made now
 */
export async function ensureWeeks<DB>(
  db: Kysely<DB>,
  table: string,
  fromMs: number,
  toMs: number,
): Promise<string[]> {
  assert(tableName.test(table), `${table} is a plain table name`)
  const nowMs = await databaseNowMs(db)
  const wanted = weeksBetween(fromMs, toMs, nowMs)
  const present = await partitionsOf(db, table)
  const isReady = present.has(`${table}_other`) && wanted.every(({ name }) => present.has(`${table}_${name}`))
  if (isReady) return []
  return lockedDown(db, table, async (tx) => {
    const made: string[] = []
    const there = await partitionsOf(tx, table)
    if (!there.has(`${table}_other`)) {
      await sql`create table ${sql.id(`${table}_other`)} partition of ${sql.id(table)} default`.execute(tx)
      made.push(`${table}_other`)
    }
    for (const week of wanted) {
      if (there.has(`${table}_${week.name}`) || there.size + made.length > weeksMax) continue
      await makeWeek(tx, table, week)
      made.push(`${table}_${week.name}`)
    }
    return made
  })
}

/** What dropWeeksBefore did. */
export type Dropped = { weeks: string[]; otherRows: number }

/**
 * Drops the weeks that ended by that moment, and older rows among the other dates.
 *
 * Rows that claim a far future never grow old by their own date: name the column with our own clock in
 * `heardColumn` and they go by that; at most 100,000 other rows stay in any case.
 */
export async function dropWeeksBefore<DB>(
  db: Kysely<DB>,
  table: string,
  ms: number,
  o: { heardColumn?: string } = {},
): Promise<Dropped> {
  assert(tableName.test(table), `${table} is a plain table name`)
  const old = [...(await partitionsOf(db, table))].filter((name) => endOf(name, table) <= ms).sort()
  for (const name of old) {
    await lockedDown(db, table, (tx) => sql`drop table if exists ${sql.id(name)}`.execute(tx))
  }
  return { weeks: old, otherRows: await thinOthers(db, table, ms, o.heardColumn) }
}

function endOf(name: string, table: string): number {
  const monday = mondayOfName(name.slice(table.length + 1))
  return monday === undefined ? Number.POSITIVE_INFINITY : monday + weekMs
}

async function thinOthers<DB>(
  db: Kysely<DB>,
  table: string,
  ms: number,
  heardColumn?: string,
): Promise<number> {
  const other = `${table}_other`
  if (!(await partitionsOf(db, table)).has(other)) return 0
  const at = sql.id(await keyColumn(db, table))
  const before = new Date(ms)
  const heard = heardColumn === undefined ? sql`false` : sql`${sql.id(heardColumn)} < ${before}`
  const old = await sql`delete from ${sql.id(other)} where ${at} < ${before} or ${heard}`.execute(db)
  const surplus = await sql`delete from ${sql.id(other)} where ctid = any(array(
    select ctid from ${sql.id(other)} order by ${at} desc offset ${otherRowsMax}))`.execute(db)
  return Number(old.numAffectedRows ?? 0n) + Number(surplus.numAffectedRows ?? 0n)
}

/** Names of the table's partitions. */
export async function partitionsOf<DB>(db: Kysely<DB>, table: string): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${table}::regclass`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

async function databaseNowMs<DB>(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  return rows[0]?.now.getTime() ?? 0
}

/**
 * Runs the work with nobody else changing this table's partitions.
 *
 * In a transaction of its own it waits at most 3 s for readers and tries again: a lock request that waits makes
 * every later reader wait behind it.
 */
async function lockedDown<DB, T>(
  db: Kysely<DB>,
  table: string,
  work: (tx: Kysely<DB>) => Promise<T>,
): Promise<T> {
  const locked = async (tx: Kysely<DB>): Promise<T> => {
    await sql`select pg_advisory_xact_lock(hashtext(${`partitions of ${table}`}))`.execute(tx)
    return work(tx)
  }
  if (db.isTransaction) return locked(db)
  for (let i = 1; ; i++) {
    try {
      return await db.transaction().execute(async (tx) => {
        await sql`set local lock_timeout = '3s'`.execute(tx)
        return locked(tx)
      })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (i >= lockTriesMax || (code !== '55P03' && code !== '40P01')) throw error
    }
  }
}

/** Makes one week; rows of that week that waited among the other dates move into it. */
async function makeWeek<DB>(tx: Kysely<DB>, table: string, week: Week): Promise<void> {
  const [parent, other, part] = [sql.id(table), sql.id(`${table}_other`), sql.id(`${table}_${week.name}`)]
  const [from, to] = [
    sql.lit(new Date(week.fromMs).toISOString()),
    sql.lit(new Date(week.toMs).toISOString()),
  ]
  const at = sql.id(await keyColumn(tx, table))
  const inWeek = sql`${at} >= ${from} and ${at} < ${to}`
  await sql`lock table ${other} in access exclusive mode`.execute(tx)
  const { rows } = await sql`select 1 from ${other} where ${inWeek} limit 1`.execute(tx)
  const create = sql`create table ${part} partition of ${parent} for values from (${from}) to (${to})`
  if (rows.length === 0) return void (await create.execute(tx))
  const columns = sql.join((await writableColumns(tx, table)).map((name) => sql.id(name)))
  const aside = sql.id(`moving_${table}`)
  await sql`create temporary table ${aside} on commit drop as select ${columns} from ${other} where ${inWeek}`.execute(
    tx,
  )
  await sql`delete from ${other} where ${inWeek}`.execute(tx)
  await create.execute(tx)
  await sql`insert into ${parent} (${columns}) overriding system value select ${columns} from ${aside}`.execute(
    tx,
  )
  await sql`drop table ${aside}`.execute(tx)
}

async function keyColumn<DB>(db: Kysely<DB>, table: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select a.attname as name from pg_partitioned_table p
    join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
    where p.partrelid = ${table}::regclass`.execute(db)
  const name = rows[0]?.name
  assert(name !== undefined, `${table} is partitioned by one column`)
  return name
}

async function writableColumns<DB>(db: Kysely<DB>, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db)
  return rows.map(({ name }) => name)
}
