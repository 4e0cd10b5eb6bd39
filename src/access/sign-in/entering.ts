import type { SignIn, SignedIn } from '#access/access.ts'
import { challengeIn, checkPasskey } from '#access/sign-in/check-answer.ts'
import { takeChallenge, type Binding } from '#access/sign-in/challenges.ts'
import type { PasskeyAnswer } from '#access/sign-in/contract.ts'
import type { SignInGround } from '#access/sign-in/ground.ts'
import { findPasskey, noteUse, type KeptPasskey } from '#access/sign-in/passkeys.ts'
import { signInProblems } from '#access/sign-in/problems.ts'
import type { RelyingParty } from '#access/sign-in/relying-party.ts'
import { hasGoneBack } from '#access/sign-in/rules.ts'
import type { SignInTables } from '#access/sign-in/tables.ts'
import type { Problem } from '#api/contract.ts'
import { keepRecord } from '#records/records.ts'

/** An answer with a passkey, and what it must be bound to. */
export type Proof = { answer: PasskeyAnswer; party: RelyingParty; browser: string | undefined }

type Proved = { ok: true; passkey: KeptPasskey } | { ok: false; problem: Problem }

/** Signs in whoever a passkey belongs to. Nobody says a name first. */
export async function enterByPasskey(
  ground: SignInGround,
  proof: Proof,
  from: { userAgent: string | undefined; earlier: string | undefined },
): Promise<Extract<SignIn, { ok: true }> | { ok: false; problem: Problem }> {
  const proved = await prove(ground, proof, { purpose: 'sign-in', sessionId: null })
  if (!proved.ok) return proved
  const signedIn = await ground.access.signInPerson(proved.passkey.personId, {
    way: 'passkey',
    isFresh: true,
    browser: from.userAgent,
    earlier: from.earlier,
  })
  return signedIn.ok ? signedIn : { ok: false, problem: signInProblems.refused }
}

/** Makes a session fresh after a proof with a passkey of the same person, and gives it another token. */
export async function stepUp(
  ground: SignInGround,
  proof: Proof,
  who: { session: SignedIn; token: string },
): Promise<{ ok: true; token: string; lastsMs: number } | { ok: false; problem: Problem }> {
  const { session, token } = who
  const proved = await prove(ground, proof, {
    purpose: 'step-up',
    sessionId: session.sessionId,
    personId: session.personId,
  })
  if (!proved.ok) return proved
  const renewed = await ground.access.makeFresh(session, token)
  return renewed === undefined ? { ok: false, problem: signInProblems.refused } : { ok: true, ...renewed }
}

async function prove(
  ground: SignInGround,
  { answer, party, browser }: Proof,
  o: Pick<Binding, 'purpose' | 'sessionId'> & { personId?: string },
): Promise<Proved> {
  const nowMs = ground.clock.nowMs()
  const challenge = challengeIn(answer)
  if (challenge === undefined || browser === undefined) return { ok: false, problem: signInProblems.over }
  const { purpose, sessionId } = o
  const bound = { purpose, sessionId, browser, host: party.host, nowMs }
  if (!(await takeChallenge(ground.db, challenge, bound))) return { ok: false, problem: signInProblems.over }
  const passkey = await findPasskey(ground.db, answer.id, party.host)
  if (passkey === undefined) return refuse(ground, 'it is not known here')
  if (o.personId !== undefined && passkey.personId !== o.personId)
    return refuse(ground, 'it is of somebody else')
  const checked = await checkPasskey({ answer, challenge, passkey, party })
  if (!checked.ok) return refuse(ground, checked.why)
  const { counter, synced } = checked
  if (hasGoneBack(passkey.counter, counter)) return refuseCopy(ground, passkey, { counter, nowMs })
  const noted = await noteUse(ground.db, { passkey, counter, synced, nowMs })
  return noted ? { ok: true, passkey } : refuse(ground, 'another answer came first')
}

function refuse({ log }: SignInGround, why: string): Proved {
  log('warn', 'a passkey was refused', { why: why.slice(0, 300) })
  return { ok: false, problem: signInProblems.refused }
}

/** A counter that goes back says that there are two of this passkey. Which is the copy cannot be known, so its person is told. */
async function refuseCopy(
  ground: SignInGround,
  passkey: KeptPasskey,
  o: { counter: number; nowMs: number },
): Promise<Proved> {
  await ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SignInTables>()
    await db
      .updateTable('passkeys')
      .set({ refused_at: new Date(o.nowMs) })
      .where('id', '=', passkey.id)
      .execute()
    const person = await db
      .selectFrom('people')
      .select(['id', 'name'])
      .where('id', '=', passkey.personId)
      .executeTakeFirstOrThrow()
    const facts = { name: passkey.name, of: person.name, why: 'its counter had gone back' }
    await keepRecord(
      tx,
      { kind: 'key-refused', by: { kind: 'desk' }, subject: `passkey:${passkey.id}`, facts },
      o.nowMs,
    )
  })
  return refuse(ground, `its counter had gone back from ${passkey.counter} to ${o.counter}`)
}
