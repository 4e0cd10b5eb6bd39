import { z } from 'zod'

/** How somebody can sign in here, asked before anybody is known. */
export const SignInWays = z.object({
  passkeys: z.boolean(),
  /** Why a browser has no passkeys at this address, and what works instead. */
  why: z.object({ en: z.string(), fr: z.string() }).optional(),
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What whoever runs the desk types to make somebody a link; a name goes after it. */
  command: z.string(),
})
export type SignInWays = z.infer<typeof SignInWays>

/** What the browser is asked to do with a passkey, as WebAuthn words it. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })
export type PasskeyOptions = z.infer<typeof PasskeyOptions>

const base64url = (lengthMax: number) =>
  z
    .string()
    .min(1)
    .max(lengthMax)
    .regex(/^[\w-]+={0,2}$/)

/** Largest parts of an answer: a credential's id is 1,023 bytes at most, an attestation a few kB. */
const lengthMax = { id: 1400, clientData: 8192, attestation: 65_536, data: 8192, handle: 100 }

const common = {
  id: base64url(lengthMax.id),
  rawId: base64url(lengthMax.id),
  type: z.literal('public-key'),
}

/** A browser's answer with a new passkey. */
export const NewPasskeyAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(lengthMax.clientData),
    attestationObject: base64url(lengthMax.attestation),
    transports: z.array(z.string().min(1).max(30)).max(10).optional(),
  }),
})
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>

/** A browser's answer with a passkey there is. */
export const PasskeyAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(lengthMax.clientData),
    authenticatorData: base64url(lengthMax.data),
    signature: base64url(lengthMax.data),
    userHandle: base64url(lengthMax.handle).nullish(),
  }),
})
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>

/** What a person calls one of their passkeys. */
export const PasskeyName = z.object({ name: z.string().trim().min(1).max(60) })

/** A passkey as its person sees it. */
export const ListedPasskey = z.object({
  id: z.string(),
  name: z.string(),
  madeAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
  /** The name of the desk it was made at, when that is not the name this page was opened by: it does not work here. */
  otherHost: z.string().optional(),
  synced: z.boolean(),
  /** Last refused because its counter had gone back: there may be a copy of it. */
  refusedAt: z.iso.datetime().optional(),
  /** Without it this person would have no way in of their own: it cannot be removed. */
  isLastWayIn: z.literal(true).optional(),
})
export type ListedPasskey = z.infer<typeof ListedPasskey>

/** A person's passkeys, and whether they can add one now. */
export const Passkeys = z.object({
  passkeys: z.array(ListedPasskey),
  /** Accounts elsewhere by which somebody can sign in here, and whether theirs is connected. */
  providers: z.array(z.object({ id: z.string(), name: z.string(), isConnected: z.boolean() })),
  /** `after-proof`: a passkey there is opens the way; `after-link`: a new one-time link does. */
  canAdd: z.enum(['now', 'after-proof', 'after-link', 'not-here', 'enough']),
  /** Where a browser has no passkeys here: why, and what works instead. */
  why: z.object({ en: z.string(), fr: z.string() }).optional(),
})
export type Passkeys = z.infer<typeof Passkeys>

/** Until when acts that ask for step-up are open. */
export const Fresh = z.object({ freshUntil: z.iso.datetime() })

/** A device somebody is signed in with. Last seen to ten minutes: enough to recognise it, and no diary. */
export const Device = z.object({
  id: z.string(),
  /** Missing where the browser does not say. */
  browser: z.string().optional(),
  system: z.string().optional(),
  way: z.enum(['link', 'passkey', 'provider']),
  begunAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  isThis: z.boolean(),
})
export type Device = z.infer<typeof Device>

/** Everywhere a person is signed in. */
export const Devices = z.object({ devices: z.array(Device) })

/** How many devices were signed out. */
export const SignedOutDevices = z.object({ ended: z.number().int() })
