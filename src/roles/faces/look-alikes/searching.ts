import type { Kysely } from 'kysely'
import type { NetworkProfile, ProfileReader } from '#networks/profile.ts'
import { compare, type Suspect } from '#roles/faces/look-alikes/comparing.ts'
import { keepSuspects } from '#roles/faces/look-alikes/keeping.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { bareHandle } from '#roles/faces/register/rules.ts'
import { accountRows, type AccountRow } from '#roles/faces/register/store.ts'
import { registerDb, type RegisterTables } from '#roles/faces/register/tables.ts'

/** Questions put to a network for one account. */
const questionsMax = 6

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
  const ownId = own.kind === 'profile' ? { ownId: own.profile.id } : {}
  const compared = await compare(needs, { account, found: [...found.values()], reader, ...ownId }, asking)
  return { state: 'done', isWhole, ...compared }
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
  await keepSuspects(needs, tx, { account, suspects, nowMs })
}
