import type { Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import { openAccounts } from '#access/people/accounts.ts'
import { peopleLimits, type ApiKey, type NewKey } from '#access/people/contract.ts'
import { newId, whileStanding, type Doer, type Ground } from '#access/people/ground.ts'
import type { Ruled } from '#access/people/rules.ts'
import { grantsIn } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { newKeyText } from '#access/programs/key-text.ts'
import { newKeyRefusal } from '#access/programs/rules.ts'
import { hashOf } from '#access/rules.ts'
import { keepRecord } from '#records/records.ts'

/** Keys listed: every live one, and as many that are no more. */
const listedMax = 2 * peopleLimits.keysMax

/** Every key that lives, and the last that ended, newest first. */
export async function listKeys(db: Kysely<PeopleTables>, nowMs: number): Promise<ApiKey[]> {
  const rows = await keyRows(db)
    .orderBy((key) => key.and([key('ended_at', 'is', null), key('ends_at', '>', new Date(nowMs))]), 'desc')
    .orderBy('made_at', 'desc')
    .orderBy('api_keys.id')
    .limit(listedMax)
    .execute()
  return rows.map((row) => keyOf(row, nowMs))
}

function keyRows(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('api_keys')
    .innerJoin('people', 'people.id', 'api_keys.made_by')
    .select(['api_keys.id', 'api_keys.name', 'grants', 'made_at', 'ends_at', 'used_at', 'ended_at'])
    .select(['people.id as maker_id', 'people.name as maker'])
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof keyRows>['execute']>>[number]

/** Whether it lives, was ended, or ran out. */
export function stateOf(row: { ended_at: Date | null; ends_at: Date }, nowMs: number): ApiKey['state'] {
  if (row.ended_at !== null) return 'ended'
  return row.ends_at.getTime() <= nowMs ? 'over' : 'live'
}

function keyOf(row: KeyRow, nowMs: number): ApiKey {
  return {
    id: row.id,
    name: row.name,
    grants: row.grants,
    madeBy: row.maker,
    madeAt: row.made_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...(row.used_at === null ? {} : { usedAt: row.used_at.toISOString() }),
    state: stateOf(row, nowMs),
  }
}

/**
 * Makes a key. Its text is given out here and never again: only its hash is kept.
 *
 * No second person is asked: a key lets nobody do what its maker may not do anyway.
 */
export function makeKey(
  ground: Ground,
  who: Doer,
  asked: NewKey,
): Promise<Ruled<{ key: ApiKey; secret: string }>> {
  return whileStanding(ground, async ({ tx, anyTx, standing, nowMs }) => {
    const names = await liveNames(tx, nowMs)
    const accounts = (await openAccounts(anyTx)).map(({ id }) => id)
    const makerHolds = grantsIn(standing, who.personId)
    const why = newKeyRefusal(asked, { nowMs, makerHolds, accounts, names })
    if (why !== undefined) return { ok: false, why }
    const secret = newKeyText(ground.chance)
    const id = newId(ground)
    await insertKey(tx, { id, secret, asked, makerId: who.personId, nowMs })
    const row = await keyRows(tx).where('api_keys.id', '=', id).executeTakeFirstOrThrow()
    await keepRecord(
      anyTx,
      {
        kind: 'key-made',
        by: actorOf(who),
        subject: `key:${id}`,
        facts: { name: asked.name, grants: asked.grants, endsAt: row.ends_at.toISOString() },
      },
      nowMs,
    )
    return { ok: true, value: { key: keyOf(row, nowMs), secret } }
  })
}

async function liveNames(tx: Kysely<PeopleTables>, nowMs: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('api_keys')
    .select('name')
    .where('ended_at', 'is', null)
    .where('ends_at', '>', new Date(nowMs))
    .execute()
  return rows.map(({ name }) => name)
}

async function insertKey(
  tx: Kysely<PeopleTables>,
  o: { id: string; secret: string; asked: NewKey; makerId: string; nowMs: number },
): Promise<void> {
  await tx
    .insertInto('api_keys')
    .values({
      id: o.id,
      name: o.asked.name,
      secret_hash: hashOf(o.secret),
      grants: JSON.stringify(o.asked.grants),
      made_by: o.makerId,
      made_at: new Date(o.nowMs),
      ends_at: new Date(o.asked.endsAt),
      used_at: null,
      ended_at: null,
      ended_by: null,
    })
    .execute()
}

/** Ends a key at once: the next call with it is refused. */
export function endKey(ground: Ground, who: Doer, id: string): Promise<Ruled<null>> {
  return ground.store.inTransaction(async (anyTx) => {
    const nowMs = ground.clock.nowMs()
    const ended = await anyTx
      .withTables<PeopleTables>()
      .updateTable('api_keys')
      .set({ ended_at: new Date(nowMs), ended_by: who.personId })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (ended === undefined) return { ok: false, why: 'no-such-key' }
    const facts = { name: ended.name, why: 'ended by hand' }
    await keepRecord(anyTx, { kind: 'key-ended', by: actorOf(who), subject: `key:${id}`, facts }, nowMs)
    return { ok: true, value: null }
  })
}
