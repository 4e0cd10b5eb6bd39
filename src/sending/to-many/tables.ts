import type { Kysely } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import type { EndedWhy, RecipientState } from '#sending/to-many/rules.ts'
import type { SendingTables } from '#sending/tables.ts'

/** The rows of reaching subscribers, beside those of the outbox. See `migration.ts`. */
export type ToManyTables = SendingTables & {
  subscribers: {
    id: string
    account: string
    language: string
    address_hash: Buffer
    state: 'active' | 'ended'
    ended_why: EndedWhy | null
    ended_at: Date | null
    consent_at: Date
    consent_source: string
    added_at: Date
    /** Ids of the topics they chose; null: everything. */
    topics: string[] | null
  }
  subscriber_addresses: { subscriber_id: string; sealed: Buffer }
  to_many: {
    delivery_id: string
    message_key: string
    item: string
    pair: string
    lane: Lane
    account: string
    network: string
    language: string
    sha256: string
    title: string
    text: string
    /** Where all of it stands, on our own site. */
    url: string | null
    said_at: Date
    until_at: Date
    /** `held`: a pause came after it was handed over, and somebody lets it go on; `stopped`: nobody else is told. */
    state: 'open' | 'held' | 'stopped' | 'done'
    next_at: Date
    waits: number
    why: string | null
    detail: string | null
    recipients: number
    handed_at: Date
    released_at: Date | null
    done_at: Date | null
    tidied_at: Date | null
    /** What it is about; null: it is for everybody. */
    topics: string[] | null
  }
  to_many_recipients: {
    delivery_id: string
    subscriber_id: string
    state: RecipientState
    why: string | null
    detail: string | null
    attempts: number
    fence: number
    next_at: Date | null
    leased_until: Date | null
    changed_at: Date
  }
  /** Mails of people that answered one of ours: `more`: beyond what is kept, `auto-reply`: absence notices. */
  mail_answers: {
    id: string
    account: string
    delivery_id: string
    subscriber_id: string | null
    kind: 'answer' | 'more' | 'auto-reply'
    heard_at: Date
  }
  /** Subscriptions asked for on our page that wait for their yes. */
  subscription_asks: {
    id: string
    accounts: string[]
    language: string
    mailbox_hash: Buffer
    sealed: Buffer | null
    asked_at: Date
    expires_at: Date
    next_at: Date | null
    tries: number
    confirmed_at: Date | null
    topics: string[] | null
  }
  mailbox_readings: {
    account: string
    cursor: string | null
    leased_until: Date | null
    read_at: Date | null
    problem: string | null
  }
}

/** The database as reaching subscribers uses it. */
export type ToManyDb = Kysely<ToManyTables>
