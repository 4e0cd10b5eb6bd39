import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sortedJson } from '#kernel/version-content.ts'
import type { SignedHead } from '#records/contract.ts'

/** A public key that may have signed, and how it is called. */
export type PublicKey = { id: string; fingerprint: string; pem: string; key: KeyObject }

/** What signs heads and exports. Signatures are hexadecimal. */
export type Signer = { public: PublicKey; sign(text: string): string }

/**
 * The signer of this desk; its key is made on first start. It lies outside the database, so that whoever can write
 * there still cannot sign.
 *
 * @param file PEM, readable by our account only
 */
export async function openSigner(file: string): Promise<Signer> {
  const key = createPrivateKey(await readOrMake(file))
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  const [own] = readPublicKeys(pem)
  if (own === undefined) throw new Error(`${file} holds no Ed25519 key`)
  return { public: own, sign: (text) => sign(null, Buffer.from(text), key).toString('hex') }
}

async function readOrMake(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const made = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  try {
    // Exclusive: of two first starts at once, the second reads what the first made.
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(made)
    await handle.sync()
    await handle.close()
    return made
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return readFile(file, 'utf8')
  }
}

/** All Ed25519 public keys in a PEM text; other keys in it are passed over, text that is no PEM gives none. */
export function readPublicKeys(text: string): PublicKey[] {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[\sA-Za-z0-9+/=]+?-----END PUBLIC KEY-----/g) ?? []
  return blocks.flatMap((block) => readPublicKey(block) ?? [])
}

function readPublicKey(block: string): PublicKey | undefined {
  try {
    const key = createPublicKey(block)
    if (key.asymmetricKeyType !== 'ed25519') return undefined
    const der = key.export({ type: 'spki', format: 'der' })
    const fingerprint = createHash('sha256').update(der).digest('hex')
    const pem = key.export({ type: 'spki', format: 'pem' }).toString()
    return { id: fingerprint.slice(0, 16), fingerprint, pem, key }
  } catch (error) {
    // What looks like a key and is none: the caller finds no key of that name.
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Whether the text was signed by that key. */
export function isSignedBy(key: PublicKey, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), key.key, Buffer.from(signature, 'hex'))
}

/** The exact text that the signature of a head is made of. */
export function headText({ seq, hash, at, key }: Omit<SignedHead, 'signature'>): string {
  return `bellwether records head\n${sortedJson({ v: 1, seq, hash, at, key })}`
}

/** Signs the state of the chain. */
export function signedHead(signer: Signer, head: { seq: number; hash: string; at: string }): SignedHead {
  const whole = { ...head, key: signer.public.id }
  return { ...whole, signature: signer.sign(headText(whole)) }
}

/** What is wrong with a signed head, if anything: a key nobody gave us, or a signature that is not its own. */
export function headFault(
  head: SignedHead,
  keys: ReadonlyMap<string, PublicKey>,
): 'unknown-key' | 'wrong-signature' | undefined {
  const key = keys.get(head.key)
  if (key === undefined) return 'unknown-key'
  return isSignedBy(key, headText(head), head.signature) ? undefined : 'wrong-signature'
}

/** Keys by their id. */
export function keysById(keys: readonly PublicKey[]): Map<string, PublicKey> {
  return new Map(keys.map((key) => [key.id, key]))
}
