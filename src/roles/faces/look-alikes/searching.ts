import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import type { NetworkProfile, ProfileReader } from '#networks/profile.ts'
import { pictureHash } from '#roles/faces/look-alikes/picture.ts'
import type { Reason } from '#roles/faces/look-alikes/contract.ts'
import {
  isShown,
  lookOf,
  pictureFrom,
  reasonsFor,
  scoreOf,
  type OurLook,
} from '#roles/faces/look-alikes/rules.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { bareHandle } from '#roles/faces/register/rules.ts'
import { accountRows, ownersOf, type AccountRow } from '#roles/faces/register/store.ts'
import { registerDb, type RegisterTables } from '#roles/faces/register/tables.ts'
import { ring } from '#roles/faces/ring.ts'
import { storableJson, storableText } from '#store/storable.ts'

/** Questions put to a network for one account, and pictures read of those found. */
const questionsMax = 6
const picturesMax = 20

type Suspect = { profile: NetworkProfile; reasons: Reason[]; score: number }
type Made = {
  state: RegisterTables['look_alike_searches']['state']
  why?: string
  candidates: number
  isWhole: boolean
}

/**
 * Searches the network of one account of ours for accounts that imitate it. Of everybody who imitates nobody nothing is kept, not
 * even that they were found. Undefined where there is no such account.
 */
export async function searchFor(
  needs: OfficialNeeds,
  id: string,
  signal: AbortSignal,
): Promise<'searched' | undefined> {
  const [account] = await accountRows(needs.store.db, id)
  if (account === undefined || account.closedMs !== undefined) return undefined
  const health = (await needs.board()).find((one) => one.account === id)
  const isThere = health?.state === 'connected' || health?.state === 'own'
  const reader = isThere ? needs.profilesOf(account, health.server) : undefined
  const made: Made & { suspects: Suspect[] } =
    reader?.search === undefined
      ? { state: 'not-searched', candidates: 0, isWhole: false, suspects: [] }
      : await search(needs, account, reader, signal)
  if (signal.aborted) return undefined
  await needs.store.inTransaction((tx) => note(needs, tx, account, made))
  return 'searched'
}

async function search(
  needs: OfficialNeeds,
  account: AccountRow,
  reader: ProfileReader,
  signal: AbortSignal,
): Promise<Made & { suspects: Suspect[] }> {
  const asking = { clock: needs.clock, signal }
  // Who we are there: a search finds ourselves too, perhaps by a longer handle than the one that was noted.
  const own = await reader.own(asking)
  if (own.kind === 'unanswered')
    return { state: 'unanswered', why: own.why, candidates: 0, isWhole: false, suspects: [] }
  const ours = await ourLook(needs, account)
  const found = new Map<string, NetworkProfile>()
  let isWhole = true
  for (const words of questionsFor(account)) {
    const answer = await reader.search?.(words, asking)
    if (answer === undefined) break
    if (answer.kind === 'unanswered')
      return { state: 'unanswered', why: answer.why, candidates: found.size, isWhole: false, suspects: [] }
    isWhole &&= answer.isWhole
    for (const profile of answer.profiles) found.set(profile.id, profile)
  }
  const known = await ourOwn(needs)
  if (own.kind === 'profile') known.ids.add(own.profile.id)
  const others = [...found.values()].filter(
    ({ id, handle }) => !known.ids.has(id) && !known.handles.has(bareHandle(handle)),
  )
  return {
    state: 'done',
    candidates: others.length,
    isWhole,
    suspects: await suspectsAmong(others, { ours, reader, asking }),
  }
}

