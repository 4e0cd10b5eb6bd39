import type { Kysely } from 'kysely'
import { pictureHash } from '#roles/faces/look-alikes/picture.ts'
import type { NetworkProfile, ProfileRead } from '#networks/profile.ts'
import { ring } from '#roles/faces/ring.ts'
import type { CheckKind, NotedProfile } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { hostOfHandle, judgeHandle } from '#roles/faces/register/handle.ts'
import { registerPages } from '#roles/faces/register/public-words.ts'
import {
  bareHandle,
  changedParts,
  judgeLinks,
  judgeProfile,
  judgeSignIn,
  nextStanding,
  notedOf,
  type Found,
} from '#roles/faces/register/rules.ts'
import {
  accountRows,
  ownersOf,
  standingsOf,
  writeStanding,
  type AccountRow,
} from '#roles/faces/register/store.ts'
import { registerDb } from '#roles/faces/register/tables.ts'
import { storableJson } from '#store/storable.ts'

type Looked = {
  account: AccountRow
  found: Map<CheckKind, Found>
  profile: { id: string; noted: NotedProfile } | undefined
}

/** Networks of which a profile links to a page that the network itself looks at. */
const verifyingNetworks: ReadonlySet<string> = new Set(['mastodon'])

/** Looks at one account now: whether it is still ours, what its profile says, whose its name is. Undefined where there is none. */
export async function lookAt(
  needs: OfficialNeeds,
  id: string,
  signal: AbortSignal,
): Promise<'looked' | undefined> {
  const [account] = await accountRows(needs.store.db, id)
  if (account === undefined || account.closedMs !== undefined) return undefined
  const looked = await look(needs, account, signal)
  if (signal.aborted) return undefined
  await needs.store.inTransaction((tx) => note(needs, tx, looked))
  return 'looked'
}

async function look(needs: OfficialNeeds, account: AccountRow, signal: AbortSignal): Promise<Looked> {
  const found = new Map<CheckKind, Found>()
  const health = (await needs.board()).find((one) => one.account === account.id)
  const signIn = health && judgeSignIn(health, needs.clock.nowMs())
  if (signIn !== undefined) found.set('sign-in', signIn)
  const isThere = health?.state === 'connected' || health?.state === 'own'
  const reader = isThere ? needs.profilesOf(account, health.server) : undefined
  if (reader === undefined) return { account, found, profile: undefined }
  const asking = { clock: needs.clock, signal }
  const read = await reader.own(asking)
  const before = await nativeIdOf(needs.store.db, account.id)
  found.set('profile', judgeProfile(read, { handle: account.handle, nativeId: before }))
  if (read.kind !== 'profile') return { account, found, profile: undefined }
  const bytes = await reader.avatar(read.profile, asking)
  const picture = bytes === undefined ? undefined : await pictureHash(bytes)
  await lookFurther(needs, { account, read, found }, signal)
  return { account, found, profile: { id: read.profile.id, noted: notedOf(read.profile, picture) } }
}

async function lookFurther(
  needs: OfficialNeeds,
  o: { account: AccountRow; read: Extract<ProfileRead, { kind: 'profile' }>; found: Map<CheckKind, Found> },
  signal: AbortSignal,
): Promise<void> {
  const { account, read, found } = o
  if (verifyingNetworks.has(account.network)) found.set('links-here', linksOf(needs, account, read.profile))
  const host = account.network === 'bluesky' ? hostOfHandle(account.handle) : undefined
  if (host === undefined) return
  const [dns, file] = await Promise.all([needs.lookups.dns(host), needs.lookups.file(host, signal)])
  found.set('handle', judgeHandle(host, read.profile.id, { dns, file }))
}

function linksOf(needs: OfficialNeeds, { entry }: AccountRow, profile: NetworkProfile): Found {
  const origin = needs.origin()
  const pages = registerPages.map((path) => `${origin}${path}`)
  return judgeLinks(profile, {
    pages,
    isListed: entry.isListed,
    isPublic: origin.startsWith('https://'),
  })
}

async function nativeIdOf(db: Kysely<unknown>, account: string): Promise<string | undefined> {
  const row = await registerDb(db)
    .selectFrom('account_profiles')
    .select('native_id')
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.native_id
}

async function note(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  { account, found, profile }: Looked,
): Promise<void> {
  const db = registerDb(tx)
  const nowMs = needs.clock.nowMs()
  // One look at a time: what it is now is decided on what it was.
  await db.selectFrom('accounts').select('id').where('id', '=', account.id).forUpdate().execute()
  if (profile !== undefined && found.get('profile')?.state === 'ok')
    found.set('text', await compareProfile(tx, account.id, profile, nowMs))
  const before = (await standingsOf(tx, [account.id])).get(account.id)
  const told: CheckKind[] = []
  for (const [kind, one] of found) {
    const { now, tells } = nextStanding(before?.get(kind), one, nowMs)
    await writeStanding(db, { account: account.id, kind, now })
    if (tells) told.push(kind)
  }
  if (told.length > 0) await tellOwners(needs, tx, account, nowMs)
}

async function compareProfile(
  tx: Kysely<unknown>,
  account: string,
  { id, noted }: { id: string; noted: NotedProfile },
  nowMs: number,
): Promise<Found> {
  const db = registerDb(tx)
  const known = await db
    .selectFrom('account_profiles')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst()
  const now = new Date(nowMs)
  if (known === undefined) {
    const row = { account, native_id: id, noted: storableJson(noted), noted_at: now, noted_by: null }
    await db
      .insertInto('account_profiles')
      .values({ ...row, seen: null, seen_at: null })
      .execute()
    return { state: 'ok', code: 'text-noted', facts: {} }
  }
  const parts = changedParts(known.noted, noted)
  const isChanged = parts.length > 0
  await db
    .updateTable('account_profiles')
    .set(isChanged ? { seen: storableJson(noted), seen_at: now } : { seen: null, seen_at: null })
    .where('account', '=', account)
    .execute()
  if (!isChanged) return { state: 'ok', code: 'text-same', facts: {} }
  return { state: 'bad', code: 'text-changed', facts: { parts: parts.join(' ') } }
}

async function tellOwners(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  account: AccountRow,
  nowMs: number,
): Promise<void> {
  const at = `${account.name} (${bareHandle(account.handle)})`
  await ring(needs, tx, {
    to: await ownersOf(tx, account.id),
    by: { en: 'Register of accounts', fr: 'Registre des comptes' },
    title: { en: `Look at ${at}: something changed`, fr: `À vérifier : ${at} a changé` },
    path: `/directory/accounts/${encodeURIComponent(account.id)}`,
    nowMs,
  })
}
