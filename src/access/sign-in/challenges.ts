import type { Kysely } from 'kysely'
import { hashOf } from '#access/rules.ts'
import { signInLimits } from '#access/sign-in/rules.ts'
import type { Purpose, SignInTables } from '#access/sign-in/tables.ts'
import type { Chance } from '#api/chance.ts'
import { randomText } from '#api/chance.ts'

/** What a challenge is good for: one purpose, one browser, one session where there is one, one host. */
export type Binding = {
  purpose: Purpose
  /** The token in the browser's short-lived cookie. */
  browser: string
  sessionId: string | null
  host: string
}

/** Gives a challenge. Those that are over, and the oldest beyond the limit, go. */
export async function newChallenge(
  db: Kysely<SignInTables>,
  o: Binding & { nowMs: number; chance: Chance },
): Promise<string> {
  const challenge = randomText(o.chance, 32)
  await db.deleteFrom('passkey_challenges').where('ends_at', '<=', new Date(o.nowMs)).execute()
  await db
    .insertInto('passkey_challenges')
    .values({
      challenge,
      browser_hash: hashOf(o.browser),
      purpose: o.purpose,
      session_id: o.sessionId,
      host: o.host,
      ends_at: new Date(o.nowMs + signInLimits.challengeMs),
    })
    .execute()
  const beyond = db
    .selectFrom('passkey_challenges')
    .select('challenge')
    .orderBy('ends_at', 'desc')
    .offset(signInLimits.challengesMax)
  await db.deleteFrom('passkey_challenges').where('challenge', 'in', beyond).execute()
  return challenge
}

/**
 * Uses a challenge up, in one statement: of two answers to it one is looked at. Answers for something else, from another
 * browser or too late find nothing.
 */
export async function takeChallenge(
  db: Kysely<SignInTables>,
  challenge: string,
  o: Binding & { nowMs: number },
): Promise<boolean> {
  const taken = await db
    .deleteFrom('passkey_challenges')
    .where('challenge', '=', challenge)
    .where('browser_hash', '=', hashOf(o.browser))
    .where('purpose', '=', o.purpose)
    .where('session_id', 'is not distinct from', o.sessionId)
    .where('host', '=', o.host)
    .where('ends_at', '>', new Date(o.nowMs))
    .executeTakeFirst()
  return taken.numDeletedRows === 1n
}
