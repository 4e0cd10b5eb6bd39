import { randomBytes } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import { dayMs, minuteMs } from '#kernel/time.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { wayOf, type ToManyGround } from '#sending/to-many/ground.ts'
import { manyOf } from '#sending/to-many/network.ts'
import { addSubscriber, chooseAnew } from '#sending/to-many/subscribers.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'
import { keptTopics } from '#sending/topics/rules.ts'

type Needs = Pick<ToManyGround, 'store' | 'ways' | 'keys' | 'clock' | 'lines' | 'log'>

/** Limits of asking for a subscription on our page: nobody can be flooded with mails that ask back, whoever types their address. */
export const askLimits = {
  /** How long the link in the mail works, and the address is kept without a yes. */
  validMs: 2 * dayMs,
  /** Between two mails to one mailbox, and how many in a day. */
  againMs: 15 * minuteMs,
  perDayMax: 3,
  /** Mails that wait to go out. */
  waitingMax: 10_000,
  /** Everything that was asked for and is not forgotten yet. */
  keptMax: 100_000,
  listsMax: 50,
} as const

/** Something one can subscribe to: an account of ours, and the languages it speaks. */
export type SubscribeList = { account: string; name: string; languages: readonly string[] }

/** What can be subscribed to now, by mail or in the browser: accounts that are open and connected. */
export async function listsFor(
  { store, ways, lines }: Pick<Needs, 'store' | 'ways' | 'lines'>,
  network: 'email' | 'webpush',
): Promise<SubscribeList[]> {
  if (wayOf({ ways }, network) === undefined) return []
  const ours = (await openAccounts(store.db)).filter((account) => account.network === network)
  const lists: SubscribeList[] = []
  for (const { id, name, languages } of ours.slice(0, askLimits.listsMax)) {
    const line = await lines.open(id)
    if (line !== undefined && manyOf(line.sender) !== undefined) lists.push({ account: id, name, languages })
  }
  return lists
}

/** Who speaks, as readers of our own site know it; undefined before the desk has a place. */
export async function siteName({ store }: Pick<Needs, 'store'>): Promise<string | undefined> {
  return (await openAccounts(store.db)).find(({ network }) => network === 'pages')?.handle
}

/** What somebody typed on the page. `topics` null: everything. */
export type Asked = {
  address: string
  accounts: readonly string[]
  language: 'en' | 'fr'
  topics: readonly string[] | null
}

/**
 * Notes that somebody asked, so that a mail asks back. What is answered is the same whether the address is known, was asked for a
 * minute ago, or is new.
 */
export async function askToSubscribe(needs: Needs, asked: Asked): Promise<'noted' | 'bad-address'> {
  const read = wayOf(needs, 'email')?.read(asked.address)
  if (read === undefined) return 'bad-address'
  const keys = await needs.keys()
  const mailbox = keys.hash(`mailbox:${mailboxOf(read.same)}`)
  const nowMs = needs.clock.nowMs()
  await needs.store.inTransaction(async (tx) => {
    // One at a time for one mailbox: of two at once, neither would see the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${mailbox.toString('hex')}, 0))`.execute(tx)
    if (!(await mayBeAsked(needs, tx, mailbox))) return
    const id = randomBytes(12).toString('hex')
    const now = new Date(nowMs)
    await db(tx)
      .insertInto('subscription_asks')
      .values({
        ...{ id, accounts: [...asked.accounts], language: asked.language, mailbox_hash: mailbox },
        ...{ sealed: keys.seal(id, read.address), asked_at: now, next_at: now, tries: 0, confirmed_at: null },
        ...{ expires_at: new Date(nowMs + askLimits.validMs), topics: keptTopics(asked.topics) },
      })
      .execute()
  })
  return 'noted'
}

/** What most servers put into the same mailbox: anything between a `+` and the `@` is a note of its owner. */
function mailboxOf(same: string): string {
  const at = same.lastIndexOf('@')
  return `${same.slice(0, at).split('+', 1)[0] ?? ''}${same.slice(at)}`
}

async function mayBeAsked(
  { clock, log }: Pick<Needs, 'clock' | 'log'>,
  tx: Kysely<unknown>,
  mailbox: Buffer,
): Promise<boolean> {
  const nowMs = clock.nowMs()
  const { rows } = await sql<{ day: number; newest: Date | null; waiting: number; kept: number }>`
    select count(*)::int as day, max(asked_at) as newest,
      (select count(*)::int from subscription_asks where next_at is not null) as waiting,
      (select count(*)::int from (select 1 from subscription_asks limit ${askLimits.keptMax}) as known) as kept
    from subscription_asks where mailbox_hash = ${mailbox} and asked_at > ${new Date(nowMs - dayMs)}`.execute(
    tx,
  )
  const { day = 0, newest = null, waiting = 0, kept = 0 } = rows[0] ?? {}
  const isSoon = newest !== null && nowMs - newest.getTime() < askLimits.againMs
  const isRoom = waiting < askLimits.waitingMax && kept < askLimits.keptMax
  if (!isRoom) log('warn', 'nobody can subscribe now: too many wait to be asked back', { waiting, kept })
  return !isSoon && isRoom && day < askLimits.perDayMax
}

