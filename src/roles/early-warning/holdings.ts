import { sql, type Kysely } from 'kysely'
import type { EarlyWarningDb, EarlyWarningTables } from '#roles/early-warning/store.ts'

type Named = { id: string; name: string }

const heldMax = 500

/** The open issues somebody owns: by who they are, or by name where an issue is from before owners were people of the desk. */
export async function issuesHeldBy(
  person: Named,
  anyDb: Kysely<unknown>,
): Promise<{ kind: 'issue'; id: string; title: string; to: string }[]> {
  const rows = await held(anyDb.withTables<EarlyWarningTables>(), person).execute()
  return rows.map(({ id, title }) => ({
    kind: 'issue',
    id,
    title,
    to: `/now/issues/${encodeURIComponent(id)}`,
  }))
}

/** Gives them to somebody else, with a note of it in each, in the transaction in which the person leaves. */
export async function handOverIssues(
  from: Named,
  to: Named,
  tx: Kysely<unknown>,
  nowMs: number,
): Promise<void> {
  const db = tx.withTables<EarlyWarningTables>()
  const rows = await held(db, from).forUpdate().execute()
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await db.updateTable('issues').set({ owner: to.name, owner_id: to.id }).where('id', 'in', ids).execute()
  const at = new Date(nowMs)
  const text = `${from.name} → ${to.name}`
  await db
    .insertInto('issue_notes')
    .values(ids.map((id) => ({ issue_id: id, at, by: from.name, text })))
    .execute()
}

function held(db: EarlyWarningDb, { id, name }: Named) {
  return db
    .selectFrom('issues')
    .select(['id', 'title'])
    .where('state', '=', 'open')
    .where(sql<boolean>`(owner_id = ${id} or (owner_id is null and lower(owner) = lower(${name})))`)
    .orderBy('next_review_at')
    .limit(heldMax)
}
