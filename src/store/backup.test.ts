import { readFile, stat, writeFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backup } from '#store/backup.ts'
import { BackupDamaged, RestoreRefused } from '#store/errors.ts'
import { enqueue } from '#store/jobs.ts'
import type { RoomMigrations } from '#store/migrations.ts'
import { ensureWeeks, partitionsOf } from '#store/partitions.ts'
import { restore } from '#store/restore.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { pointedAtFirst } from '#store/tables.ts'

const steps = [
  {
    name: '001',
    sql: `create table people (id int generated always as identity primary key, name text not null, boss int references people);
      create table letters (id bigint generated always as identity, at timestamptz not null, from_person int references people,
        body text, raw jsonb, bytes bytea, score float8, tags text[], size int generated always as (char_length(body)) stored,
        primary key (id, at)) partition by range (at);
      create table seeds (id int primary key, word text not null);
      insert into seeds values (1, 'sown');
      create table ring_a (id int primary key); create table ring_b (id int primary key, a int references ring_a);
      alter table ring_a add column b int references ring_b;
      create table kept (id int primary key);
      create function never() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
      create trigger kept_for_good before delete or truncate on kept for each statement execute function never();`,
  },
]
const room: RoomMigrations = { room: 'mail', steps }
const folder = testFolder()
const file = join(folder, 'desk.backup')
let full: Store
const quiet = (): undefined => undefined

beforeAll(async () => {
  full = await openTestStore([room])
  await fill(full)
  await backup(full, file, quiet, { appVersion: '9.9' })
})
afterAll(async () => {
  await full.close()
  rmSync(folder, { recursive: true, force: true })
})

async function fill({ db }: Store): Promise<void> {
  await sql`insert into people (name, boss) values ('Ève', null), ('tab	and
newline \\ backslash \\N', 1), ('水 🌊', 2)`.execute(db)
  await ensureWeeks(db, 'letters', Date.UTC(2026, 10, 2), Date.UTC(2026, 10, 23))
  await sql`insert into letters (at, from_person, body, raw, bytes, score, tags)
    select '2026-11-02'::timestamptz + n * interval '7 minutes', 1 + n % 3, 'body ' || n, jsonb_build_object('n', n),
      decode(md5(n::text), 'hex'), n / 3.0, array['a', null, 'b,"c"'] from generate_series(1, 3000) n`.execute(
    db,
  )
  await sql`insert into letters (at, body) values ('1970-01-01', 'old'), ('2099-01-01', null), ('2026-11-03', '')`.execute(
    db,
  )
  await sql`insert into ring_a (id) values (1)`.execute(db)
  await sql`insert into ring_b values (1, 1)`.execute(db)
  await sql`update ring_a set b = 1`.execute(db)
  await sql`insert into kept values (7)`.execute(db)
}

