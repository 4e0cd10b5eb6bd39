import type { ColumnType, Generated } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import type { Item, Shown } from '#access/approvals/rules.ts'

/** The tables of approvals as Kysely sees them. */
export type ApprovalTables = {
  approval_items: {
    item: string
    title: string
    lane: Lane
    state: Item['state']
    round: number
    writers: string[]
    asked_by: string
    asked_by_name: string
    asked_at: Date
    deadline_at: Date
    reminded_at: Date | null
    escalated_at: Date | null
    returned_by: string | null
    return_reason: string | null
    changed_at: Date
  }
  approval_bytes: { sha256: Buffer; bytes: Buffer }
  approval_versions: {
    item: string
    account: string
    language: string
    position: number
    sha256: Buffer
    /** What somebody last approved or gave back here: the text that changes are marked against. */
    judged_sha256: Buffer | null
    approved_by: string | null
    approved_by_name: string | null
    on_behalf_of: string | null
    on_behalf_of_name: string | null
    approved_at: Date | null
    broke_glass: boolean
  }
  approval_history: {
    seq: Generated<number>
    item: string
    at: Date
    act: string
    by_name: string | null
    reason: string | null
  }
  approval_delegations: {
    id: string
    from_id: string
    to_id: string
    account: string
    language: string
    lane: Lane | '*'
    begun_at: Date
    ends_at: Date
    ended_at: Date | null
  }
  glass_reviews: {
    id: string
    item: string
    round: number
    broken_by: string
    broken_at: Date
    reason: string
    versions: ColumnType<Shown[], string, never>
    due_at: Date
    told_late_at: Date | null
    reviewed_by: string | null
    reviewed_at: Date | null
    was_right: boolean | null
    finding: string | null
  }
  notices: {
    id: Generated<number>
    person_id: string
    at: Date
    kind: string
    item: string
    title: string
    by_name: string | null
    seen_at: Date | null
  }
}
