import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Due } from '#records/retention/schedules.ts'

/** Whether an entry is past its schedule and not empty yet. Legal holds are asked apart from it. */
export function isDue(due: readonly Due[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(body is not null and exists (
    select 1 from unnest(${due.map(({ kind }) => kind)}::text[], ${due.map(({ before }) => before.toISOString())}::timestamptz[])
      as scheduled(due_kind, due_before)
    where scheduled.due_kind = kind and at < scheduled.due_before))`
}
