import type { ColumnType } from 'kysely'
import type { PrivateRefusals } from '#networks/private-messages.ts'

/** The rows of private messages. See `migration.ts`. */
export type PrivateTables = {
  private_reading: {
    account: string
    is_on: boolean
    purpose: string
    changed_at: Date
    changed_by_id: string
    changed_by: string
    cursor: string | null
    next_at: Date | null
    tries: number
    read_at: Date | null
    problem: string | null
    missed_at: Date | null
    refused: ColumnType<PrivateRefusals, string | undefined, string>
  }
  private_readers: { account: string; person: string }
  private_conversations: {
    id: string
    account: string
    native_key: Buffer
    sealed: Buffer
    begun_at: Date
    last_at: Date
    last_theirs_at: Date | null
    messages: number
    handled_at: Date | null
    handled_by: string | null
    seen_at: Date | null
    seen_by: string | null
  }
  private_messages: {
    conversation: string
    native_key: Buffer
    sent_at: Date
    kept_at: Date
    is_ours: boolean
    gone_at: Date | null
    sealed: Buffer | null
  }
  private_forgotten: { account: string; native_key: Buffer; at: Date }
}
