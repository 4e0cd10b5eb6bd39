import type { Kysely } from 'kysely'
import { liveGrants } from '#access/people/live-grants.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Connection, ConnectField, SenderHealth, SendingNetwork } from '#networks/sender.ts'
import type { Account } from '#access/people/contract.ts'
import { keepRecord } from '#records/records.ts'
import { storableJson, storableText } from '#store/storable.ts'
import type { ActingPerson } from '#sending/acts.ts'
import type { ConnectForm } from '#sending/contract.ts'
import { accountOf, credentialsOf, secretOf, tellConnected, type LineNeeds } from '#sending/lines.ts'
import type { SendingTables } from '#sending/tables.ts'
import { unsaid } from '#sending/unsaid.ts'

/** What came of connecting. `refused`: the harmless call did not work, and nothing was kept. */
export type Connected =
  | { kind: 'connected'; health: Extract<SenderHealth, { ok: true }> }
  | { kind: 'refused'; health: Extract<SenderHealth, { ok: false }>; fields: readonly ConnectField[] }
  | { kind: 'missing'; names: readonly string[]; fields: readonly ConnectField[] }
  | { kind: 'gone' | 'no-right' | 'other-account' }

/**
 * Connects an account: a harmless call first, with what was given; only when it works are the secrets kept, sealed, in the
 * transaction of their record. Secrets never come back from here.
 */
export async function connect(
  needs: LineNeeds,
  who: ActingPerson,
  { account: id, form, signal }: { account: string; form: ConnectForm; signal: AbortSignal },
): Promise<Connected> {
  const account = await accountOf(needs.store.db, id)
  const network = needs.networks.find(({ capabilities }) => capabilities.network === account?.network)
  if (account === undefined || network === undefined) return { kind: 'gone' }
  if (!mayDo(await liveGrants(needs.store.db, who.id), 'accounts')) return { kind: 'no-right' }
  const fields = network.connectFields
  // Ours to speak through as it is: there is nothing to connect.
  if (fields.length === 0) return { kind: 'gone' }
  const names = missingIn(fields, form)
  if (names.length > 0) return { kind: 'missing', names, fields }
  const secrets = secretsIn(fields, form)
  return connectWith(needs, who, { account, network, server: given(form, 'server'), secrets, signal })
}

/** An account, and a sign-in for it that nobody has tried yet. */
export type ToTry = {
  account: Account
  network: SendingNetwork
  server: string | undefined
  secrets: unknown
  signal: AbortSignal
}

/** Tries a sign-in with the harmless call, and keeps it when it works and is the account's own. The right was asked for before. */
export async function connectWith(
  needs: LineNeeds,
  who: ActingPerson,
  { account, network, server, secrets: tried, signal }: ToTry,
): Promise<Exclude<Connected, { kind: 'missing' }>> {
  const { id } = account
  const fields = network.connectFields
  let secrets = tried
  const connection: Connection = {
    ...{ account: id, handle: account.handle, languages: account.languages },
    ...(server === undefined ? {} : { server }),
    ...(needs.allowPrivateNetworks ? { allowPrivateNetworks: true } : {}),
    credentials: { read: async () => secrets, write: async (value) => void (secrets = value) },
  }
  const health = await network.open(connection).health({ clock: needs.clock, signal })
  if (!health.ok)
    return { kind: 'refused', fields, health: { ...health, detail: unsaid(health.detail, secrets, fields) } }
  // Speaking through somebody else's account would be noticed by the public first.
  if (bare(health.handle) !== bare(account.handle)) return { kind: 'other-account' }
  await needs.store.inTransaction((tx) => keep(needs, tx, { who, id, server, secrets, health }))
  return { kind: 'connected', health }
}

/** What was given in a field, without the blanks that copying brings along. */
function given(form: ConnectForm, name: string): string | undefined {
  const text = form[name]?.trim()
  return text === '' ? undefined : text
}

