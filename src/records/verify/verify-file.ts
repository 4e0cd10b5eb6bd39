import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { verifyBundle } from '#records/verify/verify-bundle.ts'
import type { Trusted, Verdict } from '#records/verify/verdict.ts'
import { verifyInThreads } from '#records/verify/verify-in-threads.ts'
import { verifyLines } from '#records/verify/verify-lines.ts'

/** What came of verifying a file, and which of the two forms it has. */
export type FileVerdict = Verdict & { form: 'bundle' | 'lines'; files?: number }

/** Bytes read at once. */
const pieceBytes = 2 ** 20

/** Files from this size on are worth a second core. */
const threadBytesMin = 32 * 2 ** 20

/**
 * Verifies an export with nothing but its file and the keys one believes in: a bundle (zip) or its lines alone.
 *
 * @param o.onProgress told how many bytes of how many are done
 * @param o.script the built thread, for large files; missing: one core
 * @throws the error of the file system when the file cannot be read
 */
export async function verifyFile(
  path: string,
  o: {
    trusted: Trusted
    script?: URL
    onProgress?: (done: number, total: number) => void
    signal?: AbortSignal
  },
): Promise<FileVerdict> {
  const { isZip, bytes } = await lookAt(path)
  const onProgress = (done: number, total: number): void => {
    o.signal?.throwIfAborted()
    o.onProgress?.(done, total)
  }
  const { trusted } = o
  if (isZip) return { form: 'bundle', ...(await verifyBundle(path, { trusted, onProgress })) }
  let done = 0
  const onBytes = (more: number): void => onProgress((done += more), bytes)
  const open = () => createReadStream(path, { highWaterMark: pieceBytes })
  const verdict =
    o.script !== undefined && bytes >= threadBytesMin
      ? await verifyInThreads(open, { trusted, script: o.script, onBytes })
      : await verifyLines(open(), { trusted, onBytes })
  return { form: 'lines', ...verdict }
}

/** A zip begins with `PK`; whatever else it is, it is held to be lines. */
async function lookAt(path: string): Promise<{ isZip: boolean; bytes: number }> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    const isZip = bytesRead === 2 && buffer.toString('latin1') === 'PK'
    return { isZip, bytes: (await file.stat()).size }
  } finally {
    await file.close()
  }
}
