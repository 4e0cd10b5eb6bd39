import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { historyLimits } from '#roles/publishing/history/contract.ts'

class TooLarge extends Error {
  override name = 'TooLarge'
}

/**
 * Puts what is sent into a file of its own, does something with it, and takes it away again, whatever comes of it. The file is called
 * what we call it: the name that was sent names nothing on this machine. Its bytes are known again by their SHA-256, hexadecimal.
 */
export async function withReceived<T>(
  body: ReadableStream<Uint8Array> | null,
  work: (received: { path: string; sha256: string }) => Promise<T>,
): Promise<T | 'too-large' | 'cut-off' | 'empty'> {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-history-'))
  try {
    const path = join(folder, 'export')
    const came = await receive(body, path)
    return typeof came === 'string' ? came : await work({ path, sha256: came.sha256 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(
  body: ReadableStream<Uint8Array> | null,
  path: string,
): Promise<{ sha256: string } | 'too-large' | 'cut-off' | 'empty'> {
  if (body === null) return 'empty'
  let bytes = 0
  const sha256 = createHash('sha256')
  const counted = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      bytes += piece.length
      if (bytes > historyLimits.fileBytesMax) throw new TooLarge()
      sha256.update(piece)
      yield piece
    }
  }
  try {
    await pipeline(counted(body), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    if (error instanceof TooLarge) return 'too-large'
    // A full disk is our fault and rises; a line that broke is told to nobody.
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error
    return 'cut-off'
  }
  return bytes === 0 ? 'empty' : { sha256: sha256.digest('hex') }
}
