import type { Kysely } from 'kysely'
import { approvable, type Delegation, type Hand, type Item } from '#access/approvals/rules.ts'
import { holdPerson, livingPeople, type Standing } from '#access/approvals/standing.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/** Somebody about to act, with their name. */
export type NamedHand = Hand & { person: Standing; names: ReadonlyMap<string, string> }

/** Somebody about to act, held as they are until the transaction ends, with what is delegated to them. */
export async function handOf(
  tx: Kysely<unknown>,
  o: { personId: string; nowMs: number },
): Promise<NamedHand | undefined> {
  const person = await holdPerson(tx, o.personId)
  if (person === undefined) return undefined
  const rows = await openDelegations(tx, o.nowMs, person.id)
  const names = new Map([[person.id, person.name]])
  const delegations: Delegation[] = []
  for (const row of rows) {
    const from = await holdPerson(tx, row.from_id)
    if (from === undefined) continue
    names.set(from.id, from.name)
    delegations.push(delegationOf(row, from))
  }
  return { person, delegations, nowMs: o.nowMs, names }
}

/** Everybody who has not left, each with what is delegated to them. */
export async function allHands(tx: Kysely<unknown>, nowMs: number): Promise<NamedHand[]> {
  const living = await livingPeople(tx)
  const names = new Map(living.map(({ id, name }) => [id, name]))
  const rows = await openDelegations(tx, nowMs)
  return living.map((person) => ({
    person,
    nowMs,
    names,
    delegations: rows.flatMap((row) => {
      const from = living.find(({ id }) => id === row.from_id)
      return row.to_id === person.id && from !== undefined ? [delegationOf(row, from)] : []
    }),
  }))
}

/** Those who could approve something of the item now, by who is asked first: owners are the next ones. */
export function approversOf(
  item: Item,
  hands: readonly NamedHand[],
): { first: Standing[]; next: Standing[] } {
  const able = hands.filter((hand) => approvable(item, hand).length > 0).map(({ person }) => person)
  const first = able.filter(({ isOwner }) => !isOwner)
  return first.length > 0
    ? { first, next: able.filter(({ isOwner }) => isOwner) }
    : { first: able, next: able }
}

type Row = ApprovalTables['approval_delegations']

async function openDelegations(tx: Kysely<unknown>, nowMs: number, to?: string): Promise<Row[]> {
  return tx
    .withTables<ApprovalTables>()
    .selectFrom('approval_delegations')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('ends_at', '>', new Date(nowMs))
    .$if(to !== undefined, (query) => query.where('to_id', '=', to ?? ''))
    .orderBy('begun_at')
    .execute()
}

function delegationOf(row: Row, from: Standing): Delegation {
  const { account, language, lane } = row
  return { from, to: row.to_id, account, language, lane, endsAtMs: row.ends_at.getTime() }
}