type AskRow = {
  id: string
  accounts: string[]
  language: string
  sealed: Buffer | null
  confirmed_at: Date | null
  topics: string[] | null
}

/** In which language somebody asked whose link this is; undefined where it is none of ours, or its time is over. */
export async function askedIn(
  { store, keys, clock }: Pick<Needs, 'store' | 'keys' | 'clock'>,
  token: string,
): Promise<'en' | 'fr' | undefined> {
  const id = (await keys()).askOf(token)
  const row =
    id === undefined ? undefined : await openAsk(store.db, id, { nowMs: clock.nowMs(), isHeld: false })
  return row && localeOf(row)
}

/**
 * Says yes to what was asked for: now they are subscribed, on record without a name. Saying it again changes nothing, also when
 * they have left since. Undefined for a link that is none of ours, or too late.
 */
export async function confirmSubscription(needs: Needs, token: string): Promise<'en' | 'fr' | undefined> {
  const keys = await needs.keys()
  const id = keys.askOf(token)
  if (id === undefined) return undefined
  return needs.store.inTransaction(async (tx) => {
    const nowMs = needs.clock.nowMs()
    const ask = await openAsk(tx, id, { nowMs, isHeld: true })
    if (ask === undefined || ask.confirmed_at !== null || ask.sealed === null) return ask && localeOf(ask)
    const address = keys.open(id, ask.sealed)
    const added: string[] = []
    const { language, topics } = ask
    for (const account of await stillOpen(tx, ask.accounts))
      if (await subscribe(needs, tx, { account, address, language, topics, nowMs })) added.push(account)
    await db(tx)
      .updateTable('subscription_asks')
      .set({ confirmed_at: new Date(nowMs), sealed: null, next_at: null })
      .where('id', '=', id)
      .execute()
    if (added.length > 0) await keepRecord(tx, added.map(recordOf), nowMs)
    return localeOf(ask)
  })
}

async function openAsk(
  anyDb: Kysely<unknown>,
  id: string,
  { nowMs, isHeld }: { nowMs: number; isHeld: boolean },
): Promise<AskRow | undefined> {
  const row = await db(anyDb)
    .selectFrom('subscription_asks')
    .select(['id', 'accounts', 'language', 'sealed', 'confirmed_at', 'topics'])
    .where('id', '=', id)
    .where('expires_at', '>', new Date(nowMs))
    .$if(isHeld, (query) => query.forUpdate())
    .executeTakeFirst()
  return row?.sealed === null && row.confirmed_at === null ? undefined : row
}

function localeOf({ language }: Pick<AskRow, 'language'>): 'en' | 'fr' {
  return language === 'fr' ? 'fr' : 'en'
}

async function stillOpen(tx: Kysely<unknown>, accounts: readonly string[]): Promise<string[]> {
  const open = await openAccounts(tx)
  return accounts.filter((id) => open.some((one) => one.id === id && one.network === 'email'))
}

type Yes = {
  account: string
  address: string
  language: string
  topics: readonly string[] | null
  nowMs: number
}

/** Whether somebody is new there. For whoever is subscribed already, the language and the topics they chose now count. */
async function subscribe(needs: Needs, tx: Kysely<unknown>, yes: Yes): Promise<boolean> {
  const { account, address, language, topics, nowMs } = yes
  const came = await addSubscriber(needs, tx, {
    ...{ account, network: 'email', address, language, topics },
    ...{ consentAtMs: nowMs, source: '/subscribe' },
  })
  if (came.kind === 'already') await chooseAnew(tx, came.id, { language, topics })
  return came.kind === 'added' || came.kind === 'again'
}

function recordOf(account: string): NewRecord {
  const facts = { subscribersAdded: 1, source: '/subscribe' }
  return { kind: 'account-changed', by: { kind: 'desk' }, subject: `account:${account}`, account, facts }
}

/** The mail that asked back did not arrive, or was called spam: the address is gone. */
export async function dropAsk(tx: Kysely<unknown>, id: string): Promise<void> {
  await db(tx)
    .updateTable('subscription_asks')
    .set({ sealed: null, next_at: null })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .execute()
}

/** Forgets what nobody said yes to in time. Says how many. */
export async function forgetAsks({ store, clock }: Pick<Needs, 'store' | 'clock'>): Promise<number> {
  const gone = await db(store.db)
    .deleteFrom('subscription_asks')
    .where('expires_at', '<=', new Date(clock.nowMs()))
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

function db(any: Kysely<unknown>): ToManyDb {
  return any.withTables<ToManyTables>()
}
