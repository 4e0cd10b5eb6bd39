import type { Kysely } from 'kysely'
import { mayDo } from '#kernel/permission.ts'
import { keepRecord } from '#records/records.ts'
import { actorOf, tellScreens, type Room } from '#access/approvals/acts.ts'
import type { Delegation, NewDelegation } from '#access/approvals/contract.ts'
import { handOf } from '#access/approvals/hands.ts'
import { addNotice } from '#access/approvals/notices.ts'
import { delegationProblem } from '#access/approvals/rules.ts'
import { holdPerson, livingPeople, type Standing } from '#access/approvals/standing.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

const listedMax = 200

/** Why a delegation cannot be made or ended. */
export type DelegationRefusal = NonNullable<ReturnType<typeof delegationProblem>> | 'no-such-person'

/** Hands an approver's own right to somebody, for accounts and languages they hold, until a moment. */
export async function delegate(
  room: Room,
  tx: Kysely<unknown>,
  o: NewDelegation & { from: string },
): Promise<{ ok: true; id: string } | { ok: false; why: DelegationRefusal }> {
  const nowMs = room.nowMs()
  const hand = await handOf(tx, { personId: o.from, nowMs })
  const to = await holdPerson(tx, o.to)
  if (hand === undefined || to === undefined) return { ok: false, why: 'no-such-person' }
  const db = tx.withTables<ApprovalTables>()
  const given = await db
    .selectFrom('approval_delegations')
    .select('id')
    .where('from_id', '=', o.from)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', new Date(nowMs))
    .execute()
  const { account, language, lane } = o
  const delegation = { from: hand.person, to: o.to, account, language, lane, endsAtMs: Date.parse(o.endsAt) }
  const why = delegationProblem(delegation, { nowMs, toHasLeft: to.hasLeft, already: given.length })
  if (why !== undefined) return { ok: false, why }
  const id = room.newId()
  const times = { begun_at: new Date(nowMs), ends_at: new Date(delegation.endsAtMs), ended_at: null }
  await db
    .insertInto('approval_delegations')
    .values({ id, from_id: o.from, to_id: o.to, account, language, lane, ...times })
    .execute()
  const { name } = hand.person
  await addNotice(
    db,
    { to: [to.id], kind: 'delegated', item: `delegation:${id}`, title: name, by: name },
    nowMs,
  )
  await tellScreens(room, tx, `delegation:${id}`)
  const facts = { act: 'begun', to: { id: to.id, name: to.name }, account, language, lane, endsAt: o.endsAt }
  await keepRecord(
    tx,
    { kind: 'approval-delegated', by: actorOf(hand), subject: `person:${to.id}`, facts },
    nowMs,
  )
  return { ok: true, id }
}

/** Ends a delegation early: for whoever made it, and for owners. False when there is none of theirs. */
export async function endDelegation(
  room: Room,
  tx: Kysely<unknown>,
  o: { id: string; by: string },
): Promise<boolean> {
  const nowMs = room.nowMs()
  const hand = await handOf(tx, { personId: o.by, nowMs })
  if (hand === undefined || hand.person.hasLeft) return false
  const ended = await tx
    .withTables<ApprovalTables>()
    .updateTable('approval_delegations')
    .set({ ended_at: new Date(nowMs) })
    .where('id', '=', o.id)
    .where('ended_at', 'is', null)
    .$if(!hand.person.isOwner, (query) => query.where('from_id', '=', o.by))
    .returning(['id', 'to_id'])
    .executeTakeFirst()
  if (ended === undefined) return false
  await tellScreens(room, tx, `delegation:${ended.id}`)
  const subject = `person:${ended.to_id}`
  const facts = { act: 'ended', delegation: ended.id }
  await keepRecord(tx, { kind: 'approval-delegated', by: actorOf(hand), subject, facts }, nowMs)
  return true
}

/** Delegations that run: those of and to a person; for an owner all of them. At most 200. */
export async function listDelegations(
  room: Room,
  tx: Kysely<unknown>,
  personId: string,
): Promise<{ delegations: Delegation[]; people: Standing[]; me: Standing | undefined }> {
  const nowMs = room.nowMs()
  const people = await livingPeople(tx)
  const me = people.find(({ id }) => id === personId)
  const rows = await tx
    .withTables<ApprovalTables>()
    .selectFrom('approval_delegations')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('ends_at', '>', new Date(nowMs))
    .$if(me?.isOwner !== true, (query) =>
      query.where((where) => where.or([where('from_id', '=', personId), where('to_id', '=', personId)])),
    )
    .orderBy('ends_at')
    .limit(listedMax)
    .execute()
  const person = (id: string): Standing | undefined => people.find((one) => one.id === id)
  const delegations = rows.flatMap((row) => {
    const [from, to] = [person(row.from_id), person(row.to_id)]
    if (from === undefined || to === undefined) return []
    const { id, account, language, lane } = row
    const holds = from.grants.some((grant) => mayDo([grant], 'approve'))
    const ends = { endsAt: row.ends_at.toISOString(), holds }
    return [{ id, account, language, lane, ...ends, from: named(from), to: named(to) }]
  })
  return { delegations, people, me }
}

function named({ id, name }: Standing): { id: string; name: string } {
  return { id, name }
}

/** A person leaves: nothing they delegated, and nothing delegated to them, holds any more. */
export async function endDelegationsOf(
  tx: Kysely<unknown>,
  personId: string,
  nowMs: number,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .withTables<ApprovalTables>()
    .updateTable('approval_delegations')
    .set({ ended_at: new Date(nowMs) })
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('from_id', '=', personId), where('to_id', '=', personId)]))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
