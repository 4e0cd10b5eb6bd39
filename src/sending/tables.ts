import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import type { DeliveryState } from '#sending/machine.ts'

type Json = ColumnType<unknown, string | null, string | null>

/** The rows of sending. See `migrations.ts`. */
export type SendingTables = {
  deliveries: {
    id: string
    item: string
    title: string
    lane: Lane
    account: string
    network: string
    language: string
    pair: string
    round: number
    sha256: string
    content: string
    parts: number
    wall: string | null
    zone: string | null
    due_at: Date
    deadline_at: Date
    state: DeliveryState
    why: string | null
    detail: string | null
    next_at: Date | null
    fence: number
    leased_until: Date | null
    waits: number
    asks: number
    begun_at: Date | null
    doubt_until: Date | null
    made_at: Date
    made_by_id: string
    made_by: string
    changed_at: Date
    removed_at: Date | null
    removed_why: string | null
    removed_by_id: string | null
    removed_by: string | null
    remove_at: Date | null
    remove_tries: number
    edits: string | null
    half_told_at: Date | null
    answers: string | null
    correction: string | null
    correction_words: string | null
  }
  delivery_parts: {
    delivery_id: string
    part: number
    native_id: string
    url: string | null
    kept: Json
    returned: Json
    there_at: Date
  }
  delivery_events: {
    id: Generated<number>
    delivery_id: string
    at: Date
    from_state: DeliveryState | null
    to_state: DeliveryState
    why: string
    detail: string | null
    by_name: string | null
  }
  pauses: {
    id: string
    scope: 'all' | 'lane' | 'account' | 'topic'
    value: string | null
    reason: string
    begun_at: Date
    begun_by_id: string
    begun_by: string
    ended_at: Date | null
    ended_by: string | null
  }
  connections: {
    account: string
    server: string | null
    limits: Json
    connected_at: Date
    connected_by: string
    checked_at: Date | null
    handle: string | null
    problem: string | null
    detail: string | null
    good_at: Date | null
    expires_at: Date | null
    renews_at: Date | null
    budget: Json
    lost_at: Date | null
    warned_days: number | null
  }
  sign_ins_there: {
    account: string
    state_hash: Buffer
    session_id: string
    redirect_uri: string
    ends_at: Date
    said: 'yes' | 'no' | 'trouble' | null
  }
  delivery_polls: {
    delivery_id: string
    network_name: string
    begun_at: Date
    ends_at: Date
    votes: ColumnType<number[] | null, string | null, string | null>
    voters: number | null
    read_at: Date | null
    is_over: boolean
    is_final: boolean
    is_recorded: ColumnType<boolean, boolean | undefined, boolean>
    next_at: Date | null
    tries: number
    problem: string | null
  }
  spending: { network: string; month: string; millidollars: number }
  sending_pulse: { worker: string; at: Date }
}

/** The database as sending uses it. */
export type SendingDb = Kysely<SendingTables>
