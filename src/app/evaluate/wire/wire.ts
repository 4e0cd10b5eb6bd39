import { jsonOf } from '#kernel/json.ts'
import { wallClock } from '#kernel/time.ts'
import { Post } from '#kernel/post.ts'
import { UsageError } from '#cli/words.ts'
import type { RecordedPosts } from '#networks/bluesky/wire.ts'
import { fileBytes, UnreadableFile } from '#networks/replay/bytes.ts'
import { fileLines } from '#networks/replay/lines.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'
import { wireDecoders, type WireDecoder } from '#app/evaluate/wire/decoders.ts'
import { filesBelow } from '#app/evaluate/wire/files.ts'
import { wireNetworks } from '#app/evaluate/wire/networks.ts'

/** What came of it: posts decoded, pieces (frames, bodies, items, files) refused, and what broke a decoder. */
type Counts = { files: number; decoded: number; refused: number; crashed: number }

/**
 * Decodes a folder of recorded wire, as deep as it goes, with the code that reads what is heard: Jetstream frames a line, answers as
 * JSON or in YAML cassettes, repositories (CAR), feeds; plain or gzip. Memory stays bounded whatever stands there.
 *
 * @throws UsageError when no network is named, or there is no file
 */
export async function evaluateWire({ data, network, progress }: SuiteRun): Promise<object> {
  const known = wireNetworks.find((one) => one === network)
  if (known === undefined) throw unknownNetwork(network)
  const counts: Counts = { files: 0, decoded: 0, refused: 0, crashed: 0 }
  for await (const path of filesBelow(data)) {
    counts.files += 1
    await decodeFile(path, wireDecoders[known], counts)
    progress(counts.files)
  }
  if (counts.files === 0)
    throw new UsageError({ en: `There is no file in ${data}.`, fr: `Il n’y a aucun fichier dans ${data}.` })
  return { suite: 'wire', network: known, ...counts }
}

function unknownNetwork(asked: string | undefined): UsageError {
  const names = wireNetworks.join(', ')
  return new UsageError({
    en: `Say whose wire it is with --network: ${names}${asked === undefined ? '' : `, not ${asked}`}.`,
    fr: `Indiquez de quel réseau il s’agit avec --network : ${names}${asked === undefined ? '' : `, et non ${asked}`}.`,
  })
}

async function decodeFile(path: string, decoder: WireDecoder, counts: Counts): Promise<void> {
  try {
    if (decoder.line !== undefined && (await beginsWithJsonLine(path)))
      await decodeLines(path, decoder.line, counts)
    else await decodeWhole(path, decoder, counts)
  } catch (error) {
    if (error instanceof UnreadableFile) counts.refused += 1
    else counts.crashed += 1
  }
}

/** Whether the first line is a whole JSON object or list: then each line stands for itself. */
async function beginsWithJsonLine(path: string): Promise<boolean> {
  try {
    for await (const line of fileLines(path))
      return line.kind === 'line' && /^\s*[[{]/.test(line.text) && jsonOf(line.text) !== undefined
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
  }
  return false
}

async function decodeLines(
  path: string,
  decode: NonNullable<WireDecoder['line']>,
  counts: Counts,
): Promise<void> {
  const heardMs = wallClock.nowMs()
  for await (const line of fileLines(path)) {
    if (line.kind === 'refused') counts.refused += 1
    else count(counts, () => decode(line.text, heardMs))
  }
}

async function decodeWhole(path: string, decoder: WireDecoder, counts: Counts): Promise<void> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const piece of fileBytes(path)) {
    if (piece.kind === 'truncated') counts.refused += 1
    else parts.push(piece.bytes)
    bytes += piece.kind === 'bytes' ? piece.bytes.length : 0
    if (bytes > decoder.wholeBytesMax) {
      counts.refused += 1
      return
    }
  }
  count(counts, () => decoder.whole(Buffer.concat(parts), wallClock.nowMs()))
}

/** What throws has crashed, and so has what gives a post that is none: both would reach a desk. */
function count(counts: Counts, decode: () => RecordedPosts): void {
  try {
    const { posts, refused } = decode()
    const whole = posts.filter((post) => Post.safeParse(post).success).length
    counts.decoded += whole
    counts.refused += refused
    counts.crashed += posts.length - whole
  } catch {
    counts.crashed += 1 // told as a figure: that is what this suite is for
  }
}
