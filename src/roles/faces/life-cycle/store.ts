import { sql, type Kysely } from 'kysely'
import type { AccountRequest } from '#roles/faces/life-cycle/contract.ts'
import { mayDecide, ownersHere } from '#roles/faces/life-cycle/rules.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'
import { networkName } from '#roles/faces/register/network-names.ts'
import { registerDb, type RegisterDb } from '#roles/faces/register/tables.ts'

/** One of us, as owners are shown. */
export type Named = { id: string; name: string }

/** Everybody who is here, by name. */
export async function everybodyHere(anyDb: Kysely<unknown>): Promise<Named[]> {
  return registerDb(anyDb)
    .selectFrom('people')
    .select(['id', 'name'])
    .where('left_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
}

/** Requests, those that wait first, then the last that were decided. */
export async function requestRows(db: RegisterDb, id?: string) {
  return db
    .selectFrom('account_requests')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy(sql`state <> 'asked'`)
    .orderBy('asked_at', 'desc')
    .limit(registerLimits.requestsMax)
    .execute()
}
/** One of them. */
export type RequestRow = Awaited<ReturnType<typeof requestRows>>[number]

/** A request as somebody sees it. */
export function requestView(
  row: RequestRow,
  o: { people: readonly Named[]; personId: string; mayManage: boolean },
): AccountRequest {
  const here = new Map(o.people.map(({ id, name }) => [id, name]))
  const { personId, mayManage } = o
  const facts = { state: row.state, askedById: row.asked_by_id, owners: row.owners }
  const may: AccountRequest['may'] = []
  if (row.state === 'asked') {
    const who = { personId, mayManage }
    if (mayDecide(facts, 'refuse', who, new Set(here.keys())) === undefined) may.push('decide')
    if (mayDecide(facts, 'withdraw', who, new Set()) === undefined) may.push('withdraw')
    if (mayManage && personId === row.asked_by_id) may.push('needs-another')
    if (ownersHere(row.owners, new Set(here.keys())) < registerLimits.ownersMin) may.push('needs-owners')
  }
  return {
    ...{ id: row.id, network: row.network, networkName: networkName(row.network) },
    ...{ handle: row.handle, name: row.name, languages: row.languages, kind: row.kind, why: row.why },
    purpose: { en: row.purpose_en, fr: row.purpose_fr },
    owners: row.owners.flatMap((id) => (here.has(id) ? [{ id, name: here.get(id) ?? '' }] : [])),
    ...{ by: { id: row.asked_by_id, name: row.asked_by }, at: row.asked_at.toISOString(), state: row.state },
    ...(row.decided_at === null
      ? {}
      : {
          decided: {
            ...{ by: row.decided_by ?? '', at: row.decided_at.toISOString() },
            ...(row.decision === null || row.decision === '' ? {} : { words: row.decision }),
          },
        }),
    ...(row.account === null ? {} : { account: row.account }),
    may,
  }
}

/** Named owners that are here, by account. */
export async function namedOwners(anyDb: Kysely<unknown>): Promise<Map<string, Named[]>> {
  const rows = await registerDb(anyDb)
    .selectFrom('account_owners')
    .innerJoin('people', 'people.id', 'account_owners.person_id')
    .select(['account', 'people.id', 'people.name'])
    .where('left_at', 'is', null)
    .orderBy('people.name')
    .limit(registerLimits.accountsMax * registerLimits.ownersMax)
    .execute()
  const of = new Map<string, Named[]>()
  for (const { account, id, name } of rows) of.set(account, [...(of.get(account) ?? []), { id, name }])
  return of
}

/** Names who owns an account from now on. */
export async function writeOwners(
  db: RegisterDb,
  o: { account: string; owners: readonly string[]; by: string; nowMs: number },
): Promise<void> {
  await db.deleteFrom('account_owners').where('account', '=', o.account).execute()
  await db
    .insertInto('account_owners')
    .values(
      [...new Set(o.owners)].map((person_id) => ({
        ...{ account: o.account, person_id, since: new Date(o.nowMs), named_by: o.by },
      })),
    )
    .execute()
}
