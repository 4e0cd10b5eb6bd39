import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import type { Suspect } from '#roles/faces/look-alikes/comparing.ts'
import { isShown } from '#roles/faces/look-alikes/rules.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { ownersOf, type AccountRow } from '#roles/faces/register/store.ts'
import { registerDb, type RegisterDb } from '#roles/faces/register/tables.ts'
import { ring } from '#roles/faces/ring.ts'
import { storableJson, storableText } from '#store/storable.ts'

/** The name under which a stranger is remembered where nothing else of them is: it leads back to nobody. */
export function nativeKey(network: string, id: string): Buffer {
  return createHash('sha256').update(`${network}\n${id}`).digest()
}

/** Keeps what is to be shown to people of those who imitate an account, and tells its owners of whoever is new. */
export async function keepSuspects(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  { account, suspects, nowMs }: { account: AccountRow; suspects: readonly Suspect[]; nowMs: number },
): Promise<void> {
  const db = registerDb(tx)
  const lessons = await lessonsOf(db, account.id)
  const learned = new Set(lessons.map(({ native_key }) => native_key.toString('hex')))
  const kinds = lessons.map(({ reasons }) => reasons)
  let isNew = false
  for (const suspect of suspects) {
    const key = nativeKey(account.network, suspect.profile.id)
    if (learned.has(key.toString('hex')) || !isShown(suspect.reasons, kinds)) continue
    const row = { ...rowOf(suspect), seen_at: new Date(nowMs) }
    const kept = await db
      .insertInto('look_alikes')
      .values({
        ...{ id: needs.newId(), account: account.id, network: account.network, native_key: key, ...row },
        ...{ found_at: row.seen_at, found_by: null, kept_at: null, kept_by: null, note: null },
      })
      .onConflict((conflict) => conflict.columns(['account', 'network', 'native_key']).doUpdateSet(row))
      .returning('found_at')
      .executeTakeFirst()
    isNew ||= kept?.found_at.getTime() === nowMs
  }
  await sweepLookAlikes(tx, nowMs)
  if (isNew) await tell(needs, tx, account, nowMs)
}

function rowOf({ profile, reasons, score }: Suspect) {
  const { handle, url } = profile
  return { handle: storableText(handle), url: storableText(url), reasons: storableJson(reasons), score }
}

function lessonsOf(db: RegisterDb, account: string) {
  const all = db.selectFrom('look_alike_lessons').selectAll()
  return all.where('account', '=', account).limit(5000).execute()
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
