import { open, type FileHandle } from 'node:fs/promises'
import { createGunzip, type Gunzip } from 'node:zlib'

/** A file that cannot be heard at all, in words for a person; the reader tells it as `failed`. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly why: 'no-file' | 'unreadable'
  constructor(message: string, options?: ErrorOptions & { why?: 'no-file' }) {
    super(message, options)
    this.why = options?.why ?? 'unreadable'
  }
}

/** What a compressed or plain file gives: its bytes, then whether it ended before its end. */
type FileBytes = { kind: 'bytes'; bytes: Buffer } | { kind: 'truncated' }

// A compressed byte gives at most about 1,030 bytes, so one chunk costs at most 4 MB however hostile it is.
const gzipChunkBytes = 4 * 1024
const plainChunkBytes = 64 * 1024

/**
 * Reads a file piece by piece, unpacking gzip where its first bytes say so, whatever its name says. What stands before a
 * break in a damaged gzip is given first; `truncated` comes last.
 *
 * @throws UnreadableFile when there is no such file, it is a folder, or we may not read it
 */
export async function* fileBytes(path: string, signal?: AbortSignal): AsyncGenerator<FileBytes> {
  const file = await openFile(path)
  try {
    const head = await readChunk(file, 2)
    const isGzip = head[0] === 0x1f && head[1] === 0x8b
    yield* isGzip ? unpacked(file, head, signal) : plain(file, head, signal)
  } finally {
    await file.close()
  }
}

async function openFile(path: string): Promise<FileHandle> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    const code = errorCode(error)
    const why = isMissing(code) ? { why: 'no-file' as const } : {}
    throw new UnreadableFile(openProblem(path, code), { cause: error, ...why })
  }
  if (!(await file.stat()).isDirectory()) return file
  await file.close()
  throw new UnreadableFile(`${path} is a folder. Name one file.`)
}

function openProblem(path: string, code: string): string {
  if (isMissing(code)) return `There is no file at ${path}.`
  if (code === 'EACCES' || code === 'EPERM') return `We may not read ${path}. Check its permissions.`
  if (code === 'EISDIR') return `${path} is a folder. Name one file.`
  return `${path} cannot be opened (${code}).`
}

function isMissing(code: string): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

async function readChunk(file: FileHandle, size: number): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(size)
  try {
    const { bytesRead } = await file.read(chunk, 0, size, null)
    return chunk.subarray(0, bytesRead)
  } catch (error) {
    throw new UnreadableFile(`The file broke off while we read it (${errorCode(error)}).`, { cause: error })
  }
}

async function* plain(file: FileHandle, head: Buffer, signal?: AbortSignal): AsyncGenerator<FileBytes> {
  for (
    let bytes = head;
    bytes.length > 0 && !signal?.aborted;
    bytes = await readChunk(file, plainChunkBytes)
  ) {
    yield { kind: 'bytes', bytes }
  }
}

/** A stream pipeline would throw away what it unpacked before an error, so each chunk is written by hand. */
async function* unpacked(file: FileHandle, head: Buffer, signal?: AbortSignal): AsyncGenerator<FileBytes> {
  const gunzip = createGunzip()
  let ready: Buffer[] = []
  gunzip.on('data', (bytes: Buffer) => ready.push(bytes))
  try {
    for (let packed = head; !signal?.aborted; packed = await readChunk(file, gzipChunkBytes)) {
      const outcome = await (packed.length > 0 ? written(gunzip, packed) : ended(gunzip))
      for (const bytes of ready) yield { kind: 'bytes', bytes }
      ready = []
      if (outcome === 'broken') yield { kind: 'truncated' }
      if (outcome === 'broken' || packed.length === 0) return
    }
  } finally {
    gunzip.destroy()
  }
}

type Outcome = 'fine' | 'broken'

function written(gunzip: Gunzip, packed: Buffer): Promise<Outcome> {
  return settled(gunzip, (done) => gunzip.write(packed, done))
}

function ended(gunzip: Gunzip): Promise<Outcome> {
  return settled(gunzip, (done) => {
    gunzip.once('end', done)
    gunzip.end()
  })
}

function settled(gunzip: Gunzip, act: (done: (error?: Error | null) => void) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const broken = (): void => resolve('broken')
    gunzip.once('error', broken)
    act((error) => {
      // The error event still has its listener when the write itself failed, so that it is never unhandled.
      if (error) return broken()
      gunzip.off('error', broken)
      resolve('fine')
    })
  })
}
