import type { Finding, SignedHead } from '#records/contract.ts'
import type { PublicKey } from '#records/signing.ts'

/** Which keys whoever verifies believes in. None: those the file brings along, which proves nothing about who made it. */
export type Trusted = { keys: readonly PublicKey[]; fingerprint?: string }

/** What a verified export says of itself. */
export type ExportFacts = {
  id: string
  at: string
  from: number
  to: number
  entries: number
  leftOut: number
  blackFields: number
  /** How many fields each reason blacked out; a field with two reasons counts for both. */
  reasons: Record<string, number>
  /** The signed state of the chain at the end of the export. */
  head: SignedHead
  /** The key that signed the whole, and whether whoever verifies named it. */
  fingerprint: string
  isTrusted: boolean
}

/** What came of verifying: what the file says, or the first thing that is wrong with it. */
export type Verdict = { ok: true; facts: ExportFacts } | { ok: false; finding: Finding; lines: number }

/** Whether whoever verifies believes in a key. */
export function isTrusted(key: PublicKey, { keys, fingerprint }: Trusted): boolean {
  return key.fingerprint === fingerprint || keys.some((one) => one.fingerprint === key.fingerprint)
}

/** Whether anybody said which keys to believe in. */
export function asksTrust({ keys, fingerprint }: Trusted): boolean {
  return keys.length > 0 || fingerprint !== undefined
}
