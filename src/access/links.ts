import type { Kysely } from 'kysely'
import { accessLimits, hashOf, isTokenShaped } from '#access/rules.ts'
import type { AccessTables } from '#access/tables.ts'
import type { Chance } from '#api/chance.ts'
import { randomText } from '#api/chance.ts'

/** Makes a one-time link's token. Only its hash is kept; links that are over, and the oldest beyond the limit, go. */
export async function newLink(
  db: Kysely<AccessTables>,
  o: { personId: string; nowMs: number; chance: Chance; lastsMs?: number; mayEnrol?: boolean },
): Promise<string> {
  const token = randomText(o.chance, accessLimits.tokenBytes)
  const now = new Date(o.nowMs)
  await db
    .deleteFrom('sign_in_links')
    .where((link) => link.or([link('ends_at', '<=', now), link('used_at', 'is not', null)]))
    .execute()
  await db
    .insertInto('sign_in_links')
    .values({
      token_hash: hashOf(token),
      person_id: o.personId,
      made_at: now,
      ends_at: new Date(o.nowMs + (o.lastsMs ?? accessLimits.linkMs)),
      used_at: null,
      may_enrol: o.mayEnrol ?? false,
    })
    .execute()
  // By person, so that nobody's links void those of somebody else.
  const kept = db
    .selectFrom('sign_in_links')
    .select('token_hash')
    .where('person_id', '=', o.personId)
    .orderBy('made_at', 'desc')
    .limit(accessLimits.linksMax)
  await db
    .deleteFrom('sign_in_links')
    .where('person_id', '=', o.personId)
    .where('token_hash', 'not in', kept)
    .execute()
  return token
}

/**
 * Uses a link up: one statement, so that of two at once one wins.
 *
 * @returns the person it signs in, and whether they may add a passkey beside others; undefined when it was used, ran out or never was
 */
export async function redeemLink(
  db: Kysely<AccessTables>,
  token: string,
  nowMs: number,
): Promise<{ personId: string; mayEnrol: boolean } | undefined> {
  if (!isTokenShaped(token)) return undefined
  const now = new Date(nowMs)
  const used = await db
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', now)
    .where('person_id', 'in', db.selectFrom('people').select('id').where('left_at', 'is', null))
    .returning(['person_id', 'may_enrol'])
    .executeTakeFirst()
  return used && { personId: used.person_id, mayEnrol: used.may_enrol }
}