/** Fields that must be filled in and are not. Where each alone is optional, at least one must be: all of them are named. */
function missingIn(fields: readonly ConnectField[], form: ConnectForm): string[] {
  const empty = fields.filter(({ name }) => given(form, name) === undefined)
  const isNothing = empty.length === fields.length
  return empty.filter(({ isOptional }) => isNothing || isOptional !== true).map(({ name }) => name)
}

/** Only what the network asks for: whatever else was sent is not kept. */
function secretsIn(fields: readonly ConnectField[], form: ConnectForm): Record<string, string> {
  const names = fields.map(({ name }) => name).filter((name) => name !== 'server')
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = given(form, name)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

/** Handles are written with and without `@`, and in any case. */
function bare(handle: string): string {
  return handle.trim().replace(/^@/, '').toLowerCase()
}

type Kept = {
  who: ActingPerson
  id: string
  server: string | undefined
  secrets: unknown
  health: Extract<SenderHealth, { ok: true }>
}

async function keep(
  needs: LineNeeds,
  tx: Kysely<unknown>,
  { who, id, server, secrets, health }: Kept,
): Promise<void> {
  const nowMs = needs.clock.nowMs()
  await needs.vault.put(tx, secretOf(id), JSON.stringify(secrets))
  const now = new Date(nowMs)
  const row = {
    ...{
      server: server === undefined ? null : storableText(server),
      connected_at: now,
      connected_by: storableText(who.name),
      lost_at: null,
    },
    ...healthColumns(health, now),
    warned_days: null,
  }
  await tx
    .withTables<SendingTables>()
    .insertInto('connections')
    .values({ account: id, ...row })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
    .execute()
  await tellConnected(needs.store, tx, id)
  const facts = { connected: true, handle: health.handle, ...(server === undefined ? {} : { server }) }
  const by = { kind: 'person', ...who } as const
  await keepRecord(tx, { kind: 'account-changed', by, subject: `account:${id}`, account: id, facts }, nowMs)
}

/** What a good answer leaves on the board. */
export function healthColumns(health: Extract<SenderHealth, { ok: true }>, now: Date) {
  return {
    ...{ checked_at: now, good_at: now, handle: storableText(health.handle), problem: null, detail: null },
    limits: storableJson(health.limits),
    renews_at: health.renewsAtMs === undefined ? null : new Date(health.renewsAtMs),
    budget: health.budget === undefined ? null : storableJson(health.budget),
    expires_at: health.expiresAtMs === undefined ? null : new Date(health.expiresAtMs),
  }
}

/** Forgets the secrets of an account: from now on nothing goes out there. False when it was not connected. */
export async function disconnectAccount(
  needs: LineNeeds,
  who: ActingPerson,
  account: string,
): Promise<'done' | 'gone' | 'no-right'> {
  if (!mayDo(await liveGrants(needs.store.db, who.id), 'accounts')) return 'no-right'
  const secrets = await credentialsOf(needs, account).read()
  const done = await forget(needs, who, account)
  if (done === 'done') await endThere(needs, account, secrets)
  return done
}

/** Where the network lets us, the sign-in ends there too; what was forgotten here stays forgotten whatever it says. */
async function endThere(needs: LineNeeds, account: string, secrets: unknown): Promise<void> {
  const of = (await accountOf(needs.store.db, account))?.network
  const network = needs.networks.find(({ capabilities }) => capabilities.network === of)
  await network?.signInThere?.end(secrets, { clock: needs.clock, signal: new AbortController().signal })
}

function forget(needs: LineNeeds, who: ActingPerson, account: string): Promise<'done' | 'gone'> {
  return needs.store.inTransaction(async (tx) => {
    const gone = await tx
      .withTables<SendingTables>()
      .deleteFrom('connections')
      .where('account', '=', account)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) return 'gone'
    await needs.vault.forget(tx, secretOf(account))
    await tellConnected(needs.store, tx, account)
    const by = { kind: 'person', ...who } as const
    const about = { subject: `account:${account}`, account, facts: { connected: false } }
    await keepRecord(tx, { kind: 'account-changed', by, ...about }, needs.clock.nowMs())
    return 'done'
  })
}
