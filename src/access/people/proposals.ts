import type { Kysely } from 'kysely'
import type { KeptChange, Proposal } from '#access/people/contract.ts'
import { effectsOf } from '#access/people/effects.ts'
import { refusalWords } from '#access/people/problems.ts'
import { mayConfirm } from '#access/people/rules.ts'
import type { Standing } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'

/** A proposal as the store has it, with names. */
export type ProposalRow = {
  id: string
  change: KeptChange
  state: 'open' | 'confirmed' | 'withdrawn'
  proposed_by: string
  proposed_at: Date
  ends_at: Date
  decided_at: Date | null
  by_name: string
  decided_name: string | null
}

const listedMax = 100

/** The latest proposals; with an id: that one. */
export function proposalRows(db: Kysely<PeopleTables>, only: { id?: string } = {}): Promise<ProposalRow[]> {
  return db
    .selectFrom('permission_proposals as one')
    .innerJoin('people as by', 'by.id', 'one.proposed_by')
    .leftJoin('people as decider', 'decider.id', 'one.decided_by')
    .select([
      'one.id',
      'one.change',
      'one.state',
      'one.proposed_by',
      'one.proposed_at',
      'one.ends_at',
      'one.decided_at',
      'by.name as by_name',
      'decider.name as decided_name',
    ])
    .$if(only.id !== undefined, (query) => query.where('one.id', '=', only.id ?? ''))
    .orderBy('one.proposed_at', 'desc')
    .limit(listedMax)
    .execute()
}

/** A proposal as one reader sees it: what it would do now, and whether they may confirm it. */
export function proposalOf(
  row: ProposalRow,
  o: { standing: Standing; readerId: string; nowMs: number },
): Proposal {
  const endsAtMs = row.ends_at.getTime()
  const isOpen = row.state === 'open' && endsAtMs > o.nowMs
  const proposal = { change: row.change, byId: row.proposed_by, endsAtMs, state: row.state }
  const ruled = mayConfirm(o.standing, proposal, { byId: o.readerId, nowMs: o.nowMs })
  return {
    id: row.id,
    change: row.change,
    effects: isOpen ? effectsOf(o.standing, row.change) : [],
    by: { id: row.proposed_by, name: row.by_name },
    at: row.proposed_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    state: row.state === 'open' && !isOpen ? 'over' : row.state,
    ...(row.decided_name === null ? {} : { decidedBy: row.decided_name }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(ruled.ok ? {} : { cannotConfirm: refusalWords(ruled.why) }),
  }
}
