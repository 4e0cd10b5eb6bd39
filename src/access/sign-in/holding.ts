import { sql } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { ProviderShown } from '#access/oidc/ground.ts'
import { identitiesThatOpen, providersOf } from '#access/oidc/identities.ts'
import { isLastWayIn } from '#access/oidc/rules.ts'
import type { OidcTables } from '#access/oidc/tables.ts'
import { actorOf } from '#access/people/actor.ts'
import { challengeIn, checkNewPasskey } from '#access/sign-in/check-answer.ts'
import { takeChallenge } from '#access/sign-in/challenges.ts'
import type { ListedPasskey, NewPasskeyAnswer, Passkeys } from '#access/sign-in/contract.ts'
import type { SignInGround } from '#access/sign-in/ground.ts'
import { listPasskeys } from '#access/sign-in/passkeys.ts'
import { signInProblems } from '#access/sign-in/problems.ts'
import type { PartyHere, RelyingParty } from '#access/sign-in/relying-party.ts'
import { mayAdd, nameBeside } from '#access/sign-in/rules.ts'
import type { SignInTables } from '#access/sign-in/tables.ts'
import type { Problem } from '#api/contract.ts'
import { randomText } from '#api/chance.ts'
import { kitProblem } from '#api/problems.ts'
import { keepRecord } from '#records/records.ts'

/** A person's passkeys as a page shows them, whether they can add one now, and which accounts elsewhere are connected. */
export async function passkeysOf(
  ground: SignInGround,
  who: SignedIn,
  o: { here: PartyHere; providers: readonly ProviderShown[] },
): Promise<Passkeys> {
  const { here } = o
  const db = ground.store.db.withTables<OidcTables>()
  const listed = await listPasskeys(ground.db, who.personId, here.ok ? here.party.host : undefined)
  const others = await identitiesThatOpen(db, who.personId, o.providers)
  const isOnly = here.ok && others + listed.filter(({ otherHost }) => otherHost === undefined).length === 1
  const passkeys = listed.map((one) =>
    isOnly && one.otherHost === undefined ? { ...one, isLastWayIn: true as const } : one,
  )
  const connected = await providersOf(db, who.personId)
  const providers = o.providers.map(({ id, name }) => ({ id, name, isConnected: connected.includes(id) }))
  if (!here.ok) return { passkeys, providers, canAdd: 'not-here', why: here.why }
  return { passkeys, providers, canAdd: await addingOf(ground, who) }
}

async function addingOf(ground: SignInGround, who: SignedIn): Promise<ReturnType<typeof mayAdd>> {
  const { rows } = await sql<{ count: number; enrol: Date | null }>`
    select (select count(*)::int from passkeys where person_id = ${who.personId}) as count,
      (select enrol_until from sessions where id = ${who.sessionId}) as enrol`.execute(ground.db)
  return mayAdd({
    count: rows[0]?.count ?? 0,
    nowMs: ground.clock.nowMs(),
    enrolUntilMs: rows[0]?.enrol?.getTime() ?? 0,
    freshUntilMs: who.freshUntilMs,
  })
}

/** Why somebody may not add a passkey now; undefined when they may. */
export async function addingProblem(ground: SignInGround, who: SignedIn): Promise<Problem | undefined> {
  const can = await addingOf(ground, who)
  if (can === 'now') return undefined
  if (can === 'after-proof') return kitProblem('not-fresh')
  return can === 'enough' ? signInProblems.enough : signInProblems.afterLink
}

type Added = { ok: true; passkey: ListedPasskey } | { ok: false; problem: Problem }

