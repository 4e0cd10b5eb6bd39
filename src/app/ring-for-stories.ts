import type { Transaction } from 'kysely'
import { approvalsChannel } from '#access/approvals/acts.ts'
import { addNotice } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { grantsIn, present } from '#access/people/standing.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Store } from '#store/store.ts'

/** Puts a story that interrupts under the bell of everybody who may take it on, in the transaction that decided it. */
export function ringForStories(
  store: Store,
): (tx: Transaction<unknown>, story: { id: string; title: string }, nowMs: number) => Promise<void> {
  return async (tx, { id, title }, nowMs) => {
    const standing = await readStanding(tx, nowMs)
    const to = present(standing)
      .map((person) => person.id)
      .filter((personId) => mayDo(grantsIn(standing, personId), 'triage'))
    const notice = { to, kind: 'story-rises', item: id, title } as const
    await addNotice(tx.withTables<ApprovalTables>(), notice, nowMs)
    await store.notify(approvalsChannel, JSON.stringify({ item: `story:${id}` }), tx)
  }
}
