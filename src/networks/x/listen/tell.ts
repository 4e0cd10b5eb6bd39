import type { Post } from '#kernel/post.ts'
import { jsonOf } from '#kernel/json.ts'
import { cleanText } from '#networks/clean-text.ts'
import { readerLimits, type Heard, type RefusedWhy } from '#networks/contract.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { decodeXBody } from '#networks/x/posts/decode.ts'

/** What a stream remembers: ids told already (X repeats some), and when a byte last came, epoch ms. */
export type Progress = { told: Set<string>; lastMs?: number; clockMs: number }

/** What one piece of a stream said. `closing`: X said that it is about to cut the connection, and why. */
export type Told = { heard: Heard[]; posts: number; closing?: string }

const toldMax = 10_000
const sampleLengthMax = 200
const clockEveryMs = 1000

/** Turns lines of a stream into what is told, in order. A line without anything is a sign of life. */
export function tellLines(
  found: { lines: readonly string[]; tooLong: number },
  needs: { source: string; nowMs: number },
  progress: Progress,
): Told {
  progress.lastMs = needs.nowMs
  const posts: Post[] = []
  const refused = new Map<RefusedWhy, { count: number; sample: string }>()
  let closing: string | undefined
  for (const line of found.lines) {
    if (line.trim() === '') continue
    const item = fieldsOf(jsonOf(line))
    const decoded =
      item === undefined ? [] : decodeXBody(item, { source: needs.source, heardMs: needs.nowMs })
    posts.push(...decoded.filter(({ id }) => isNew(id, progress.told)))
    closing ??= closingIn(item)
    if (item === undefined) count(refused, 'not-json', line)
    else if (decoded.length === 0 && item['errors'] === undefined) count(refused, 'not-a-post', line)
  }
  const heard: Heard[] = []
  for (let at = 0; at < posts.length; at += readerLimits.batchMax)
    heard.push({
      kind: 'posts',
      posts: posts.slice(at, at + readerLimits.batchMax),
      cursor: `v1:${needs.nowMs}`,
    })
  if (found.tooLong > 0) heard.push({ kind: 'refused', why: 'too-long', count: found.tooLong })
  for (const [why, { count, sample }] of refused) heard.push({ kind: 'refused', why, count, sample })
  if (needs.nowMs - progress.clockMs >= clockEveryMs) {
    progress.clockMs = needs.nowMs
    heard.push({ kind: 'clock', atMs: needs.nowMs })
  }
  return { heard, posts: posts.length, ...(closing !== undefined && { closing }) }
}

function isNew(id: string, told: Set<string>): boolean {
  if (told.has(id)) return false
  told.add(id)
  const [oldest] = told
  if (told.size > toldMax && oldest !== undefined) told.delete(oldest)
  return true
}

function count(
  refused: Map<RefusedWhy, { count: number; sample: string }>,
  why: RefusedWhy,
  line: string,
): void {
  const before = refused.get(why)
  if (before === undefined) refused.set(why, { count: 1, sample: cleanText(line, sampleLengthMax) })
  else before.count += 1
}

/** `operational-disconnect` and its kind stand where a post would; errors beside a post only say what could not be expanded. */
function closingIn(item: UnknownFields | undefined): string | undefined {
  if (item === undefined || item['data'] !== undefined) return undefined
  for (const error of listOf(item, 'errors').map(fieldsOf)) {
    const type = textOf(error, 'type') ?? ''
    const word = textOf(error, 'disconnect_type') ?? textOf(error, 'connection_issue')
    if (word !== undefined || /\/problems\/(?:operational-disconnect|streaming-connection)$/.test(type))
      return cleanText(word ?? textOf(error, 'title') ?? 'disconnect', 100)
  }
  return undefined
}

/** When the last byte came, from a cursor; undefined where it cannot be read. */
export function cursorMs(cursor: string): number | undefined {
  const ms = Number(/^v1:(\d{1,16})$/.exec(cursor)?.[1] ?? NaN)
  return Number.isSafeInteger(ms) ? ms : undefined
}
