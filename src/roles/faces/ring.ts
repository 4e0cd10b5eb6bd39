import type { Kysely } from 'kysely'
import { approvalsChannel } from '#access/approvals/acts.ts'
import { addNotice } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Words } from '#kernel/words.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'

/** Something people should know: who says it, what, and which page of ours it is about. */
export type Ringing = {
  to: readonly string[]
  by: string | Words
  title: Words
  path: string
  nowMs: number
}

/** Puts something under the bell of people, each in their own language, in this transaction. */
export async function ring(
  { store }: Pick<FacesNeeds, 'store'>,
  tx: Kysely<unknown>,
  { to, by, title, path, nowMs }: Ringing,
): Promise<void> {
  if (to.length === 0) return
  const people = await tx
    .withTables<PeopleTables>()
    .selectFrom('people')
    .select(['id', 'locale'])
    .where('id', 'in', [...to])
    .where('left_at', 'is', null)
    .execute()
  for (const locale of ['en', 'fr'] as const) {
    const ids = people.filter((one) => one.locale === locale).map(({ id }) => id)
    const said = typeof by === 'string' ? by : by[locale]
    const notice = { to: ids, kind: 'told', item: path, title: title[locale], by: said } as const
    await addNotice(tx.withTables<ApprovalTables>(), notice, nowMs)
  }
  await store.notify(approvalsChannel, JSON.stringify({ item: `faces:${path}` }), tx)
}
