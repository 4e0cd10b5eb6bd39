import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import type { Finding } from '#records/contract.ts'
import { bundleFiles, exportLimits } from '#records/verify/format.ts'

/** Something is wrong with a bundle: thrown inside, a finding outside. */
export class BundleFault extends Error {
  override name = 'BundleFault'
  readonly finding: Finding
  constructor(finding: Finding, options?: ErrorOptions) {
    super(finding.why, options)
    this.finding = finding
  }
}

/** The files of a bundle by name, to be read one after the other. */
export type OpenBundle = {
  files: ReadonlyMap<string, Entry>
  /** The bytes of a file; never more than `bytesMax`, whatever the zip says of itself. */
  read(name: string, bytesMax: number): AsyncGenerator<Uint8Array>
  close(): void
}

/** Opens a zip and reads its list, which says nothing yet about whether it is true. */
export async function openBundle(path: string): Promise<OpenBundle> {
  const zip = await asFault({ why: 'unreadable' }, () =>
    openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true }),
  )
  try {
    const files = await asFault({ why: 'unreadable' }, () => listed(zip))
    return {
      files,
      read: (name, bytesMax) => readFile(zip, files.get(name), { name, bytesMax }),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  const files = new Map<string, Entry>()
  if (zip.entryCount > exportLimits.filesMax) throw new BundleFault({ why: 'too-large' })
  for await (const entry of zip.eachEntry()) {
    const file = shownName(entry.fileName)
    if (files.has(file)) throw new BundleFault({ why: 'repeated', file })
    if (!isOurName(entry.fileName)) throw new BundleFault({ why: 'file-unknown', file })
    files.set(file, entry)
  }
  return files
}

/** Names are a closed list: nothing can point outside a folder, and nothing is unpacked anyway. */
function isOurName(name: string): boolean {
  const known: readonly string[] = Object.values(bundleFiles)
  return known.includes(name) || /^media\/[\w-]{1,100}\.[a-z0-9]{1,5}$/.test(name)
}

function shownName(name: string): string {
  return name.replaceAll(/[^\w./-]/g, '?').slice(0, 100)
}

async function* readFile(
  zip: ZipFile,
  entry: Entry | undefined,
  o: { name: string; bytesMax: number },
): AsyncGenerator<Uint8Array> {
  const file = o.name
  if (entry === undefined) throw new BundleFault({ why: 'file-missing', file })
  let bytes = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) {
      // A stream without an encoding gives bytes.
      const read = piece as Uint8Array
      bytes += read.length
      if (bytes > o.bytesMax) throw new BundleFault({ why: 'too-large', file })
      yield read
    }
  } catch (error) {
    throw faultOf(error, { why: 'file-differs', file })
  }
}

/** A small file whole. */
export async function readWhole(bundle: OpenBundle, name: string, bytesMax: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bundle.read(name, bytesMax)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What a file really is, measured while it is read. */
export type Measured = { bytes: number; sha256: string; crc32: number }

/** Passes a file on and measures it. */
export function measuring(pieces: AsyncIterable<Uint8Array>): {
  pieces: AsyncGenerator<Uint8Array>
  measured(): Measured
} {
  const sha256 = createHash('sha256')
  let [bytes, crc] = [0, 0]
  async function* passed(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      sha256.update(piece)
      crc = crc32(piece, crc)
      bytes += piece.length
      yield piece
    }
  }
  return { pieces: passed(), measured: () => ({ bytes, sha256: sha256.digest('hex'), crc32: crc }) }
}

async function asFault<T>(finding: Finding, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw faultOf(error, finding)
  }
}

/** What a zip that is none throws is a finding; that the disk failed is not. */
function faultOf(error: unknown, finding: Finding): unknown {
  const isOfTheSystem = error instanceof Error && 'syscall' in error
  if (error instanceof BundleFault || isOfTheSystem || !(error instanceof Error)) return error
  return new BundleFault(finding, { cause: error })
}
