import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Session } from '#access/contract.ts'
import { Fresh, ListedPasskey, PasskeyOptions } from '#access/sign-in/contract.ts'
import type { Problem } from '#api/contract.ts'
import { call, ProblemError } from '#web/client.ts'

/**
 * Signs in with a passkey of this browser. Nobody says a name.
 *
 * @throws ProblemError in words, also when the person closed the browser's question
 */
export async function signInWithPasskey(): Promise<Session> {
  const body = await answered('/api/sign-in/passkey/options')
  return call(Session, { method: 'POST', path: '/api/sign-in/passkey', body })
}

/** Proves with a passkey who is signed in (step-up). @throws ProblemError in words */
export async function proveItIsMe(): Promise<void> {
  const body = await answered('/api/step-up/options')
  await call(Fresh, { method: 'POST', path: '/api/step-up', body })
}

/** Makes a passkey for whoever is signed in. @throws ProblemError in words */
export async function addPasskey(): Promise<ListedPasskey> {
  const options = await call(PasskeyOptions, { method: 'POST', path: '/api/passkeys/options' })
  // The server built them with the same library, and the browser checks each of them again.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const body = await asked(() => startRegistration({ optionsJSON }))
  return call(ListedPasskey, { method: 'POST', path: '/api/passkeys', body })
}

async function answered(path: string): Promise<unknown> {
  const options = await call(PasskeyOptions, { method: 'POST', path })
  // As above.
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return asked(() => startAuthentication({ optionsJSON }))
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  if (!browserSupportsWebAuthn()) throw new ProblemError(0, problems.unable)
  try {
    return await ask()
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError'
    throw new ProblemError(0, isKnown ? problems.known : problems.closed, { cause: error })
  }
}

// Here, and not in the messages: whoever sees them may be on any screen of the desk.
const problems = {
  closed: {
    error: 'passkey-closed',
    en: 'No passkey was used, so nothing was done. Press the button again when you are ready.',
    fr: 'Aucune clé d’accès n’a été utilisée, donc rien n’a été fait. Appuyez de nouveau sur le bouton le moment venu.',
  },
  known: {
    error: 'passkey-known',
    en: 'This device already holds a passkey of yours for this desk. There is nothing to add.',
    fr: 'Cet appareil contient déjà une de vos clés d’accès pour ce bureau. Il n’y a rien à ajouter.',
  },
  unable: {
    error: 'no-webauthn',
    en: 'This browser has no passkeys, or they are turned off. Use another browser, or a sign-in link.',
    fr: 'Ce navigateur n’offre pas de clés d’accès, ou elles sont désactivées. Utilisez un autre navigateur, ou un lien de connexion.',
  },
} as const satisfies Record<string, Problem>
