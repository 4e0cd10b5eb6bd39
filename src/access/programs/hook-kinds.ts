import type { Kysely } from 'kysely'
import { z } from 'zod'
import { addNotice } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { grantsIn, present } from '#access/people/standing.ts'
import { ownPath } from '#kernel/own-path.ts'
import { mayDo, type Verb } from '#kernel/permission.ts'

/** What came of something a program told: taken in, not in the form it should have, or nobody there to tell. */
export type HookOutcome = 'taken' | 'not-valid' | 'nobody'

/** What a room takes in from programs elsewhere. */
export type HookKind = {
  kind: string
  /** Whoever makes the address must be allowed this, then and at each delivery. */
  needs: Verb
  /** Takes one delivery in, in the transaction in which it is noted. */
  take(tx: Kysely<unknown>, told: { from: string; body: unknown; nowMs: number }): Promise<HookOutcome>
}

/** What a program tells the people of the desk: a sentence, and where here to look. */
const Told = z.object({
  text: z.string().trim().min(1).max(300),
  /** A path of ours. */
  link: z
    .string()
    .max(300)
    .refine((link) => ownPath(link) === link)
    .default('/now'),
})

/** A notice under the bell of everybody who may take on issues: a 311 line, a sensor, a phone log has something to say. */
export const noticeKind: HookKind = {
  kind: 'notice',
  needs: 'triage',
  async take(tx, { from, body, nowMs }) {
    const told = Told.safeParse(body)
    if (!told.success) return 'not-valid'
    const standing = await readStanding(tx, nowMs)
    const to = present(standing)
      .map(({ id }) => id)
      .filter((id) => mayDo(grantsIn(standing, id), 'triage'))
    const { text, link } = told.data
    const notice = { to, kind: 'told', item: link, title: text, by: from } as const
    await addNotice(tx.withTables<ApprovalTables>(), notice, nowMs)
    return to.length === 0 ? 'nobody' : 'taken'
  },
}
