import type { NamesOf } from '#roles/faces/look-alikes/contract.ts'
import { namesEveryMs } from '#roles/faces/look-alikes/looking-by-name.ts'
import { nameable, type Nameable } from '#roles/faces/look-alikes/naming.ts'
import { act, keepAccount, type Doer } from '#roles/faces/register/act.ts'
import type { OfficialNeeds, Ruled } from '#roles/faces/register/ground.ts'
import { networkName } from '#roles/faces/register/network-names.ts'
import type { Refusal } from '#roles/faces/register/problems.ts'
import { accountRows } from '#roles/faces/register/store.ts'
import { registerDb, type RegisterDb, type RegisterTables } from '#roles/faces/register/tables.ts'
import { storableText } from '#store/storable.ts'
import type { Selectable } from 'kysely'

type Row = Selectable<RegisterTables['look_alike_names']>

/** Every account whose network takes money for what it shows: what a look would cost, whether it is on, how the last one went. */
export async function namesBoard(needs: OfficialNeeds): Promise<NamesOf[]> {
  const { db } = needs.store
  const rows = await registerDb(db).selectFrom('look_alike_names').selectAll().execute()
  const of = new Map(rows.map((row) => [row.account, row]))
  const all = await nameable(needs, await accountRows(db))
  return all.map((one) => viewOf(needs, one, of.get(one.account.id)))
}

function viewOf(needs: OfficialNeeds, one: Nameable, row: Row | undefined): NamesOf {
  const { id, name, handle, network } = one.account
  const paidMs = row?.paid_at?.getTime()
  const nextMs = paidMs === undefined ? undefined : paidMs + namesEveryMs
  return {
    ...{ account: { id, name, handle }, networkName: networkName(network) },
    ...{ names: one.names.length, mostMillidollars: one.mostMillidollars, isOn: row?.is_on ?? false },
    ...(row === undefined ? {} : { changed: { at: row.changed_at.toISOString(), by: row.changed_by } }),
    ...lookedOf(row),
    ...(row?.is_on === true && nextMs !== undefined && !needs.isPractice
      ? { nextAt: new Date(nextMs).toISOString() }
      : {}),
  }
}

function lookedOf(row: Row | undefined): Pick<NamesOf, 'looked'> {
  if (row === undefined || row.looked_at === null || row.state === null) return {}
  const { state, why, names, candidates, is_whole } = row
  return {
    looked: {
      ...{ at: row.looked_at.toISOString(), state, names: names ?? 0, candidates: candidates ?? 0 },
      ...{ isWhole: is_whole ?? false, ...(why === null ? {} : { why }) },
    },
  }
}

/** Lets the desk look for likely names of an account, or stops it; what it may cost goes on record with it. */
export async function switchNames(
  needs: OfficialNeeds,
  who: Doer,
  { account, isOn }: { account: string; isOn: boolean },
): Promise<Ruled<undefined, Refusal>> {
  const [row] = await accountRows(needs.store.db, account)
  if (row === undefined) return { ok: false, why: 'no-such-account' }
  const [one] = isOn ? await nameable(needs, [row]) : []
  if (isOn && one === undefined) return { ok: false, why: 'no-names-there' }
  return act(needs, who, async (now) => {
    if (!now.mayManage) return { ok: false, why: 'not-allowed' }
    const by = storableText(who.session.person.name)
    await write(now.db, account, { is_on: isOn, changed_at: new Date(now.nowMs), changed_by: by })
    const cost = one === undefined ? {} : { names: one.names.length, mostMillidollars: one.mostMillidollars }
    await keepAccount(now, who, { account, facts: { does: 'look-alike-names', isOn, ...cost } })
    return { ok: true, value: undefined }
  })
}

/** When it was last paid for stays: switching off and on is no new look. */
async function write(
  db: RegisterDb,
  account: string,
  row: Pick<Row, 'is_on' | 'changed_at' | 'changed_by'>,
): Promise<void> {
  await db
    .insertInto('look_alike_names')
    .values({ account, ...row })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
    .execute()
}
