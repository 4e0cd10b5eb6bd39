import type { HouseRule } from '#sending/moderation/contract.ts'

/** The rows of moderation. See `migration.ts`. */
export type ModerationTables = {
  barred: {
    id: string
    party: string
    rule: HouseRule
    reason: string
    begun_at: Date
    begun_by_id: string
    begun_by: string
    ends_at: Date
    ended_at: Date | null
    ended_by: string | null
    ended_reason: string | null
  }
}
