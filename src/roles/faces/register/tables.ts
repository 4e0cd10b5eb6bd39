import type { ColumnType, Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import type {
  AccountKind,
  CheckFacts,
  CheckKind,
  CheckState,
  NotedProfile,
} from '#roles/faces/register/contract.ts'
import type { Reason } from '#roles/faces/look-alikes/contract.ts'

type Json<T> = ColumnType<T, string, string>
type NullUnlessSet<T> = ColumnType<T | null, T | null | undefined, T | null>

/** The rows of the register, of look-alikes and of the life of accounts. See `migration.ts` there and in `life-cycle`. */
export type RegisterTables = PeopleTables & {
  official_accounts: {
    account: string
    kind: AccountKind
    purpose_en: string
    purpose_fr: string
    profile_url: string | null
    is_listed: boolean
    /** As text, `2024-05-01`. */
    since: string | null
    changed_at: Date
    changed_by: string
  }
  account_checks: {
    account: string
    kind: CheckKind
    state: CheckState
    code: string
    facts: Json<CheckFacts>
    checked_at: Date
    since: Date
    told_at: Date | null
  }
  account_profiles: {
    account: string
    native_id: string
    noted: Json<NotedProfile>
    noted_at: Date
    noted_by: string | null
    seen: ColumnType<NotedProfile | null, string | null, string | null>
    seen_at: Date | null
  }
  look_alikes: {
    id: string
    account: string
    network: string
    native_key: Buffer
    handle: string
    url: string
    reasons: Json<Reason[]>
    score: number
    found_at: Date
    seen_at: Date
    found_by: string | null
    kept_at: Date | null
    kept_by: string | null
    note: string | null
  }
  look_alike_lessons: {
    account: string
    network: string
    native_key: Buffer
    reasons: string[]
    learned_at: Date
    learned_by: string
  }
  look_alike_searches: {
    account: string
    state: 'done' | 'unanswered' | 'not-searched'
    why: string | null
    candidates: number
    is_whole: boolean
    searched_at: Date
  }
  look_alike_names: {
    account: string
    is_on: boolean
    changed_at: Date
    changed_by: string
    paid_at: NullUnlessSet<Date>
    looked_at: NullUnlessSet<Date>
    state: NullUnlessSet<'done' | 'unanswered'>
    why: NullUnlessSet<string>
    names: NullUnlessSet<number>
    candidates: NullUnlessSet<number>
    is_whole: NullUnlessSet<boolean>
  }
  account_list_began: { at: Date }
  account_requests: {
    id: string
    network: string
    handle: string
    name: string
    languages: string[]
    kind: AccountKind
    purpose_en: string
    purpose_fr: string
    why: string
    owners: string[]
    asked_by_id: string
    asked_by: string
    asked_at: Date
    state: 'asked' | 'approved' | 'refused' | 'withdrawn'
    decided_by_id: string | null
    decided_by: string | null
    decided_at: Date | null
    decision: string | null
    account: string | null
  }
  account_owners: { account: string; person_id: string; since: Date; named_by: string }
  account_closings: {
    account: string
    closed_at: Date
    closed_by_id: string
    closed_by: string
    why: string
    records_kept: string
    held_by: string
    network_says: string
    public_en: string
    public_fr: string
    follow_url: string | null
  }
  account_quiet: { account: string; said_at: Date | null; told_at: Date }
}

/** The database as the register uses it. */
export type RegisterDb = Kysely<RegisterTables>

/** The database with the tables of the register. */
export function registerDb(db: Kysely<unknown>): RegisterDb {
  return db.withTables<RegisterTables>()
}
