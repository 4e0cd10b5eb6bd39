import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { historyLimits } from '#roles/publishing/history/contract.ts'
import { UnreadableFile } from '#roles/publishing/history/past-post.ts'
import { tarFiles } from '#roles/publishing/history/tar.ts'

/** A file inside an export, by its path there. */
export type InnerFile = { name: string; bytes: AsyncIterable<Uint8Array> }

/** Files in an archive that are looked at; those of accounts with many pictures have a hundred thousand. */
const filesMax = 500_000

/**
 * Those files of an export that are wanted, in the order they stand there: a zip, a tar.gz, or the one file by itself. Nothing is
 * unpacked to the disk, whatever paths an archive holds, and what is unpacked in memory is counted.
 *
 * @throws UnreadableFile
 */
export async function* wantedFiles(
  path: string,
  isWanted: (name: string) => boolean,
): AsyncGenerator<InnerFile> {
  const budget = { left: historyLimits.unpackedBytesMax }
  const form = await formOf(path)
  if (form === 'zip') yield* zipFiles(path, isWanted, budget)
  else if (form === 'gzip') yield* gzipFiles(path, isWanted, budget)
  else yield { name: '', bytes: counted(createReadStream(path), budget) }
}

type Budget = { left: number }

/** Told by the first bytes, not by a name. */
async function formOf(path: string): Promise<'zip' | 'gzip' | 'plain'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    if (bytesRead >= 4 && buffer.readUInt32LE() === 0x04034b50) return 'zip'
    return bytesRead >= 2 && buffer.readUInt16BE() === 0x1f8b ? 'gzip' : 'plain'
  } finally {
    await file.close()
  }
}

async function* zipFiles(
  path: string,
  isWanted: (name: string) => boolean,
  budget: Budget,
): AsyncGenerator<InnerFile> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(asUnreadable)
  try {
    let seen = 0
    for await (const entry of entriesOf(zip)) {
      if ((seen += 1) > filesMax) throw new UnreadableFile('too-large')
      if (!isWanted(entry.fileName)) continue
      const bytes = await zip.openReadStreamPromise(entry).catch(asUnreadable)
      yield { name: entry.fileName, bytes: counted(bytes, budget) }
      bytes.destroy()
    }
  } finally {
    zip.close()
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()
  for (;;) {
    const next = await entries.next().catch(asUnreadable)
    if (next.done === true) return
    yield next.value
  }
}

async function* gzipFiles(
  path: string,
  isWanted: (name: string) => boolean,
  budget: Budget,
): AsyncGenerator<InnerFile> {
  const packed = createReadStream(path)
  const unpacked = createGunzip()
  packed.on('error', (error) => unpacked.destroy(error))
  packed.pipe(unpacked)
  try {
    for await (const file of tarFiles(counted(unpacked, budget))) if (isWanted(file.name)) yield file
  } finally {
    packed.destroy()
    unpacked.destroy()
  }
}

/** The same bytes, up to what may be unpacked of one file in all. What cannot be unpacked is no archive. */
async function* counted(bytes: Readable, budget: Budget): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  for (;;) {
    const next = await pieces.next().catch(asUnreadable)
    if (next.done === true) return
    const piece = next.value as Uint8Array // without an encoding a stream gives bytes
    budget.left -= piece.length
    if (budget.left < 0) throw new UnreadableFile('too-large')
    yield piece
  }
}

function asUnreadable(cause: unknown): never {
  if (cause instanceof UnreadableFile) throw cause
  throw new UnreadableFile('not-an-archive', { cause })
}
