import { createHmac, hash } from 'node:crypto'
import type { NewRecord } from '#records/contract.ts'
import { sortedJson, sortedKeys } from '#kernel/version-content.ts'

/** Version of the way entries are hashed; a later one gets its own branch in the verifier, never replaces this. */
export const chainVersion = 1

/** The hash before the first entry. */
export const genesisHash = '0'.repeat(64)

/** The parts of an entry that are always open: when, what kind, and where. */
export type Heading = Pick<NewRecord, 'kind' | 'account' | 'language' | 'lane'> & { seq: number; at: string }

/** What an entry says besides its heading; each part is a leaf of its own, so that it can be blacked out alone. */
export type Leaf = readonly [name: string, value: unknown]

/** The leaves of an entry: who, about what, and each fact. */
export function leavesOf(entry: Pick<NewRecord, 'by' | 'subject' | 'facts'>): Leaf[] {
  const facts = Object.entries(entry.facts).map(([name, value]): Leaf => [`facts.${name}`, value])
  return [['by', entry.by], ['subject', entry.subject], ...facts]
}

/**
 * The salt of one leaf, 32 hexadecimal digits. It is made from the entry's secret salt, so that showing the salts of some
 * leaves says nothing about the others: a blacked-out name cannot be found by trying all names.
 */
export function saltOf(entrySalt: Uint8Array, leaf: string): string {
  return createHmac('sha256', entrySalt).update(leaf).digest('hex').slice(0, 32)
}

/** SHA-256 of `[name, salt, value]` as JSON with sorted keys, hexadecimal. */
export function leafHash(name: string, salt: string, value: unknown): string {
  return hash('sha256', `[${JSON.stringify(name)},${JSON.stringify(salt)},${sortedJson(value)}]`, 'hex')
}

/** SHA-256 over the heading and the hashes of all leaves, hexadecimal: what an entry says, whether or not all of it is shown. */
export function contentHash(heading: Heading, leaves: Readonly<Record<string, string>>): string {
  // As `sortedJson` would write it, by hand: exports of a million entries are verified.
  const { seq, at, kind, account, language, lane } = heading
  const text =
    `{${part('account', account)}"at":${JSON.stringify(at)},"kind":${JSON.stringify(kind)},${part('lane', lane)}` +
    `${part('language', language)}"leaves":{${leafTexts(leaves)}},"seq":${seq},"v":${chainVersion}}`
  return hash('sha256', text, 'hex')
}

function leafTexts(leaves: Readonly<Record<string, string>>): string {
  let text = ''
  for (const name of sortedKeys(leaves))
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:"${leaves[name]}"`
  return text
}

function part(name: string, value: string | undefined): string {
  return value === undefined ? '' : `"${name}":${JSON.stringify(value)},`
}

/** SHA-256 of the hash before and the content, 32 bytes each; hexadecimal in and out. */
export function entryHash(before: string, content: string): string {
  return hash('sha256', Buffer.from(before + content, 'hex'), 'hex')
}

/** The hashes of all leaves of an entry that is whole. */
export function leafHashes(
  entry: Pick<NewRecord, 'by' | 'subject' | 'facts'>,
  entrySalt: Uint8Array,
): Record<string, string> {
  return Object.fromEntries(
    leavesOf(entry).map(([name, value]) => [name, leafHash(name, saltOf(entrySalt, name), value)]),
  )
}
