import { secondMs, type Clock } from '#kernel/time.ts'
import { fileLimits } from '#sending/files/contract.ts'
import { fileRefusal, type FileRefusal } from '#sending/files/refusals.ts'
import { isPicture, sniff, sniffedBytes } from '#sending/files/sniffing.ts'

/** What came of receiving a body: its bytes, or why reading it was given up. `left`: whoever sent it went away or fell silent. */
export type Received = { ok: true; bytes: Uint8Array } | { ok: false; why: FileRefusal | 'left' }

/** How long nothing may come before it is given up, ms. */
const silenceMsMax = 60 * secondMs

/** And after a refusal: who has heard it sends no more. */
const refusedSilenceMsMax = secondMs

/** What is read and thrown away after a refusal, so that a browser, which reads the answer last, hears it. */
const thrownAwayMax = 64 * 2 ** 20

/**
 * Reads a body as it comes and keeps no more of it than it may have: nothing when the type is not taken, which the first bytes say,
 * and else up to the limit of its type, whatever length was told.
 *
 * @param told the length it says it has; undefined when it says nothing
 */
export async function receive(
  body: ReadableStream<Uint8Array> | null,
  { told, clock }: { told: number | undefined; clock: Clock },
): Promise<Received> {
  if (told !== undefined && told > fileLimits.filmBytesMax)
    return { ok: false, why: fileRefusal('too-large') }
  if (body === null) return { ok: true, bytes: new Uint8Array() }
  const reader = body.getReader()
  const next: Next = (withinMs) => inTime(reader, clock, withinMs)
  try {
    const received = await gather(next, told)
    if (!received.ok) await throwAway(next)
    await reader.cancel()
    return received
  } catch {
    // The connection broke: nobody is there to be told.
    return { ok: false, why: 'left' }
  }
}

type Next = (withinMs: number) => Promise<Uint8Array | 'end' | 'silent'>

async function gather(next: Next, told: number | undefined): Promise<Received> {
  const pieces: Uint8Array[] = []
  let length = 0
  let bytesMax: number | undefined
  for (let piece = await next(silenceMsMax); piece !== 'end'; piece = await next(silenceMsMax)) {
    if (piece === 'silent') return { ok: false, why: 'left' }
    pieces.push(piece)
    length += piece.byteLength
    if (bytesMax === undefined && length >= sniffedBytes) {
      bytesMax = limitOf(pieces)
      if (bytesMax === undefined) return { ok: false, why: fileRefusal('type-not-taken') }
    }
    const actual = Math.max(length, told ?? 0)
    if (bytesMax !== undefined && actual > bytesMax) return { ok: false, why: tooLarge(bytesMax, actual) }
  }
  if (told !== undefined && length < told) return { ok: false, why: 'left' }
  return { ok: true, bytes: Buffer.concat(pieces) }
}

async function throwAway(next: Next): Promise<void> {
  for (let length = 0; length < thrownAwayMax;) {
    const piece = await next(refusedSilenceMsMax)
    if (typeof piece === 'string') return
    length += piece.byteLength
  }
}

function tooLarge(bytesMax: number, actual: number): FileRefusal {
  return fileRefusal(bytesMax === fileLimits.pictureBytesMax ? 'picture-too-large' : 'film-too-large', actual)
}

/** The limit of what begins like this; undefined when it is nothing that is taken. */
function limitOf(pieces: readonly Uint8Array[]): number | undefined {
  const kind = sniff(Buffer.concat(pieces))
  if (kind === undefined) return undefined
  return isPicture(kind) ? fileLimits.pictureBytesMax : fileLimits.filmBytesMax
}

/** What comes next, or that nothing does for too long. */
async function inTime(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  clock: Clock,
  withinMs: number,
): Promise<Uint8Array | 'end' | 'silent'> {
  const come = new AbortController()
  const late = clock.sleep(withinMs, come.signal).then(() => 'silent' as const)
  try {
    const read = await Promise.race([reader.read(), late])
    if (read === 'silent') return read
    return read.done ? 'end' : read.value
  } finally {
    come.abort()
  }
}
