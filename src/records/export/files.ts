import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { BundleTooLarge, type WrittenFile } from '#records/export/pack.ts'
import type { Redaction } from '#records/export/contract.ts'
import type { NewRecord } from '#records/contract.ts'
import { containerBytesMax } from '#records/verify/container.ts'
import { exportLimits, type EntryLine } from '#records/verify/format.ts'

/** A file that an entry speaks of, as the room that keeps it hands it over. */
export type RecordFile = {
  sha256: string
  mediaType: string
  bytes: number
  /** Its bytes, in pieces. */
  read(): AsyncIterable<Uint8Array>
}

/** Which of these files are kept. The archive knows files by their hash only; `app` says who keeps them. */
export type FilesOf = (sha256s: readonly string[]) => Promise<RecordFile[]>

/** A file of an entry as the page shows it. Without `href` it is not in the bundle, and `absent` says why. */
export type SaidFile = { mediaType: string; alt: string; href?: string; absent?: 'black' | 'not-kept' }

/** The fact that names the files of an entry. */
export const filesField = 'facts.files'

/** Files below `media/` in one bundle: the other files of a bundle have their place too. */
const mediaMax = exportLimits.filesMax - 20

/** A kept file is not what its hash says: it must not be signed as if it were. */
export class FileAltered extends Error {
  override name = 'FileAltered'
  readonly sha256: string
  constructor(sha256: string) {
    super(`the kept file ${sha256} is not what its hash says`)
    this.sha256 = sha256
  }
}

/** An export speaks of more files than a bundle holds. */
export class TooManyFiles extends Error {
  override name = 'TooManyFiles'
}

const extensions: Readonly<Record<string, string>> = {
  ...{
    'image/jpeg': 'jpg',
    'image/png': 'png',
    'image/webp': 'webp',
    'image/gif': 'gif',
    'image/avif': 'avif',
  },
  ...{ 'video/mp4': 'mp4', 'video/webm': 'webm', 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a' },
  'text/vtt': 'vtt',
}

/** The name of a file in a bundle: its own hash, so that what an entry names can be found and checked by hand. */
export function mediaName({ sha256, mediaType }: Pick<RecordFile, 'sha256' | 'mediaType'>): string {
  return `media/${sha256}.${extensions[mediaType] ?? 'bin'}`
}

const Files = z.array(z.object({ sha256: z.string(), mediaType: z.string(), alt: z.string() })).max(100)
type Named = z.infer<typeof Files>

/** The files that an entry names, by what of the field is shown. What is black names none. */
function shownFiles(line: EntryLine): Named {
  const field = line.fields[filesField]
  if (field === undefined) return []
  return Files.safeParse('hash' in field ? field.shown : field[1]).data ?? []
}

/** The files blacked out in entries: by the whole field, or by the hash of one. */
export function blackFiles(
  entry: Pick<NewRecord, 'facts'>,
  redactions: readonly Pick<Redaction, 'field' | 'cuts'>[],
): string[] {
  const named = Files.safeParse(entry.facts['files']).data ?? []
  const own = redactions.filter(({ field }) => field === filesField)
  return named
    .filter((_, at) =>
      own.some(
        ({ cuts }) => cuts === undefined || cuts.some(({ path }) => path[0] === at && path[1] === 'sha256'),
      ),
    )
    .map(({ sha256 }) => sha256)
}

/**
 * The files of a bundle, gathered while its entries are written. What is blacked out in one entry is left out of the bundle
 * altogether: it would be seen all the same beside another.
 */
export class BundleMedia {
  readonly #filesOf: FilesOf | undefined
  readonly #black: ReadonlySet<string>
  readonly #asked = new Map<string, RecordFile | undefined>()
  readonly #taken = new Map<string, RecordFile>()

  constructor(filesOf: FilesOf | undefined, black: ReadonlySet<string>) {
    this.#filesOf = filesOf
    this.#black = black
  }

  /** Files that belong in the bundle by now. */
  get count(): number {
    return this.#taken.size
  }

  /** The files of each of some entries, as the page shows them. @throws TooManyFiles, BundleTooLarge */
  async take(lines: readonly EntryLine[]): Promise<SaidFile[][]> {
    const named = lines.map(shownFiles)
    await this.#ask(named.flat().map(({ sha256 }) => sha256))
    const said = named.map((files) => files.map((file) => this.#said(file)))
    if (this.#taken.size > mediaMax)
      throw new TooManyFiles(`${this.#taken.size} files are too many for one bundle`)
    const bytes = [...this.#taken.values()].reduce((sum, file) => sum + file.bytes, 0)
    if (bytes > containerBytesMax / 2) throw new BundleTooLarge(`${bytes} bytes are too many for one bundle`)
    return said
  }

  async #ask(sha256s: readonly string[]): Promise<void> {
    const fresh = [...new Set(sha256s)].filter((one) => /^[0-9a-f]{64}$/.test(one) && !this.#asked.has(one))
    if (fresh.length === 0) return
    for (const one of fresh) this.#asked.set(one, undefined)
    for (const file of (await this.#filesOf?.(fresh)) ?? []) this.#asked.set(file.sha256, file)
  }

  #said({ sha256, mediaType, alt }: Named[number]): SaidFile {
    if (this.#black.has(sha256)) return { mediaType, alt, absent: 'black' }
    const file = this.#asked.get(sha256)
    if (file === undefined)
      // A bar stands in the place of the hash: that one file of several is blacked out.
      return { mediaType, alt, absent: /^[0-9a-f]{64}$/.test(sha256) ? 'not-kept' : 'black' }
    this.#taken.set(sha256, file)
    return { mediaType: file.mediaType, alt, href: mediaName(file) }
  }

  /** Writes the files beside the others, each measured against its hash. @throws FileAltered */
  async write(folder: string, onFile: () => Promise<void>): Promise<WrittenFile[]> {
    const written: WrittenFile[] = []
    for (const file of this.#taken.values()) {
      written.push(await writeMedia(file, join(folder, file.sha256)))
      await onFile()
    }
    return written
  }
}

async function writeMedia(file: RecordFile, path: string): Promise<WrittenFile> {
  const sha256 = createHash('sha256')
  let [bytes, crc] = [0, 0]
  const to = await open(path, 'w', 0o600)
  try {
    for await (const piece of file.read()) {
      sha256.update(piece)
      crc = crc32(piece, crc)
      bytes += piece.length
      await to.writeFile(piece)
    }
  } finally {
    await to.close()
  }
  const measured = sha256.digest('hex')
  if (measured !== file.sha256 || bytes !== file.bytes) throw new FileAltered(file.sha256)
  return { name: mediaName(file), path, sha256: measured, bytes, packedBytes: bytes, crc32: crc, method: 0 }
}
