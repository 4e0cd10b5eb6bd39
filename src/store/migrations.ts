import type { Words } from '#kernel/words.ts'
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Clock } from '#kernel/time.ts'
import { secondMs } from '#kernel/time.ts'
import { MigrationRefused, StoreCannotStart } from '#store/errors.ts'

/** One room's steps, oldest first. Forward only: a step that has been released is never edited. */
export type RoomMigrations = { room: string; steps: readonly { name: string; sql: string }[] }

/** A step as the database remembers it. */
export type AppliedStep = { room: string; name: string; hash: string }

/** A step still to be taken. */
export type PendingStep = AppliedStep & { sql: string }

/** Advisory lock that whoever changes the schema holds. */
export const migrationLock = 7_240_561
const lockWaitMsMax = 120 * secondMs

/** What is remembered of a step's text. Line endings do not count, as git may change them. */
export function hashOfStep(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}

/**
 * Which steps are still to be taken, in order.
 *
 * @param applied what the database has seen, in the order it was applied
 * @throws MigrationRefused when an applied step was edited, is missing, or has a new one before it
 */
export function pendingSteps(
  rooms: readonly RoomMigrations[],
  applied: readonly AppliedStep[],
): PendingStep[] {
  const steps = rooms.flatMap(({ room, steps }) =>
    steps.map((each) => ({ room, ...each, hash: hashOfStep(each.sql) })),
  )
  const known = new Map(steps.map((each) => [keyOf(each), each]))
  if (known.size !== steps.length) throw twice(steps)
  const seen = new Set<string>()
  for (const was of applied) {
    const now = known.get(keyOf(was))
    if (now === undefined) throw missing(was)
    if (now.hash !== was.hash) throw edited(was)
    seen.add(keyOf(was))
  }
  for (const { room, steps } of rooms) refuseInsertions(room, steps, seen)
  return steps.filter((each) => !seen.has(keyOf(each)))
}

function refuseInsertions(room: string, steps: RoomMigrations['steps'], seen: ReadonlySet<string>): void {
  const isSeen = steps.map(({ name }) => seen.has(keyOf({ room, name })))
  const gap = isSeen.indexOf(false)
  const step = steps[gap]
  if (step !== undefined && isSeen.indexOf(true, gap) !== -1) throw inserted({ room, name: step.name })
}

/**
 * Takes the pending steps, each in a transaction of its own, while other starts wait.
 *
 * @returns the steps taken now
 * @throws MigrationRefused naming the step, as `pendingSteps` does, or when its SQL fails
 */
export async function migrate(
  client: pg.Client,
  rooms: readonly RoomMigrations[],
  clock: Clock,
): Promise<PendingStep[]> {
  await waitForLock(client, clock)
  try {
    await client.query(stepsTable)
    const pending = pendingSteps(rooms, await appliedSteps(client))
    for (const step of pending) await inTransaction(client, () => take(client, step))
    return pending
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}

/** The table that remembers; part of every database of ours. */
export const stepsTable = `create table if not exists bellwether_migrations (
  position int generated always as identity,
  room text not null,
  name text not null,
  hash text not null,
  applied_at timestamptz not null default now(),
  primary key (room, name)
)`

/** What the database has seen, in order. */
export async function appliedSteps(client: pg.ClientBase): Promise<AppliedStep[]> {
  const { rows } = await client.query<AppliedStep>(
    'select room, name, hash from bellwether_migrations order by position',
  )
  return rows
}

/**
 * Takes one step inside the transaction that is open on this connection.
 *
 * @throws MigrationRefused with PostgreSQL's reason when the SQL fails
 */
export async function take(client: pg.ClientBase, step: PendingStep): Promise<void> {
  try {
    await client.query(step.sql)
  } catch (cause) {
    throw failed(step, cause)
  }
  await client.query('insert into bellwether_migrations (room, name, hash) values ($1, $2, $3)', [
    step.room,
    step.name,
    step.hash,
  ])
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function waitForLock(client: pg.Client, clock: Clock): Promise<void> {
  const untilMs = clock.nowMs() + lockWaitMsMax
  for (;;) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
      migrationLock,
    ])
    if (rows[0]?.got === true) return
    if (clock.nowMs() > untilMs) {
      throw new StoreCannotStart({
        en: 'Another start has been preparing the database for two minutes. Wait for it, or stop it.',
        fr: 'Un autre démarrage prépare la base de données depuis deux minutes. Attendez-le ou arrêtez-le.',
      })
    }
    await clock.sleep(50)
  }
}

function keyOf({ room, name }: { room: string; name: string }): string {
  return `${room}/${name}`
}

function twice(steps: readonly { room: string; name: string }[]): MigrationRefused {
  const keys = steps.map(keyOf)
  const step = steps.find((each, i) => keys.indexOf(keyOf(each)) !== i) ?? { room: '?', name: '?' }
  return refused(step, {
    en: 'is written twice. Give one of them another name.',
    fr: 'est écrite deux fois. Donnez un autre nom à l’une d’elles.',
  })
}

function edited(step: AppliedStep): MigrationRefused {
  return refused(step, {
    en: 'was edited after this database had applied it. Put it back as it was, and write a new step for the change.',
    fr: 'a été modifiée après son application à cette base. Rétablissez-la et écrivez une nouvelle étape pour le changement.',
  })
}

function missing(step: AppliedStep): MigrationRefused {
  return refused(step, {
    en: 'was applied to this database but is not in this program. A newer Bellwether was here: start that one.',
    fr: 'a été appliquée à cette base mais manque dans ce programme. Un Bellwether plus récent est passé : démarrez celui-là.',
  })
}

function inserted(step: { room: string; name: string }): MigrationRefused {
  return refused(step, {
    en: 'stands before a step that this database has already applied. Move it to the end.',
    fr: 'se trouve avant une étape déjà appliquée à cette base. Placez-la à la fin.',
  })
}

function failed(step: AppliedStep, cause: unknown): MigrationRefused {
  const why = cause instanceof Error ? cause.message : String(cause)
  return refused(
    step,
    { en: `failed and was undone: ${why}`, fr: `a échoué et a été annulée : ${why}` },
    { cause },
  )
}

function refused(
  { room, name }: { room: string; name: string },
  why: Words,
  options?: ErrorOptions,
): MigrationRefused {
  const words = {
    en: `Database step ${room}/${name} ${why.en}`,
    fr: `L’étape de base de données ${room}/${name} ${why.fr}`,
  }
  return new MigrationRefused(room, name, words, options)
}
