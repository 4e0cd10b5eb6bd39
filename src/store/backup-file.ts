import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { BackupDamaged } from '#store/errors.ts'

/**
 * The parts of a backup file, in order: manifest, then for each table its start, data and end, then the seal.
 *
 * The file is gzip; inside, each part is one letter, its length in 4 bytes (big-endian) and its content. All but
 * the data are JSON. Data are PostgreSQL's COPY text format, one row a line.
 */
export type Part = { letter: Letter; content: Buffer }
type Letter = 'M' | 'T' | 'D' | 'E' | 'Z'

/** Longest part in bytes; longer data are written as several parts. */
export const partBytesMax = 1_048_576

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)
const at = String.raw`\('[0-9: .+-]{10,40}'\)`
const bound = z.string().regex(new RegExp(String.raw`^(DEFAULT|FOR VALUES FROM ${at} TO ${at})$`))
const count = z.number().int().min(0)

/** What a file says about itself before its tables. */
export const Manifest = z.object({
  format: z.literal('bellwether-backup'),
  version: z.literal(1),
  appVersion: z.string().max(100),
  postgres: z.string().max(100),
  takenAt: z.iso.datetime(),
  steps: z.array(z.object({ room: z.string(), name: z.string(), hash: z.string() })).max(10_000),
  tables: z
    .array(
      z.object({
        name,
        columns: z.array(name).max(1600),
        partitions: z.array(z.object({ name, bound })).max(5000),
      }),
    )
    .max(5000),
})
export type Manifest = z.infer<typeof Manifest>

/** What was counted while a table was written. */
export const TableEnd = z.object({ table: name, rows: count, bytes: count, sha256: z.string().length(64) })
export type TableEnd = z.infer<typeof TableEnd>

/** The last part: a file without it is cut short. The digest covers the manifest and every table's end. */
export const Seal = z.object({
  tables: count,
  sequences: z
    .array(z.object({ name, value: z.string().regex(/^-?\d{1,19}$/), called: z.boolean() }))
    .max(10_000),
  digest: z.string().length(64),
})
export type Seal = z.infer<typeof Seal>

/** The digest over the JSON parts, fed in the order of the file. */
export function sealDigest(parts: readonly Buffer[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return hash.digest('hex')
}

/** Writes parts to a file that appears under its name only when it is whole. */
export type PartWriter = {
  write(letter: Letter, content: Buffer): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

/** Opens the file for writing, readable by its owner only: it holds everything. */
export function openPartWriter(file: string): PartWriter {
  const half = `${file}.part`
  const input = new PassThrough()
  const written = pipeline(
    input,
    createGzip({ level: 4 }),
    createWriteStream(half, { mode: 0o600, flush: true }),
  )
  written.catch(() => undefined)
  const put = async (bytes: Buffer): Promise<void> => {
    if (input.write(bytes)) return
    await Promise.race([once(input, 'drain'), written])
  }
  return {
    write: async (letter, content) => {
      for (let from = 0; from === 0 || from < content.length; from += partBytesMax) {
        const piece = content.subarray(from, from + partBytesMax)
        const head = Buffer.alloc(5)
        head.write(letter, 'latin1')
        head.writeUInt32BE(piece.length, 1)
        await put(head)
        await put(piece)
      }
    },
    finish: async () => {
      input.end()
      await written
      await rename(half, file)
    },
    abandon: async () => {
      input.destroy()
      await written.catch(() => undefined)
      await rm(half, { force: true })
    },
  }
}

/**
 * Reads the parts of a file one after the other.
 *
 * @throws BackupDamaged without a table (the caller knows it) when the file is cut, is no gzip, or has a false length
 */
export async function* readParts(file: string): AsyncGenerator<Part> {
  const source = createReadStream(file)
  const plain = createGunzip()
  source.once('error', (error) => plain.destroy(error))
  source.pipe(plain)
  let kept: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk])
      for (let part = firstPart(kept); part !== undefined; part = firstPart(kept)) {
        kept = kept.subarray(5 + part.content.length)
        yield part
      }
    }
  } catch (cause) {
    throw cause instanceof BackupDamaged ? cause : unreadable(file, cause)
  } finally {
    source.destroy()
    plain.destroy()
  }
  if (kept.length > 0) throw damaged(undefined, 'it ends in the middle', 'il s’arrête au milieu')
}

function firstPart(bytes: Buffer): Part | undefined {
  if (bytes.length < 5) return undefined
  const letter = bytes.toString('latin1', 0, 1)
  const length = bytes.readUInt32BE(1)
  if (!isLetter(letter) || length > partBytesMax) {
    throw damaged(
      undefined,
      'it holds something that is no part of a backup',
      'il contient autre chose qu’une sauvegarde',
    )
  }
  return bytes.length < 5 + length ? undefined : { letter, content: bytes.subarray(5, 5 + length) }
}

function isLetter(text: string): text is Letter {
  return text.length === 1 && 'MTDEZ'.includes(text)
}

function unreadable(file: string, cause: unknown): BackupDamaged {
  const why = cause instanceof Error ? cause.message : String(cause)
  return damaged(
    undefined,
    `${file} could not be read further (${why})`,
    `${file} n’a pu être lu plus loin (${why})`,
    cause,
  )
}

/** A damaged file in both languages; `table` is where it was noticed. */
export function damaged(table: string | undefined, en: string, fr: string, cause?: unknown): BackupDamaged {
  const [where, ou] = table === undefined ? ['', ''] : [` at table ${table}`, ` à la table ${table}`]
  const words = {
    en: `The backup is damaged${where}: ${en}. Nothing was restored. Use another copy of the file.`,
    fr: `La sauvegarde est endommagée${ou} : ${fr}. Rien n’a été restauré. Utilisez une autre copie du fichier.`,
  }
  return new BackupDamaged(table, words, { cause })
}
