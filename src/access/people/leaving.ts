import { sql, type Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import type { HeldThing, Left, PersonPage } from '#access/people/contract.ts'
import { whileStanding, type Doer, type Ground } from '#access/people/ground.ts'
import type { Named } from '#access/people/holdings.ts'
import { refusalWords } from '#access/people/problems.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { readPerson } from '#access/people/roster.ts'
import { mayLeave, type Ruled } from '#access/people/rules.ts'
import { present } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { assert } from '#kernel/assert.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'

/** One person: what they hold, and whether they can leave. */
export async function personPage(
  ground: Ground,
  readerId: string,
  personId: string,
): Promise<PersonPage | undefined> {
  const nowMs = ground.clock.nowMs()
  const person = await readPerson(ground.db, personId, nowMs)
  if (person === undefined) return undefined
  const standing = await readStanding(ground.store.db, nowMs)
  const ruled = mayLeave(standing, { personId, byId: readerId })
  const held = person.leftAt === undefined ? await allHoldings(ground, person, ground.store.db) : []
  return {
    person,
    holdings: held,
    leavesOneOwner: ruled.ok && ruled.value.leavesOneOwner,
    ...(ruled.ok ? {} : { cannotLeave: refusalWords(ruled.why) }),
  }
}

async function allHoldings(ground: Ground, person: Named, db: Kysely<unknown>): Promise<HeldThing[]> {
  const perRoom = await Promise.all(
    ground.ports.map(async (port) =>
      ((await port.holdingsOf?.(person, db)) ?? []).map((holding) => ({
        ...holding,
        goesOn: port.handOver !== undefined,
      })),
    ),
  )
  return perRoom.flat()
}

/**
 * Somebody leaves: what they look after goes to somebody else, and at the same moment nothing opens for them any more.
 * Their name stays where it stands in the history.
 */
export async function leave(
  ground: Ground,
  who: Doer,
  o: { personId: string; handOverTo?: string | undefined },
): Promise<Ruled<Left>> {
  return whileStanding(ground, async ({ tx, anyTx, standing, nowMs }) => {
    const ruled = mayLeave(standing, { ...o, byId: who.personId })
    if (!ruled.ok) return ruled
    const [person, heir] = [o.personId, o.handOverTo].map((id) =>
      present(standing).find((one) => one.id === id),
    )
    if (person === undefined) return { ok: false, why: 'no-such-person' }
    const held = await allHoldings(ground, person, anyTx)
    if (held.some(({ goesOn }) => goesOn) && heir === undefined) return { ok: false, why: 'needs-heir' }
    const handedOver = heir === undefined ? 0 : await handAllOver(ground, { person, heir }, anyTx)
    for (const port of ground.ports) await port.leaves?.(person, anyTx)
    const keys = await closeDoors(tx, { person, byId: who.personId, wasOwner: person.isOwner, nowMs })
    await keepRecord(anyTx, recordsOf(who, { person, heir, held, keys }), nowMs)
    return { ok: true, value: { handedOver, leavesOneOwner: ruled.value.leavesOneOwner } }
  })
}

/** Rounds of at most 500 things each that one room hands over: enough for what anybody can look after. */
const roundsMax = 40

/** Hands over until nothing is left: a room tells of 500 things at a time. */
async function handAllOver(
  ground: Ground,
  o: { person: Named; heir: Named },
  tx: Kysely<unknown>,
): Promise<number> {
  let count = 0
  for (const { holdingsOf, handOver } of ground.ports) {
    if (holdingsOf === undefined || handOver === undefined) continue
    for (let round = 0; ; round++) {
      const { length } = await holdingsOf(o.person, tx)
      if (length === 0) break
      assert(round < roundsMax, `what ${o.person.id} looks after should be handed over by now`)
      await handOver(o.person, o.heir, tx)
      count += length
    }
  }
  return count
}

type Ended = { kind: 'key' | 'hook' | 'passkey'; id: string; name: string }

async function closeDoors(
  tx: Kysely<PeopleTables>,
  o: { person: Named; byId: string; wasOwner: boolean; nowMs: number },
): Promise<Ended[]> {
  const now = new Date(o.nowMs)
  const { id } = o.person
  await tx.deleteFrom('sessions').where('person_id', '=', id).execute()
  await tx.deleteFrom('sign_in_links').where('person_id', '=', id).execute()
  await tx.deleteFrom('team_people').where('person_id', '=', id).execute()
  await tx
    .updateTable('permission_proposals')
    .set({ state: 'withdrawn', decided_by: o.byId, decided_at: now })
    .where('proposed_by', '=', id)
    .where('state', '=', 'open')
    .execute()
  await tx
    .updateTable('people')
    .set({ is_owner: false, was_owner: o.wasOwner, left_at: now, left_by: o.byId })
    .where('id', '=', id)
    .execute()
  const passkeys = await endPasskeys(tx, id)
  return [...passkeys, ...(await endPrograms(tx, { personId: id, byId: o.byId, now }))]
}

async function endPasskeys(tx: Kysely<PeopleTables>, personId: string): Promise<Ended[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    delete from passkeys where person_id = ${personId} returning id, name`.execute(tx)
  return rows.map((row) => ({ kind: 'passkey', ...row }))
}

async function endPrograms(
  tx: Kysely<PeopleTables>,
  o: { personId: string; byId: string; now: Date },
): Promise<Ended[]> {
  const over = { ended_at: o.now, ended_by: o.byId }
  const keys = await tx
    .updateTable('api_keys')
    .set(over)
    .where('made_by', '=', o.personId)
    .where('ended_at', 'is', null)
    .returning(['id', 'name'])
    .execute()
  const hooks = await tx
    .updateTable('hooks')
    .set(over)
    .where('made_by', '=', o.personId)
    .where('ended_at', 'is', null)
    .returning(['id', 'name'])
    .execute()
  return [
    ...keys.map((key) => ({ kind: 'key' as const, ...key })),
    ...hooks.map((hook) => ({ kind: 'hook' as const, ...hook })),
  ]
}

function recordsOf(
  who: Doer,
  o: {
    person: Named
    heir: Named | undefined
    held: readonly HeldThing[]
    keys: readonly Ended[]
  },
): NewRecord[] {
  const by = actorOf(who)
  const holdings = o.held.slice(0, 500).map(({ kind, id, title }) => ({ kind, id, title }))
  const facts = { name: o.person.name, handedOverTo: o.heir?.name ?? null, holdings }
  return [
    { kind: 'person-left', by, subject: `person:${o.person.id}`, facts },
    ...o.keys.map((ended): NewRecord => ({
      kind: 'key-ended',
      by,
      subject: `${ended.kind}:${ended.id}`,
      facts: { name: ended.name, why: ended.kind === 'passkey' ? 'they left' : 'its maker left' },
    })),
  ]
}