async function withEmpty<T>(work: (store: Store) => Promise<T>, migrations = [room]): Promise<T> {
  const store = await openTestStore(migrations)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function lettersIn(store: Store): Promise<number> {
  return (await sql<{ n: number }>`select count(*) as n from letters`.execute(store.db)).rows[0]?.n ?? -1
}

test('what was backed up comes back equal, byte by byte', () =>
  withEmpty(async (empty) => {
    const lines: string[] = []
    const restored = await restore(empty, file, (line) => lines.push(line))
    const again = await backup(empty, join(folder, 'again.backup'), quiet)
    expect(again.tables).toEqual(restored.tables)
    expect(restored.tables.find(({ table }) => table === 'letters')?.rows).toBe(3003)
    expect(lines).toContain('people: 3 rows')
    expect(await partitionsOf(empty.db, 'letters')).toEqual(await partitionsOf(full.db, 'letters'))
  }))

test('after a restore, numbers go on where they stood and keys still hold', () =>
  withEmpty(async (empty) => {
    await restore(empty, file, quiet)
    const { rows } = await sql<{ id: number }>`insert into people (name) values ('new') returning id`.execute(
      empty.db,
    )
    expect(rows[0]?.id).toBe(4)
    await expect(sql`insert into people (name, boss) values ('x', 99)`.execute(empty.db)).rejects.toThrow(
      'foreign key',
    )
    await expect(sql`delete from kept`.execute(empty.db)).rejects.toThrow('append only')
    expect(await enqueue(empty, { kind: 'after', payload: 1 })).toMatchObject({ added: true })
  }))

test('a backup is one moment: what is written meanwhile stays out', () =>
  withEmpty(async (store) => {
    await sql`insert into people (name) values ('before')`.execute(store.db)
    const late: Promise<unknown>[] = []
    const taken = await backup(store, join(folder, 'moment.backup'), () => {
      late.push(sql`insert into people (name) values ('late')`.execute(store.db))
    })
    await Promise.all(late)
    expect(taken.tables.find(({ table }) => table === 'people')?.rows).toBe(1)
  }))

test('a backup file is for its owner only', async () => {
  expect((await stat(file)).mode & 0o077).toBe(0)
})

test('a backup from an older version is restored, then brought up to date', () =>
  withEmpty(
    async (newer) => {
      await restore(newer, file, quiet)
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from people where shouted = upper(name)`.execute(newer.db)
      expect(rows[0]?.n).toBe(3)
    },
    [
      {
        room: 'mail',
        steps: [
          ...steps,
          {
            name: '002',
            sql: `alter table people add column shouted text; update people set shouted = upper(name)`,
          },
        ],
      },
    ],
  ))

test('a backup from a newer version is refused, naming the step', () =>
  withEmpty((older) => expect(restore(older, file, quiet)).rejects.toThrow(/step mail\/001.*9\.9/), []))

test('a database in use is not overwritten', () =>
  withEmpty(async (used) => {
    await sql`insert into people (name) values ('mine')`.execute(used.db)
    await expect(restore(used, file, quiet)).rejects.toThrow(RestoreRefused)
    const { rows } = await sql`select name from people`.execute(used.db)
    expect(rows).toEqual([{ name: 'mine' }])
  }))

test('a file cut short anywhere is refused and nothing is restored', () =>
  withEmpty(async (empty) => {
    const whole = await readFile(file)
    const cut = join(folder, 'cut.backup')
    for (const share of [0, 0.001, 0.3, 0.6, 0.9, 0.9999]) {
      await writeFile(cut, whole.subarray(0, Math.floor(whole.length * share)))
      await expect(restore(empty, cut, quiet), `${share} of the file`).rejects.toThrow(BackupDamaged)
    }
    const plain = gunzipSync(whole)
    await writeFile(cut, gzipSync(plain.subarray(0, plain.lastIndexOf('{"tables":') - 5)))
    await expect(restore(empty, cut, quiet)).rejects.toThrow(BackupDamaged)
    expect(await lettersIn(empty)).toBe(0)
  }))

test('a changed row is refused, naming its table', () =>
  withEmpty(async (empty) => {
    const plain = gunzipSync(await readFile(file))
    plain[plain.indexOf('body 777')] = 'B'.charCodeAt(0)
    const tampered = join(folder, 'tampered.backup')
    await writeFile(tampered, gzipSync(plain))
    const refused = await restore(empty, tampered, quiet).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(BackupDamaged)
    expect(refused).toMatchObject({ table: 'letters' })
    expect(await lettersIn(empty)).toBe(0)
  }))

test('SQL smuggled into a partition’s bounds is refused before it is read', () =>
  withEmpty(async (empty) => {
    const plain = gunzipSync(await readFile(file)).toString('latin1')
    const bounds = /FOR VALUES FROM \('[^']*'\)/.exec(plain)?.[0] ?? ''
    const evil = `FOR VALUES FROM ('x'); drop table people; --`.padEnd(bounds.length).slice(0, bounds.length)
    const smuggled = join(folder, 'smuggled.backup')
    await writeFile(smuggled, gzipSync(Buffer.from(plain.replace(bounds, evil), 'latin1')))
    await expect(restore(empty, smuggled, quiet)).rejects.toThrow('description cannot be read')
  }))

test('a file that is no backup at all is refused in plain words', () =>
  withEmpty(async (empty) => {
    const other = join(folder, 'other.gz')
    await writeFile(other, 'a holiday picture')
    await expect(restore(empty, other, quiet)).rejects.toThrow(/could not be read/)
    await writeFile(other, gzipSync('a holiday picture'))
    await expect(restore(empty, other, quiet)).rejects.toThrow(/no part of a backup/)
    await expect(restore(empty, join(folder, 'nowhere'), quiet)).rejects.toThrow(BackupDamaged)
  }))

test('tables that others point at come first, also when they point in a ring', () => {
  const order = pointedAtFirst([
    { name: 'a', pointsAt: ['b'] },
    { name: 'b', pointsAt: ['c', 'b'] },
    { name: 'c', pointsAt: [] },
    { name: 'x', pointsAt: ['y'] },
    { name: 'y', pointsAt: ['x'] },
  ]).map(({ name }) => name)
  expect(order.indexOf('c')).toBeLessThan(order.indexOf('b'))
  expect(order.indexOf('b')).toBeLessThan(order.indexOf('a'))
  expect(order).toHaveLength(5)
})