/** Adds a passkey to whoever is signed in, and records that it was made. */
export async function addPasskey(
  ground: SignInGround,
  who: SignedIn,
  o: { answer: NewPasskeyAnswer; party: RelyingParty; browser: string | undefined; name: string },
): Promise<Added> {
  const problem = await addingProblem(ground, who)
  if (problem) return { ok: false, problem }
  const nowMs = ground.clock.nowMs()
  const challenge = challengeIn(o.answer)
  if (challenge === undefined || o.browser === undefined) return { ok: false, problem: signInProblems.over }
  const bound = { purpose: 'add', sessionId: who.sessionId, browser: o.browser, host: o.party.host } as const
  if (!(await takeChallenge(ground.db, challenge, { ...bound, nowMs })))
    return { ok: false, problem: signInProblems.over }
  const checked = await checkNewPasskey({ answer: o.answer, challenge, party: o.party })
  if (!checked.ok) {
    ground.log('warn', 'a new passkey was refused', { why: checked.why.slice(0, 300) })
    return { ok: false, problem: signInProblems.refused }
  }
  const names = (await listPasskeys(ground.db, who.personId, o.party.host)).map((passkey) => passkey.name)
  const name = nameBeside(names, o.name)
  const made = { id: randomText(ground.chance, 9), name, host: o.party.host }
  const kept = await ground.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<SignInTables>()
    const row = await tx
      .insertInto('passkeys')
      .values({
        ...made,
        person_id: who.personId,
        credential_id: checked.credentialId,
        public_key: checked.publicKey,
        counter: checked.counter,
        transports: checked.transports,
        synced: checked.synced,
        made_at: new Date(nowMs),
        used_at: null,
        refused_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) return false
    // From now on the proof is this passkey, in every session of theirs.
    await tx
      .updateTable('sessions')
      .set({ enrol_until: null })
      .where('person_id', '=', who.personId)
      .execute()
    await keepRecord(anyTx, recordOf('key-made', who, made), nowMs)
    return true
  })
  if (!kept) return { ok: false, problem: signInProblems.known }
  return {
    ok: true,
    passkey: { id: made.id, name, madeAt: new Date(nowMs).toISOString(), synced: checked.synced },
  }
}

/** Renames one of a person's own passkeys; false when it is not among theirs. */
export async function renamePasskey(
  ground: SignInGround,
  who: SignedIn,
  o: { id: string; name: string },
): Promise<boolean> {
  const renamed = await ground.db
    .updateTable('passkeys')
    .set({ name: o.name })
    .where('person_id', '=', who.personId)
    .where('id', '=', o.id)
    .executeTakeFirst()
  return renamed.numUpdatedRows > 0n
}

/** What came of removing a passkey. */
export type PasskeyRemoved = 'removed' | 'not-theirs' | 'last-way-in'

/**
 * Removes one of a person's own passkeys, with its record; the last way in stays, as with an account elsewhere. `host`: where
 * passkeys must work to count, missing where none can.
 */
export function removePasskey(
  ground: SignInGround,
  who: SignedIn,
  o: { id: string; host: string | undefined; providers: readonly ProviderShown[] },
): Promise<PasskeyRemoved> {
  return ground.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<SignInTables>()
    // One at a time for each person, accounts elsewhere included: of two at once, each would count on the other to stay.
    await sql`select id from people where id = ${who.personId} for update`.execute(tx)
    const held = await tx
      .selectFrom('passkeys')
      .select(['id', 'name', 'host'])
      .where('person_id', '=', who.personId)
      .execute()
    const passkey = held.find(({ id }) => id === o.id)
    if (passkey === undefined) return 'not-theirs'
    const others = await identitiesThatOpen(anyTx.withTables<OidcTables>(), who.personId, o.providers)
    if (isLastPasskey(held, passkey, { host: o.host, others })) return 'last-way-in'
    await tx.deleteFrom('passkeys').where('id', '=', passkey.id).execute()
    await keepRecord(anyTx, recordOf('key-ended', who, passkey), ground.clock.nowMs())
    return 'removed'
  })
}

/** Whether a passkey is all somebody has to come in by at this address. `others`: their accounts elsewhere that open. */
function isLastPasskey(
  held: readonly { id: string; host: string }[],
  passkey: { id: string; host: string },
  { host, others }: { host: string | undefined; others: number },
): boolean {
  const opens = passkey.host === host
  return isLastWayIn({
    opens,
    others,
    passkeys: opens ? held.filter((one) => one.host === host).length - 1 : 0,
  })
}

function recordOf(
  kind: 'key-made' | 'key-ended',
  who: SignedIn,
  passkey: { id: string; name: string; host: string },
) {
  const { name, host } = passkey
  return { kind, by: actorOf(who), subject: `passkey:${passkey.id}`, facts: { name, host } }
}
