import type { Kysely } from 'kysely'
import { systemChance } from '#api/chance.ts'
import { openAccounts } from '#access/people/accounts.ts'
import type { Account } from '#access/people/contract.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { mayDo } from '#kernel/permission.ts'
import { keepRecord } from '#records/records.ts'
import { storableText } from '#store/storable.ts'
import type { ActingPerson } from '#sending/acts.ts'
import { accountOf } from '#sending/lines.ts'
import {
  PrivateProblem,
  type ReadingAccount,
  type ReadingBoard,
  type ReadingForm,
} from '#sending/private-messages/contract.ts'
import {
  privateDb,
  readableBy,
  answersFor,
  tellScreens,
  type PrivateNeeds,
} from '#sending/private-messages/needs.ts'
import { ensureKey } from '#sending/private-messages/sealing.ts'

/** What came of switching. `not-theirs`: somebody named may not write for the account. */
type Switched = 'done' | 'gone' | 'no-right' | 'not-theirs'

/** Switches reading on, with what for and who may read, or off: with the right to look after accounts, and on record. */
export async function switchReading(
  needs: PrivateNeeds,
  who: ActingPerson,
  { account: id, form }: { account: string; form: ReadingForm },
): Promise<Switched> {
  const { store, vault, clock } = needs
  return store.inTransaction(async (tx) => {
    const account = await accountOf(tx, id)
    if (account === undefined || !canBeRead(needs, account)) return 'gone'
    if (!mayDo(await liveGrants(tx, who.id), 'accounts')) return 'no-right'
    const readers = form.on ? await writersAmong(tx, id, form.readers) : []
    if (form.on && readers.length !== new Set(form.readers).size) return 'not-theirs'
    const nowMs = clock.nowMs()
    await keepSwitch(tx, { id, form, who, nowMs })
    if (form.on) {
      await ensureKey(vault, tx, { account: id, chance: systemChance })
      await nameReaders(tx, id, readers)
    }
    await tellScreens(needs, tx)
    const facts = form.on
      ? { does: 'switched-on', purpose: storableText(form.purpose), readers: readers.map(({ name }) => name) }
      : { does: 'switched-off' }
    const by = { kind: 'person', ...who } as const
    await keepRecord(
      tx,
      { kind: 'private-messages', by, subject: `account:${id}`, account: id, facts },
      nowMs,
    )
    return 'done'
  })
}

type Switch = { id: string; form: ReadingForm; who: ActingPerson; nowMs: number }

/** Switched off it reads nothing more; what was read stays, under its clock and for those who were named. */
async function keepSwitch(tx: Kysely<unknown>, { id, form, who, nowMs }: Switch): Promise<void> {
  const now = new Date(nowMs)
  const row = {
    ...{ is_on: form.on, next_at: form.on ? now : null, tries: 0, problem: null },
    ...{ changed_at: now, changed_by_id: who.id, changed_by: storableText(who.name) },
    ...(form.on && { purpose: storableText(form.purpose) }),
  }
  await privateDb(tx)
    .insertInto('private_reading')
    .values({ account: id, purpose: '', cursor: null, read_at: null, missed_at: null, ...row })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
    .execute()
}

async function nameReaders(tx: Kysely<unknown>, account: string, readers: readonly Named[]): Promise<void> {
  const db = privateDb(tx)
  await db.deleteFrom('private_readers').where('account', '=', account).execute()
  await db
    .insertInto('private_readers')
    .values(readers.map(({ id: person }) => ({ account, person })))
    .execute()
}

type Named = { id: string; name: string }

/** Those of these people who are here and may write for the account. */
async function writersAmong(tx: Kysely<unknown>, account: string, ids: readonly string[]): Promise<Named[]> {
  const all = await peopleHere(tx)
  const named = all.filter(({ id }) => ids.includes(id))
  const may = await Promise.all(named.map(async ({ id }) => answersFor(await liveGrants(tx, id), account)))
  return named.filter((_, at) => may[at])
}

/** People asked for at once; a desk has fewer. */
const peopleMax = 500

function peopleHere(db: Kysely<unknown>): Promise<Named[]> {
  return db
    .withTables<PeopleTables>()
    .selectFrom('people')
    .select(['id', 'name'])
    .where('left_at', 'is', null)
    .orderBy('name')
    .limit(peopleMax)
    .execute()
}

function canBeRead({ networks }: PrivateNeeds, { network }: Pick<Account, 'network'>): boolean {
  return networks.some(({ capabilities: can }) => can.network === network && can.readsPrivate !== undefined)
}

/** How reading stands for every account whose network allows it. Whom it is read by is known to everybody on the desk. */
export async function readingBoard(needs: PrivateNeeds, personId: string): Promise<ReadingBoard> {
  const { db } = needs.store
  const mayChange = mayDo(await liveGrants(db, personId), 'accounts')
  const readable = await readableBy(db, personId)
  const people = await peopleHere(db)
  const grants = mayChange
    ? await Promise.all(people.map(async (one) => ({ ...one, grants: await liveGrants(db, one.id) })))
    : []
  const rows = await privateDb(db).selectFrom('private_reading').selectAll().execute()
  const named = await privateDb(db).selectFrom('private_readers').selectAll().execute()
  const accounts = (await openAccounts(db)).filter((one) => canBeRead(needs, one))
  return {
    mayChange,
    accounts: accounts.map((account): ReadingAccount => {
      const row = rows.find((one) => one.account === account.id)
      const readers = new Set(named.filter((one) => one.account === account.id).map(({ person }) => person))
      const network = needs.networks.find(({ capabilities }) => capabilities.network === account.network)
      return {
        ...{ account: account.id, name: account.name, handle: account.handle, network: account.network },
        networkName: network?.capabilities.name ?? account.network,
        readers: people.filter(({ id }) => readers.has(id)),
        ...(mayChange && {
          candidates: grants
            .filter((one) => answersFor(one.grants, account.id))
            .map(({ id, name }) => ({ id, name })),
        }),
        mayRead: readable.has(account.id),
        ...(row === undefined ? { isOn: false, refused: {} } : stateOf(row)),
      }
    }),
  }
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
function rowsOf(db: Kysely<unknown>) {
  return privateDb(db).selectFrom('private_reading').selectAll().execute()
}

function stateOf(row: Row) {
  const problem = PrivateProblem.safeParse(row.problem)
  return {
    ...{ isOn: row.is_on, changedAt: row.changed_at.toISOString(), changedBy: row.changed_by },
    ...(row.purpose !== '' && { purpose: row.purpose }),
    ...(row.read_at !== null && { readAt: row.read_at.toISOString() }),
    ...(row.is_on && problem.success && { problem: problem.data }),
    ...(row.missed_at !== null && { missedAt: row.missed_at.toISOString() }),
    refused: Object.fromEntries(Object.entries(row.refused).map(([why, count]) => [why, count ?? 0])),
  }
}
