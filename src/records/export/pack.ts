import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { SignedHead } from '#records/contract.ts'
import type { Signer } from '#records/signing.ts'
import { containerBytesMax, directory, localHeader, type PackedFile } from '#records/verify/container.ts'
import { bundleFiles, formatVersion, manifestText, type Manifest } from '#records/verify/format.ts'

/** Text is gathered to pieces of this size before it is written, characters. */
const pieceLength = 262_144

/** A file of a bundle that was written beside its zip, ready to be packed. */
export type WrittenFile = PackedFile & { path: string; sha256: string }

/**
 * Writes one file of a bundle to the disk, measured as it grows. The lines stay as they are: a byte that breaks on the way
 * then breaks one line, which can be named; deflated it would break all that follow.
 */
export class FileWriter {
  readonly #name: string
  readonly #path: string
  readonly #deflate: ReturnType<typeof createDeflateRaw> | undefined
  readonly #file: ReturnType<typeof createWriteStream>
  readonly #closed: Promise<unknown>
  readonly #sha256 = createHash('sha256')
  #crc32 = 0
  #bytes = 0
  #waiting = ''

  constructor(name: string, path: string, isDeflated: boolean) {
    this.#name = name
    this.#path = path
    this.#file = createWriteStream(path, { mode: 0o600 })
    this.#deflate = isDeflated ? createDeflateRaw() : undefined
    this.#deflate?.pipe(this.#file)
    this.#closed = finished(this.#file)
    // Awaited at the end; until then a full disk must not be an exception nobody hears.
    this.#closed.catch(() => undefined)
  }

  /** Adds text; wait for it, so that no more is held than the disk takes. */
  async write(text: string): Promise<void> {
    this.#waiting += text
    if (this.#waiting.length >= pieceLength) await this.#push()
  }

  /** Everything written: what the file is. */
  async end(): Promise<WrittenFile> {
    await this.#push()
    ;(this.#deflate ?? this.#file).end()
    await this.#closed
    const method = this.#deflate === undefined ? 0 : 8
    const packed = {
      bytes: this.#bytes,
      packedBytes: this.#file.bytesWritten,
      crc32: this.#crc32,
      method,
    } as const
    return { name: this.#name, path: this.#path, sha256: this.#sha256.digest('hex'), ...packed }
  }

  /** Gives up: nothing more is written. */
  abort(): void {
    this.#deflate?.destroy()
    this.#file.destroy()
  }

  async #push(): Promise<void> {
    const piece = Buffer.from(this.#waiting)
    this.#waiting = ''
    this.#sha256.update(piece)
    this.#crc32 = crc32(piece, this.#crc32)
    this.#bytes += piece.length
    const into = this.#deflate ?? this.#file
    // A stream that broke never drains: whichever comes first.
    if (!into.write(piece)) await Promise.race([once(into, 'drain'), this.#closed])
  }
}

/** A bundle has become larger than a zip of this form can be. */
export class BundleTooLarge extends Error {
  override name = 'BundleTooLarge'
}

/** The zip, piece by piece: the files, then the manifest, which is signed over all that came before it. */
export async function* packed(
  files: readonly WrittenFile[],
  o: { id: string; at: string; head: SignedHead; signer: Signer },
): AsyncGenerator<Buffer> {
  const atMs = Date.parse(o.at)
  const front = createHash('sha256')
  let bytes = 0
  for (const file of files) {
    for await (const piece of placed(file, atMs)) {
      front.update(piece)
      bytes += piece.length
      yield piece
    }
    if (bytes > containerBytesMax / 2) throw new BundleTooLarge(`${bytes} bytes are too many for one bundle`)
  }
  const text = Buffer.from(manifestOf(files, { ...o, packed: { bytes, sha256: front.digest('hex') } }))
  const size = { bytes: text.length, packedBytes: text.length, crc32: crc32(text), method: 0 } as const
  const manifest = { name: bundleFiles.manifest, ...size }
  yield Buffer.concat([localHeader(manifest, atMs), text, directory([...files, manifest], atMs)])
}

async function* placed(file: WrittenFile, atMs: number): AsyncGenerator<Buffer> {
  yield localHeader(file, atMs)
  // No encoding is set, so the pieces are bytes.
  for await (const piece of createReadStream(file.path, { highWaterMark: 2 ** 20 })) yield piece as Buffer
}

function manifestOf(
  files: readonly WrittenFile[],
  o: { id: string; at: string; head: SignedHead; signer: Signer; packed: Manifest['packed'] },
): string {
  const unsigned: Manifest = {
    bellwether: 'records-bundle',
    v: formatVersion,
    id: o.id,
    at: o.at,
    head: o.head,
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    packed: o.packed,
    key: o.signer.public.id,
    signature: '',
  }
  const signature = o.signer.sign(manifestText(unsigned))
  return `${JSON.stringify({ ...unsigned, signature }, null, 2)}\n`
}
