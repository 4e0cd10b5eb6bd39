import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import type { SignedIn } from '#access/access.ts'
import { keepBrowser } from '#access/sign-in/browser-cookie.ts'
import { newChallenge } from '#access/sign-in/challenges.ts'
import { handleOf } from '#access/sign-in/check-answer.ts'
import type { PasskeyOptions } from '#access/sign-in/contract.ts'
import type { SignInGround } from '#access/sign-in/ground.ts'
import { passkeysAt } from '#access/sign-in/passkeys.ts'
import type { RelyingParty } from '#access/sign-in/relying-party.ts'
import { signInLimits } from '#access/sign-in/rules.ts'
import type { Purpose } from '#access/sign-in/tables.ts'
import type { ApiContext } from '#api/api.ts'

/** What a browser is asked, with the header that lets it be known again when it answers. */
export type Offer = { body: PasskeyOptions; headers: { 'set-cookie': string } }

/** From where somebody asks. */
export type Asking = { c: ApiContext; party: RelyingParty; isHttps: boolean }

/** Asks for any passkey of this host: the browser shows those it has, nobody says a name. */
export async function offerSignIn(ground: SignInGround, from: Asking): Promise<Offer> {
  const { challenge, headers } = await challengeFor(ground, from, { purpose: 'sign-in', sessionId: null })
  const body = await generateAuthenticationOptions({
    rpID: from.party.host,
    challenge: bytesOf(challenge),
    userVerification: 'required',
    timeout: signInLimits.challengeMs,
  })
  return { body: { ...body }, headers }
}

/** Asks for one of the person's own passkeys; undefined when they have none at this host. */
export async function offerStepUp(
  ground: SignInGround,
  from: Asking,
  who: SignedIn,
): Promise<Offer | undefined> {
  const allowed = await passkeysAt(ground.db, who.personId, from.party.host)
  if (allowed.length === 0) return undefined
  const { sessionId } = who
  const { challenge, headers } = await challengeFor(ground, from, { purpose: 'step-up', sessionId })
  const body = await generateAuthenticationOptions({
    rpID: from.party.host,
    challenge: bytesOf(challenge),
    allowCredentials: allowed,
    userVerification: 'required',
    timeout: signInLimits.challengeMs,
  })
  return { body: { ...body }, headers }
}

/** Asks for a new passkey, one that its device does not hold for us yet. */
export async function offerNew(ground: SignInGround, from: Asking, who: SignedIn): Promise<Offer> {
  const { sessionId, personId } = who
  const { challenge, headers } = await challengeFor(ground, from, { purpose: 'add', sessionId })
  const { name } = who.session.person
  const body = await generateRegistrationOptions({
    rpName: 'Bellwether',
    rpID: from.party.host,
    userName: name,
    userDisplayName: name,
    userID: handleOf(personId),
    challenge: bytesOf(challenge),
    attestationType: 'none',
    excludeCredentials: await passkeysAt(ground.db, personId, from.party.host),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: signInLimits.challengeMs,
  })
  return { body: { ...body }, headers }
}

async function challengeFor(
  ground: SignInGround,
  { c, party, isHttps }: Asking,
  o: { purpose: Purpose; sessionId: string | null },
): Promise<{ challenge: string; headers: Offer['headers'] }> {
  const { browser, header } = keepBrowser(c, { chance: ground.chance, isHttps })
  const { clock, chance } = ground
  const kept = await newChallenge(ground.db, {
    ...o,
    browser,
    host: party.host,
    nowMs: clock.nowMs(),
    chance,
  })
  return { challenge: kept, headers: { 'set-cookie': header } }
}

// The library encodes a text once more, but takes bytes as they are.
function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}
