import { sql, type Kysely } from 'kysely'
import { keepersOf } from '#sending/keepers.ts'
import type { Check, CheckKind, EntryForm } from '#roles/faces/register/contract.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'
import type { Found, Standing } from '#roles/faces/register/rules.ts'
import { registerDb, type RegisterDb } from '#roles/faces/register/tables.ts'

/** An account of ours with what the register holds of it, open or closed. */
export type AccountRow = {
  id: string
  network: string
  handle: string
  name: string
  languages: string[]
  createdMs: number
  closedMs: number | undefined
  entry: EntryForm
  /** Nobody has said yet what it is for. */
  isNew: boolean
  closing: { words: { en: string; fr: string }; url: string | undefined } | undefined
}

/** Networks that are ways to tell many or programs, and no accounts that people find; not listed unless somebody says so. */
const unlisted: ReadonlySet<string> = new Set(['webhook', 'webpush', 'email'])

/** Accounts of ours, open ones first, oldest first; the closed ones too. */
export async function accountRows(anyDb: Kysely<unknown>, id?: string): Promise<AccountRow[]> {
  const rows = await registerDb(anyDb)
    .selectFrom('accounts as a')
    .leftJoin('official_accounts as o', 'o.account', 'a.id')
    .leftJoin('account_closings as c', 'c.account', 'a.id')
    .select(['a.id', 'a.network', 'a.handle', 'a.name', 'a.languages', 'a.created_at', 'a.closed_at'])
    .select(['o.kind', 'o.purpose_en', 'o.purpose_fr', 'o.profile_url', 'o.is_listed', 'o.account as noted'])
    .select(sql<string | null>`to_char(o.since, 'YYYY-MM-DD')`.as('since'))
    .select(['c.public_en', 'c.public_fr', 'c.follow_url'])
    .$if(id !== undefined, (query) => query.where('a.id', '=', id ?? ''))
    .orderBy(sql`a.closed_at is not null`)
    .orderBy('a.created_at')
    .orderBy('a.id')
    .limit(registerLimits.accountsMax)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, network: row.network, handle: row.handle, name: row.name, languages: row.languages },
    ...{ createdMs: row.created_at.getTime(), closedMs: row.closed_at?.getTime(), isNew: row.noted === null },
    entry: {
      kind: row.kind ?? 'official',
      purpose: { en: row.purpose_en ?? '', fr: row.purpose_fr ?? '' },
      isListed: row.is_listed ?? !unlisted.has(row.network),
      ...(row.profile_url === null ? {} : { profileUrl: row.profile_url }),
      ...(row.since === null ? {} : { since: row.since }),
    },
    closing:
      row.public_en === null
        ? undefined
        : {
            words: { en: row.public_en, fr: row.public_fr ?? row.public_en },
            url: row.follow_url ?? undefined,
          },
  }))
}

/** What was last found, by account and kind. */
export async function standingsOf(
  anyDb: Kysely<unknown>,
  accounts?: readonly string[],
): Promise<Map<string, Map<CheckKind, Standing>>> {
  const rows = await registerDb(anyDb)
    .selectFrom('account_checks')
    .selectAll()
    .$if(accounts !== undefined, (query) => query.where('account', 'in', ['', ...(accounts ?? [])]))
    .limit(registerLimits.accountsMax * 6)
    .execute()
  const found = new Map<string, Map<CheckKind, Standing>>()
  for (const row of rows) {
    const of = found.get(row.account) ?? new Map<CheckKind, Standing>()
    of.set(row.kind, {
      ...{ state: row.state, code: row.code, facts: row.facts, checkedMs: row.checked_at.getTime() },
      ...{ sinceMs: row.since.getTime(), toldMs: row.told_at?.getTime() },
    })
    found.set(row.account, of)
  }
  return found
}

/** A check as people see it. */
export function checkView(kind: CheckKind, one: Standing): Check {
  const { state, code, facts, checkedMs, sinceMs } = one
  return {
    ...{ kind, state, code, facts },
    checkedAt: new Date(checkedMs).toISOString(),
    since: new Date(sinceMs).toISOString(),
  }
}

/** Writes what was found. */
export async function writeStanding(
  db: RegisterDb,
  { account, kind, now }: { account: string; kind: CheckKind; now: Standing },
): Promise<void> {
  const row = {
    ...{ state: now.state, code: now.code, facts: JSON.stringify(cleanFacts(now.facts)) },
    ...{ checked_at: new Date(now.checkedMs), since: new Date(now.sinceMs) },
    told_at: now.toldMs === undefined ? null : new Date(now.toldMs),
  }
  await db
    .insertInto('account_checks')
    .values({ account, kind, ...row })
    .onConflict((conflict) => conflict.columns(['account', 'kind']).doUpdateSet(row))
    .execute()
}

/** Texts from outside as JSON in the database takes them. */
function cleanFacts(facts: Found['facts']): Found['facts'] {
  return Object.fromEntries(
    Object.entries(facts).map(([name, text]) => [
      name,
      text.replaceAll('\u0000', '\uFFFD').toWellFormed().slice(0, 600),
    ]),
  )
}

/** People who own an account: those named, while they are here; without any, whoever may look after accounts. */
export async function ownersOf(anyDb: Kysely<unknown>, account: string): Promise<string[]> {
  const named = await registerDb(anyDb)
    .selectFrom('account_owners')
    .innerJoin('people', 'people.id', 'account_owners.person_id')
    .select('person_id')
    .where('account', '=', account)
    .where('left_at', 'is', null)
    .execute()
  return named.length > 0 ? named.map(({ person_id }) => person_id) : keepersOf(anyDb, account)
}
