import type pg from 'pg'
import { ourSchema } from '#store/connect.ts'

/** A table as the catalogue describes it; partitions belong to their parent. */
export type Table = {
  name: string
  /** Without generated ones, which PostgreSQL computes again. */
  columns: string[]
  partitions: { name: string; bound: string }[]
  /** Tables its foreign keys point at. */
  pointsAt: string[]
}

/** The table that remembers steps is made by the steps themselves. */
const ownTable = 'bellwether_migrations'

/** All tables of ours, those that others point at first. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      coalesce((select json_agg(json_build_object('name', p.relname, 'bound', pg_get_expr(p.relpartbound, p.oid)) order by p.relname)
        from pg_inherits i join pg_class p on p.oid = i.inhrelid where i.inhparent = c.oid), '[]') as partitions,
      array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0) as "pointsAt"
    from pg_class c
    where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $2
    order by c.relname`,
    [ourSchema, ownTable],
  )
  return pointedAtFirst(rows)
}

/** Orders tables so that each comes after those it points at; in a ring the alphabet decides. */
export function pointedAtFirst<T extends { name: string; pointsAt: readonly string[] }>(
  tables: readonly T[],
): T[] {
  const left = new Map(tables.map((each) => [each.name, each]))
  const ordered: T[] = []
  while (left.size > 0) {
    const isFree = (table: T): boolean =>
      table.pointsAt.every((each) => each === table.name || !left.has(each))
    const free = [...left.values()].filter(isFree)
    const next = free.length > 0 ? free : [...left.values()].slice(0, 1)
    for (const table of next) {
      ordered.push(table)
      left.delete(table.name)
    }
  }
  return ordered
}

/** How many rows each table holds. */
export async function countRows(client: pg.ClientBase): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { name } of await readTables(client)) {
    const { rows } = await client.query<{ rows: number }>(
      `select count(*) as rows from ${client.escapeIdentifier(name)}`,
    )
    counts.set(name, rows[0]?.rows ?? 0)
  }
  return counts
}

/** Where each sequence stands; the value is text, as it may pass 2^53. */
export async function readSequences(
  client: pg.ClientBase,
): Promise<{ name: string; value: string; called: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'S'
      and relname not like $2 order by relname`,
    [ourSchema, `${ownTable}%`],
  )
  const sequences = []
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${client.escapeIdentifier(name)}`,
    )
    sequences.push({ name, value: '1', called: false, ...state.rows[0] })
  }
  return sequences
}

/** The statements that take foreign keys and triggers away, and those that bring them back as they were. */
export async function freeingStatements(
  client: pg.ClientBase,
): Promise<{ before: string[]; after: string[] }> {
  const keys = await client.query<{ before: string; after: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as before,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as after
    from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = $1::regnamespace order by oid`,
    [ourSchema],
  )
  const triggers = await client.query<{ before: string; after: string }>(
    `select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as before,
      format('alter table %s enable %s trigger %I', tgrelid::regclass,
        case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname) as after
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = $1::regnamespace and not tgisinternal and tgparentid = 0 and tgenabled <> 'D' order by t.oid`,
    [ourSchema],
  )
  const all = [...triggers.rows, ...keys.rows]
  return { before: all.map(({ before }) => before), after: all.map(({ after }) => after).reverse() }
}
