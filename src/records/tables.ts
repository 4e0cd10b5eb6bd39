import type { Generated, Kysely } from 'kysely'

/** The tables of `records` as Kysely sees them. */
export type RecordsTables = {
  /** `body` is what the hash is made of; the columns beside it only help to find it. Both go when an entry is disposed of. */
  records_entries: {
    seq: number
    at: Date
    kind: string
    actor: string | null
    actor_name: string | null
    subject: string | null
    account: string | null
    salt: Buffer | null
    body: string | null
    words: unknown
    content: Buffer
    hash: Buffer
    /** The entry of kind `disposal` that says why this one is empty. */
    disposed_by: number | null
  }
  records_head: { seq: number; hash: Buffer }
  records_heads: { seq: number; hash: Buffer; at: Date; key_id: string; signature: Buffer }
  records_keys: { id: string; pem: string; made_at: Date }
  records_schedules: { kind: string; years: number | null; changed_at: Date }
  /** Each has a length in days or in years, never both. */
  records_clocks: { clock: string; days: number | null; years: number | null; changed_at: Date }
  records_holds: {
    id: string
    name: string
    reason: string
    subject: string | null
    account: string | null
    from_at: Date | null
    to_at: Date | null
    /** Folded, as the guard compares them; `words_said` as they were typed. */
    words: string | null
    words_said: string | null
    set_by: string
    set_at: Date
    lifted_by: string | null
    lifted_at: Date | null
    lift_reason: string | null
  }
  records_disposal: {
    paused_at: Date | null
    paused_by: string | null
    pause_reason: string | null
    last_night_at: Date | null
  }
  records_checks: {
    id: string
    begun_at: Date
    done: Generated<number>
    total: number
    ended_at: Date | null
    /** JSON of a finding; null while it runs and when nothing is wrong. */
    finding: string | null
  }
  records_exports: {
    id: string
    state: 'draft' | 'making' | 'ready' | 'failed' | 'expired'
    made_by: string
    by_id: string
    begun_at: Date
    purpose: string
    locale: string
    time_zone: string
    /** JSON of words for people. */
    failure: string | null
    /** JSON of the query. */
    query: string
    to_seq: number
    /** JSON: what is blacked out. */
    redactions: Generated<string>
    done: Generated<number>
    total: Generated<number>
    counts: string | null
    bytes: number | null
    sha256: string | null
    ready_at: Date | null
    ends_at: Date
  }
  records_export_parts: { export_id: string; part: number; bytes: Buffer }
}

/** The store with the tables of this room. */
export type RecordsDb = Kysely<RecordsTables>
