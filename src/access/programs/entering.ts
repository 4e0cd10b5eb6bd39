import type { SignedIn } from '#access/access.ts'
import { readDesk } from '#access/desk.ts'
import type { Ground } from '#access/people/ground.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { isKeyText } from '#access/programs/key-text.ts'
import { grantsNow, keyLimits } from '#access/programs/rules.ts'
import { hashOf, initialsOf } from '#access/rules.ts'
import type { ProgramEntry } from '#api/bearer.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { hourMs } from '#kernel/time.ts'

/** Lets a program in by its key, or says why not. */
export type ProgramDoor = (key: string, address: string) => Promise<ProgramEntry<SignedIn>>

/**
 * The door for programs. Its rights are worked out at every call from what whoever made the key may do at that moment.
 *
 * Guessing costs the address its turns, but a key that was seen to be live needs none: several programs may come from one
 * address (a proxy), and nobody there can shut the others out.
 */
export function programDoor(ground: Omit<Ground, 'ports'>): ProgramDoor {
  const guesses = rateLimit(keyLimits.guesses)
  const calls = rateLimit(keyLimits.calls, 1000)
  const known = new Set<string>()
  return async (key, address) => {
    if (!isKeyText(key)) return { kind: 'unknown' }
    const nowMs = ground.clock.nowMs()
    const hash = hashOf(key)
    const name = hash.toString('base64')
    const turn = known.has(name) ? ({ ok: true } as const) : guesses.take(address, nowMs)
    if (!turn.ok) return { kind: 'too-many', waitMs: turn.waitMs }
    const row = await findKey(ground, hash, nowMs)
    if (row === undefined) known.delete(name)
    else remember(known, name)
    if (row === undefined) return { kind: 'unknown' }
    const call = calls.take(row.id, nowMs)
    if (!call.ok) return { kind: 'too-many', waitMs: call.waitMs }
    await noteUse(ground, row, nowMs)
    return { kind: 'in', session: await sessionFor(ground, row) }
  }
}

function remember(known: Set<string>, name: string): void {
  known.delete(name)
  known.add(name)
  for (const oldest of known) {
    if (known.size <= keyLimits.knownMax) return
    known.delete(oldest)
  }
}

type FoundKey = NonNullable<Awaited<ReturnType<typeof findKey>>>

function findKey({ db }: Pick<Ground, 'db'>, hash: Buffer, nowMs: number) {
  return db
    .selectFrom('api_keys')
    .innerJoin('people', 'people.id', 'api_keys.made_by')
    .select(['api_keys.id', 'api_keys.name', 'grants', 'used_at', 'people.id as maker_id', 'people.locale'])
    .where('secret_hash', '=', hash)
    .where('ends_at', '>', new Date(nowMs))
    .where('ended_at', 'is', null)
    .where('left_at', 'is', null)
    .executeTakeFirst()
}

// To the hour: enough to see that a key sleeps, and no diary of what a program does.
async function noteUse({ db }: Pick<Ground, 'db'>, row: FoundKey, nowMs: number): Promise<void> {
  const hour = new Date(nowMs - (nowMs % hourMs))
  if (row.used_at !== null && row.used_at >= hour) return
  await db.updateTable('api_keys').set({ used_at: hour }).where('id', '=', row.id).execute()
}

async function sessionFor(ground: Omit<Ground, 'ports'>, row: FoundKey): Promise<SignedIn> {
  const grants = grantsNow(row.grants, await liveGrants(ground.store.db, row.maker_id))
  // Whatever shows who did something shows the program; the id stays that of the person who answers for it.
  const person = { id: row.maker_id, name: row.name, initials: initialsOf(row.name) }
  const desk = await readDesk(ground.db)
  return {
    sessionId: `key:${row.id}`,
    personId: row.maker_id,
    program: { id: row.id, name: row.name },
    isOwner: false,
    grants,
    freshUntilMs: 0,
    session: { person, locale: row.locale, isOwner: false, grants, desk },
  }
}
