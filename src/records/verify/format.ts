import { hash } from 'node:crypto'
import { z } from 'zod'
import { sortedJson } from '#kernel/version-content.ts'
import { RecordQuery, SignedHead } from '#records/contract.ts'

/**
 * The form of an export, version 1: lines of JSON, each ending in a newline.
 *
 * The first line says what was asked for and where in the chain the export begins. Then every entry of that stretch of the
 * chain has its place: as an entry line when it belongs to the export, or in a run line by its content hash alone when it
 * does not, so that nothing can be left out, put in or moved without the hashes saying so. The last line counts and is signed.
 *
 * Every line ends in its seal, SHA-256 of the seal before and of all that stands before it in the line. The signature is of
 * the last seal, so it covers every byte, also the words that the chain itself does not hold (reasons of redactions).
 */
export const formatVersion = 1

/** Limits of an export, refused by the writer and by the verifier. */
export const exportLimits = {
  /** The largest entry with a salt and a hash a field stays below it. */
  lineBytesMax: 8 * 2 ** 20,
  /** Content hashes in one run line. */
  runLengthMax: 1000,
  keysMax: 100,
  /** Files in a bundle, and bytes of its manifest. */
  filesMax: 2000,
  manifestBytesMax: 2 ** 20,
} as const

/** The seal before the first line. */
export const firstSeal = '0'.repeat(64)

/** Characters of `,"seal":"…"}` at the end of a line. */
const sealTail = 75

/** The name of each file in a bundle; pictures and films stand below `media/`. */
export const bundleFiles = {
  readme: 'README.txt',
  page: 'index.html',
  lines: 'entries.jsonl',
  table: 'entries.csv',
  key: 'public-key.pem',
  manifest: 'manifest.json',
} as const

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Signature = z.string().regex(/^[0-9a-f]{128}$/)
const Seq = z.number().int().min(1)

/** Why something was blacked out: a reason of the list, and a remark in the words of whoever did it. */
export const Why = z.strictObject({ reason: z.string().max(60), note: z.string().max(500).optional() })
export type Why = z.infer<typeof Why>

/** A field that is shown whole: its salt and what it says. */
export type OpenField = readonly [salt: string, value: unknown]

/** A field that is blacked out: its hash, what of it is still shown, and why. */
export type BlackField = { hash: string; shown?: unknown; why: Why[] }

/** An entry that belongs to the export. */
export type EntryLine = {
  seq: number
  at: string
  kind: string
  account?: string | undefined
  language?: string | undefined
  lane?: string | undefined
  fields: Record<string, OpenField | BlackField>
  /** The hash of the chain after this line. */
  hash: string
  head?: SignedHead
}

/** Entries that do not belong to the export, by their content hashes; `disposed` names those the archive itself emptied. */
export type RunLine = {
  run: { from: number; contents: string[]; disposed?: number[] }
  hash: string
  head?: SignedHead
}

/** What an export begins with. */
export const HeaderLine = z.strictObject({
  bellwether: z.literal('records-export'),
  v: z.number().int(),
  id: z.string().max(100),
  at: z.iso.datetime(),
  from: Seq,
  to: Seq,
  /** The hash of the chain before `from`, and the signed head that says so; from the first entry on there is none. */
  before: Hash,
  start: SignedHead.optional(),
  keys: z.array(z.string().max(2000)).min(1).max(exportLimits.keysMax),
  query: RecordQuery.partial(),
  seal: Hash,
})
export type HeaderLine = z.infer<typeof HeaderLine>

/** What an export ends with; the signature is of `endText`. */
export const EndLine = z.strictObject({
  end: z.strictObject({
    entries: z.number().int().min(0),
    leftOut: z.number().int().min(0),
    blackFields: z.number().int().min(0),
    key: z.string().regex(/^[0-9a-f]{16}$/),
  }),
  seal: Hash,
  signature: Signature,
})
export type EndLine = z.infer<typeof EndLine>

/** What lies in a bundle, signed. */
export const Manifest = z.strictObject({
  bellwether: z.literal('records-bundle'),
  v: z.number().int(),
  id: z.string().max(100),
  at: z.iso.datetime(),
  head: SignedHead,
  files: z
    .array(z.strictObject({ name: z.string().max(300), bytes: z.number().int().min(0), sha256: Hash }))
    .max(exportLimits.filesMax),
  /** All bytes of the zip before the manifest's own place in it. */
  packed: z.strictObject({ bytes: z.number().int().min(0), sha256: Hash }),
  key: z.string().regex(/^[0-9a-f]{16}$/),
  signature: Signature,
})
export type Manifest = z.infer<typeof Manifest>

/** The exact text that the signature of a manifest is made of. */
export function manifestText(manifest: Manifest): string {
  return `bellwether records bundle\n${sortedJson({ ...manifest, signature: undefined })}`
}

/** The exact text that the signature at the end of an export is made of. */
export function endText(seal: string): string {
  return `bellwether records export\n${seal}`
}

/** A line as it is written, with its seal; and the seal, for the next line. */
export function sealed(before: string, line: object): { text: string; seal: string } {
  const said = JSON.stringify(line).slice(0, -1)
  const seal = hash('sha256', before + said, 'hex')
  return { text: `${said},"seal":"${seal}"}`, seal }
}

/** Whether a line, without its newline, bears the seal of what it says after that seal before it. */
export function isSealed(before: string, line: string): boolean {
  return line.slice(-sealTail) === `,"seal":"${hash('sha256', before + line.slice(0, -sealTail), 'hex')}"}`
}

/** The seal that a line bears, right or wrong. */
export function sealOf(line: string): string {
  return line.slice(-66, -2)
}

/** The last line with its signature, and without it as it was sealed. */
export const signedLine = {
  write: (text: string, signature: string): string => `${text.slice(0, -1)},"signature":"${signature}"}`,
  strip: (line: string): string => `${line.slice(0, -signatureTail)}}`,
}

/** Characters of `,"signature":"…"}`. */
const signatureTail = 144