/** Handle, its parts and the name: an impostor is found by one of them, or by nobody. */
export function questionsFor({ handle, name }: Pick<AccountRow, 'handle' | 'name'>): string[] {
  const bare = bareHandle(handle)
  const local = bare.split('@')[0] ?? bare
  const first = local.split('.')[0] ?? local
  const asked = [
    local,
    first,
    name.trim(),
    name
      .replaceAll(/[^\p{L}\p{N} ]/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  ]
  return [...new Set(asked)].filter((one) => one.length >= 3).slice(0, questionsMax)
}

async function suspectsAmong(
  others: readonly NetworkProfile[],
  {
    ours,
    reader,
    asking,
  }: { ours: OurLook; reader: ProfileReader; asking: Parameters<ProfileReader['avatar']>[1] },
): Promise<Suspect[]> {
  const suspects: Suspect[] = []
  let pictures = 0
  for (const profile of others) {
    let reasons = reasonsFor(ours, profile)
    // A picture alone makes nobody an impostor: it is read only of those who copy something else too.
    if (ours.picture !== undefined && scoreOf(reasons) >= pictureFrom && pictures < picturesMax) {
      pictures += 1
      const bytes = await reader.avatar(profile, asking)
      const picture = bytes === undefined ? undefined : await pictureHash(bytes)
      if (picture !== undefined) reasons = reasonsFor(ours, { ...profile, picture })
    }
    const score = scoreOf(reasons)
    if (isShown(reasons, [])) suspects.push({ profile, reasons, score })
  }
  return suspects.toSorted((a, b) => b.score - a.score).slice(0, 50)
}

async function ourLook(needs: OfficialNeeds, { id, network, handle, name }: AccountRow): Promise<OurLook> {
  const row = await registerDb(needs.store.db)
    .selectFrom('account_profiles')
    .select('noted')
    .where('account', '=', id)
    .executeTakeFirst()
  return lookOf({ network, handle, name, picture: row?.noted.picture })
}

/** All that is ours: an account of ours in the other language imitates nobody. */
async function ourOwn(needs: OfficialNeeds): Promise<{ ids: Set<string>; handles: Set<string> }> {
  const db = registerDb(needs.store.db)
  const [profiles, accounts] = [
    await db.selectFrom('account_profiles').select('native_id').execute(),
    await accountRows(needs.store.db),
  ]
  return {
    ids: new Set(profiles.map(({ native_id }) => native_id)),
    handles: new Set(accounts.map(({ handle }) => bareHandle(handle))),
  }
}

/** The name under which a stranger is remembered where nothing else of them is: it leads back to nobody. */
export function nativeKey(network: string, id: string): Buffer {
  return createHash('sha256').update(`${network}\n${id}`).digest()
}

async function note(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  account: AccountRow,
  { suspects, state, why, candidates, isWhole }: Made & { suspects: readonly Suspect[] },
): Promise<void> {
  const db = registerDb(tx)
  const nowMs = needs.clock.nowMs()
  const now = new Date(nowMs)
  await db.selectFrom('accounts').select('id').where('id', '=', account.id).forUpdate().execute()
  const made = { state, why: why ?? null, candidates, is_whole: isWhole, searched_at: now }
  await db
    .insertInto('look_alike_searches')
    .values({ account: account.id, ...made })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(made))
    .execute()
  const lessons = await db
    .selectFrom('look_alike_lessons')
    .selectAll()
    .where('account', '=', account.id)
    .limit(5000)
    .execute()
  const learned = new Set(lessons.map(({ native_key }) => native_key.toString('hex')))
  let isNew = false
  for (const { profile, reasons, score } of suspects) {
    const key = nativeKey(account.network, profile.id)
    if (
      learned.has(key.toString('hex')) ||
      !isShown(
        reasons,
        lessons.map((one) => one.reasons),
      )
    )
      continue
    const row = {
      ...{ handle: storableText(profile.handle), url: storableText(profile.url) },
      ...{ reasons: storableJson(reasons), score, seen_at: now },
    }
    const kept = await db
      .insertInto('look_alikes')
      .values({
        ...{ id: needs.newId(), account: account.id, network: account.network, native_key: key, ...row },
        ...{ found_at: now, found_by: null, kept_at: null, kept_by: null, note: null },
      })
      .onConflict((conflict) => conflict.columns(['account', 'network', 'native_key']).doUpdateSet(row))
      .returning('found_at')
      .executeTakeFirst()
    isNew ||= kept?.found_at.getTime() === nowMs
  }
  await sweepLookAlikes(tx, nowMs)
  if (isNew) await tell(needs, tx, account, nowMs)
}

/** Forgets what nobody works on. */
export async function sweepLookAlikes(tx: Kysely<unknown>, nowMs: number): Promise<void> {
  await registerDb(tx)
    .deleteFrom('look_alikes')
    .where('kept_at', 'is', null)
    .where('seen_at', '<', new Date(nowMs - registerLimits.lookAlikeDays * dayMs))
    .execute()
}

async function tell(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  account: AccountRow,
  nowMs: number,
): Promise<void> {
  await ring(needs, tx, {
    to: await ownersOf(tx, account.id),
    by: { en: 'Register of accounts', fr: 'Registre des comptes' },
    title: { en: `An account imitates ${account.name}`, fr: `Un compte imite ${account.name}` },
    ...{ path: '/directory/look-alikes', nowMs },
  })
}
