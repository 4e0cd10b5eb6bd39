import type { Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import type { Hook, NewHook } from '#access/people/contract.ts'
import { newId, whileStanding, type Doer, type Ground } from '#access/people/ground.ts'
import type { Ruled } from '#access/people/rules.ts'
import { grantsIn } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { HookKind } from '#access/programs/hook-kinds.ts'
import { hookLimits, newHookRefusal } from '#access/programs/hook-rules.ts'
import { stateOf } from '#access/programs/keys.ts'
import { newHookSecret } from '#access/programs/signature.ts'
import type { Vault } from '#access/vault/vault.ts'
import { keepRecord } from '#records/records.ts'

/** What addresses for programs stand on: the desk's people, the vault with their secrets, and what rooms take in. */
export type HookGround = { people: Ground; vault: Vault; kinds: readonly HookKind[] }

const listedMax = 100

/** Where the secret of an address lies in the vault. */
export function secretName(id: string): string {
  return `hook:${id}`
}

/** Addresses for programs, live ones first, each with what it last received. */
export async function listHooks(db: Kysely<PeopleTables>, nowMs: number): Promise<Hook[]> {
  const rows = await hookRows(db).orderBy('made_at', 'desc').limit(listedMax).execute()
  return Promise.all(rows.map(async (row) => hookOf(row, await receivedBy(db, row.id), nowMs)))
}

function hookRows(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('hooks')
    .innerJoin('people', 'people.id', 'hooks.made_by')
    .select(['hooks.id', 'hooks.name', 'kind', 'made_at', 'ends_at', 'used_at', 'ended_at'])
    .select('people.name as maker')
}

type HookRow = Awaited<ReturnType<ReturnType<typeof hookRows>['execute']>>[number]

async function receivedBy(db: Kysely<PeopleTables>, hookId: string): Promise<Hook['received']> {
  const rows = await db
    .selectFrom('hook_deliveries')
    .select(['delivery_id', 'received_at', 'outcome'])
    .where('hook_id', '=', hookId)
    .orderBy('received_at', 'desc')
    .limit(hookLimits.receivedShown)
    .execute()
  return rows.map((row) => ({
    id: row.delivery_id,
    at: row.received_at.toISOString(),
    outcome: row.outcome,
  }))
}

function hookOf(row: HookRow, received: Hook['received'], nowMs: number): Hook {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    path: `/hooks/${row.id}`,
    madeBy: row.maker,
    madeAt: row.made_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...(row.used_at === null ? {} : { usedAt: row.used_at.toISOString() }),
    state: stateOf(row, nowMs),
    received,
  }
}

/** Makes an address for a program. Its secret is shown once here; the vault keeps it, sealed, to check what comes. */
export function makeHook(
  { people, vault, kinds }: HookGround,
  who: Doer,
  asked: NewHook,
): Promise<Ruled<{ hook: Hook; secret: string }>> {
  return whileStanding(people, async ({ tx, anyTx, standing, nowMs }) => {
    const names = await liveNames(tx, nowMs)
    const needs = kinds.find(({ kind }) => kind === asked.kind)?.needs
    const makerHolds = grantsIn(standing, who.personId)
    const why = newHookRefusal(asked, { nowMs, makerHolds, needs, names })
    if (why !== undefined) return { ok: false, why }
    const [id, secret] = [newId(people), newHookSecret(people.chance)]
    const times = { made_at: new Date(nowMs), ends_at: new Date(asked.endsAt), used_at: null }
    const about = { id, name: asked.name, kind: asked.kind, made_by: who.personId }
    await tx
      .insertInto('hooks')
      .values({ ...about, ...times, ended_at: null, ended_by: null })
      .execute()
    await vault.put(anyTx, secretName(id), secret)
    const row = await hookRows(tx).where('hooks.id', '=', id).executeTakeFirstOrThrow()
    const facts = { name: asked.name, takes: asked.kind, endsAt: row.ends_at.toISOString() }
    await keepRecord(anyTx, { kind: 'key-made', by: actorOf(who), subject: `hook:${id}`, facts }, nowMs)
    return { ok: true, value: { hook: hookOf(row, [], nowMs), secret } }
  })
}

async function liveNames(tx: Kysely<PeopleTables>, nowMs: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('hooks')
    .select('name')
    .where('ended_at', 'is', null)
    .where('ends_at', '>', new Date(nowMs))
    .execute()
  return rows.map(({ name }) => name)
}

/** Ends an address at once, and forgets its secret. */
export function endHook({ people, vault }: HookGround, who: Doer, id: string): Promise<Ruled<null>> {
  return people.store.inTransaction(async (anyTx) => {
    const nowMs = people.clock.nowMs()
    const ended = await anyTx
      .withTables<PeopleTables>()
      .updateTable('hooks')
      .set({ ended_at: new Date(nowMs), ended_by: who.personId })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (ended === undefined) return { ok: false, why: 'no-such-hook' }
    await vault.forget(anyTx, secretName(id))
    const facts = { name: ended.name, why: 'ended by hand' }
    await keepRecord(anyTx, { kind: 'key-ended', by: actorOf(who), subject: `hook:${id}`, facts }, nowMs)
    return { ok: true, value: null }
  })
}
