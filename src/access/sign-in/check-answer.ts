import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { z } from 'zod'
import type { NewPasskeyAnswer, PasskeyAnswer } from '#access/sign-in/contract.ts'
import type { KeptPasskey } from '#access/sign-in/passkeys.ts'
import type { RelyingParty } from '#access/sign-in/relying-party.ts'

const ClientData = z.object({ challenge: z.string().min(1).max(200) })

/** The challenge an answer says it answers; undefined when it cannot be read. Nothing is believed yet. */
export function challengeIn(answer: NewPasskeyAnswer | PasskeyAnswer): string | undefined {
  const text = Buffer.from(answer.response.clientDataJSON, 'base64url').toString('utf8')
  try {
    return ClientData.parse(JSON.parse(text)).challenge
  } catch {
    // Whatever it is that cannot be read: an answer without a challenge answers nothing.
    return undefined
  }
}

/** The person's id as it was given to the authenticator, and as it comes back. */
export function handleOf(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId, 'utf8'))
}

/** What was found about a passkey that answers, when everything about the answer holds. */
export type Checked = { ok: true; counter: number; synced: boolean } | { ok: false; why: string }

/** Checks an answer with a passkey: whose it is, signature, origin, host, and that its person was verified. */
export async function checkPasskey(o: {
  answer: PasskeyAnswer
  challenge: string
  passkey: KeptPasskey
  party: RelyingParty
}): Promise<Checked> {
  const { answer, passkey, party } = o
  const { userHandle } = answer.response
  if (typeof userHandle === 'string' && !isHandleOf(userHandle, passkey.personId))
    return { ok: false, why: 'the handle is of somebody else' }
  const { response } = answer
  try {
    const checked = await verifyAuthenticationResponse({
      response: {
        ...answer,
        response: {
          clientDataJSON: response.clientDataJSON,
          authenticatorData: response.authenticatorData,
          signature: response.signature,
        },
        clientExtensionResults: {},
      },
      expectedChallenge: o.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.host,
      // The counter is judged by our own rule afterwards, so that one gone back can be told apart and recorded.
      credential: {
        id: answer.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: 0,
      },
      requireUserVerification: true,
    })
    const { newCounter, credentialBackedUp } = checked.authenticationInfo
    return checked.verified
      ? { ok: true, counter: newCounter, synced: credentialBackedUp }
      : { ok: false, why: 'the signature does not fit' }
  } catch (error) {
    return { ok: false, why: String(error) }
  }
}

function isHandleOf(userHandle: string, personId: string): boolean {
  return Buffer.from(userHandle, 'base64url').equals(Buffer.from(personId, 'utf8'))
}

/** A new passkey, when everything about the answer holds. */
export type CheckedNew =
  | {
      ok: true
      credentialId: Buffer
      publicKey: Buffer
      counter: number
      synced: boolean
      transports: string[]
    }
  | { ok: false; why: string }

/** Checks an answer with a new passkey. */
export async function checkNewPasskey(o: {
  answer: NewPasskeyAnswer
  challenge: string
  party: RelyingParty
}): Promise<CheckedNew> {
  const { transports = [], ...response } = o.answer.response
  try {
    const checked = await verifyRegistrationResponse({
      response: { ...o.answer, response, clientExtensionResults: {} },
      expectedChallenge: o.challenge,
      expectedOrigin: o.party.origin,
      expectedRPID: o.party.host,
      requireUserVerification: true,
    })
    if (!checked.verified) return { ok: false, why: 'the attestation does not fit' }
    const { credential, credentialBackedUp } = checked.registrationInfo
    return {
      ok: true,
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      synced: credentialBackedUp,
      transports: transports.filter((one) => /^[\w-]+$/.test(one)),
    }
  } catch (error) {
    return { ok: false, why: String(error) }
  }
}
