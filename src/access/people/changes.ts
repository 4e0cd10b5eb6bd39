import type { Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import type { AskedChange, Changed, KeptChange, LookedAt, Proposal } from '#access/people/contract.ts'
import { effectsOf } from '#access/people/effects.ts'
import { newId, whileStanding, type Doer, type Ground } from '#access/people/ground.ts'
import { proposalOf, proposalRows, type ProposalRow } from '#access/people/proposals.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { howToChange, mayConfirm, planned, proposalMs, type Ruled } from '#access/people/rules.ts'
import { needsSecondPerson, type Standing } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { writeTeam } from '#access/people/write-team.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'

/** Says what a change would do, without doing it. */
export async function lookAtChange(ground: Ground, asked: AskedChange): Promise<Ruled<LookedAt>> {
  const nowMs = ground.clock.nowMs()
  const standing = await readStanding(ground.store.db, nowMs)
  const change = planned(standing, asked, 'new')
  if (!change.ok) return change
  const secondPerson = needsSecondPerson(standing, nowMs)
  return {
    ok: true,
    value: { change: change.value, effects: effectsOf(standing, change.value), secondPerson },
  }
}

/** Makes a change, or proposes it where a second person must confirm. */
export function askForChange(ground: Ground, who: Doer, asked: AskedChange): Promise<Ruled<Changed>> {
  return whileStanding(ground, async ({ tx, anyTx, standing, nowMs }) => {
    const openProposals = await countOpen(tx, nowMs)
    const how = howToChange(standing, { byId: who.personId, openProposals, nowMs })
    if (!how.ok) return how
    const change = planned(standing, asked, newId(ground))
    if (!change.ok) return change
    if (how.value === 'propose') {
      const row = await writeProposal(ground, tx, { change: change.value, byId: who.personId, nowMs })
      const proposal = proposalOf(row, { standing, readerId: who.personId, nowMs })
      return { ok: true, value: { kind: 'proposed', proposal } }
    }
    const effects = effectsOf(standing, change.value)
    await writeChange(tx, change.value, nowMs)
    await keepRecord(anyTx, recordOf(standing, change.value, { by: who }), nowMs)
    return { ok: true, value: { kind: 'applied', effects } }
  })
}

async function countOpen(tx: Kysely<PeopleTables>, nowMs: number): Promise<number> {
  const rows = await tx
    .selectFrom('permission_proposals')
    .select('id')
    .where('state', '=', 'open')
    .where('ends_at', '>', new Date(nowMs))
    .execute()
  return rows.length
}

async function writeProposal(
  ground: Ground,
  tx: Kysely<PeopleTables>,
  o: { change: KeptChange; byId: string; nowMs: number },
): Promise<ProposalRow> {
  const id = newId(ground)
  await tx
    .insertInto('permission_proposals')
    .values({
      id,
      change: JSON.stringify(o.change),
      state: 'open',
      proposed_by: o.byId,
      proposed_at: new Date(o.nowMs),
      ends_at: new Date(o.nowMs + proposalMs),
    })
    .execute()
  const [row] = await proposalRows(tx, { id })
  if (row === undefined) throw new Error(`proposal ${id} should be there: it was just written`)
  return row
}

/** A second person confirms: the change happens now, if it still fits. */
export function confirmProposal(ground: Ground, who: Doer, id: string): Promise<Ruled<Proposal>> {
  return whileStanding(ground, async ({ tx, anyTx, standing, nowMs }) => {
    const [row] = await proposalRows(tx, { id })
    if (row === undefined) return { ok: false, why: 'no-such-proposal' }
    const proposal = {
      change: row.change,
      byId: row.proposed_by,
      endsAtMs: row.ends_at.getTime(),
      state: row.state,
    }
    const ruled = mayConfirm(standing, proposal, { byId: who.personId, nowMs })
    if (!ruled.ok) return ruled
    await writeChange(tx, ruled.value, nowMs)
    await decide(tx, { id, state: 'confirmed', byId: who.personId, nowMs })
    await keepRecord(anyTx, recordOf(standing, ruled.value, { by: who, proposedBy: row.by_name }), nowMs)
    return { ok: true, value: await proposalNow(anyTx, id, who.personId, nowMs) }
  })
}

/** Whoever proposed a change takes it back. */
export function withdrawProposal(ground: Ground, who: Doer, id: string): Promise<Ruled<Proposal>> {
  return whileStanding(ground, async ({ tx, anyTx, nowMs }) => {
    const [row] = await proposalRows(tx, { id })
    if (row === undefined) return { ok: false, why: 'no-such-proposal' }
    if (row.state !== 'open') return { ok: false, why: 'already-decided' }
    if (row.proposed_by !== who.personId) return { ok: false, why: 'not-the-proposer' }
    await decide(tx, { id, state: 'withdrawn', byId: who.personId, nowMs })
    return { ok: true, value: await proposalNow(anyTx, id, who.personId, nowMs) }
  })
}

async function decide(
  tx: Kysely<PeopleTables>,
  o: { id: string; state: 'confirmed' | 'withdrawn'; byId: string; nowMs: number },
): Promise<void> {
  await tx
    .updateTable('permission_proposals')
    .set({ state: o.state, decided_by: o.byId, decided_at: new Date(o.nowMs) })
    .where('id', '=', o.id)
    .execute()
}

async function proposalNow(
  anyTx: Kysely<unknown>,
  id: string,
  readerId: string,
  nowMs: number,
): Promise<Proposal> {
  const [row] = await proposalRows(anyTx.withTables<PeopleTables>(), { id })
  if (row === undefined) throw new Error(`proposal ${id} should still be there`)
  return proposalOf(row, { standing: await readStanding(anyTx, nowMs), readerId, nowMs })
}

/** All proposals this reader sees: open ones first, then the last that were decided; at most 100. */
export async function listProposals(ground: Ground, readerId: string): Promise<Proposal[]> {
  const nowMs = ground.clock.nowMs()
  const standing = await readStanding(ground.store.db, nowMs)
  const all = (await proposalRows(ground.db)).map((row) => proposalOf(row, { standing, readerId, nowMs }))
  return [...all.filter(({ state }) => state === 'open'), ...all.filter(({ state }) => state !== 'open')]
}

async function writeChange(tx: Kysely<PeopleTables>, change: KeptChange, nowMs: number): Promise<void> {
  if (change.kind === 'team') return writeTeam(tx, change.id, change.to, nowMs)
  await tx.updateTable('people').set({ is_owner: change.to }).where('id', '=', change.personId).execute()
}

function recordOf(standing: Standing, change: KeptChange, o: { by: Doer; proposedBy?: string }): NewRecord {
  const subject = change.kind === 'team' ? `team:${change.id}` : `person:${change.personId}`
  const effects = effectsOf(standing, change).map(({ name, more, less, owner }) => ({
    name,
    more,
    less,
    owner: owner ?? null,
  }))
  return {
    kind: 'permission-changed',
    by: actorOf(o.by),
    subject,
    facts: {
      what: change.kind,
      from: change.from,
      to: change.to,
      effects,
      proposedBy: o.proposedBy ?? null,
    },
  }
}
