import { basename } from 'node:path'
import type { Post } from '#kernel/post.ts'
import type { Capabilities, Cursor, Heard, Reader, ReaderNeeds, RefusedWhy } from '#networks/contract.ts'
import { UnreadableFile } from '#networks/replay/bytes.ts'
import { fileDecoder, type Told } from '#networks/replay/decode.ts'
import { anchorOf, fileClock, type FileClock } from '#networks/replay/file-clock.ts'
import { fileLines } from '#networks/replay/lines.ts'
import { paced, recordedTimeline, type Timed } from '#networks/replay/pace.ts'

/** What a replay reads, and how fast. */
type ReplayOptions = {
  /** JSON lines or CSV, plain or gzip. */
  file: string
  /** Stream seconds per second, or as fast as the consumer takes it. */
  speed: number | 'max'
  /** Missing: the file's name without its endings. */
  label?: string
  /** Epoch ms: what lies before is told without waiting, so that the engine learns what is usual. */
  startMs?: number
}

/** What a recorded file can do. */
export const replayCapabilities: Capabilities = {
  network: 'replay',
  name: 'Replay',
  reads: {
    stream: true,
    search: false,
    resumes: true,
    media: false,
    deletions: false,
    checksExistence: false,
    geo: true,
  },
}

/** Reads a recorded file as if it happened now: original times kept, paced by them, resumed at the line it stopped at. */
export function replayReader(options: ReplayOptions): Reader {
  const source = replaySource(options.file)
  return {
    source,
    label: options.label ?? basename(options.file).replace(/\.(gz|jsonl|json|ndjson|csv|tsv)\b/gi, ''),
    capabilities: replayCapabilities,
    timeline: recordedTimeline(options.speed),
    read: (needs) => replay(options, source, needs),
  }
}

async function* replay(options: ReplayOptions, source: string, needs: ReaderNeeds): AsyncGenerator<Heard> {
  const counted = newCounts()
  try {
    const from = readCursor(needs.cursor)
    yield { kind: 'state', state: 'hearing' }
    const items = timed(filePosts(options.file, source, counted, { ...from, signal: needs.signal }))
    yield* paced(items, options, needs)
    if (!needs.signal.aborted) yield ending(counted)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    needs.log('warn', error.message, { source })
    yield { kind: 'state', state: 'failed', why: error.why, detail: error.message }
  }
}

/** How reading a file went, for the person who started it. */
export type FileCounts = {
  posts: number
  undated: number
  misdated: number
  refused: Partial<Record<RefusedWhy, number>>
}

function newCounts(): FileCounts {
  return { posts: 0, undated: 0, misdated: 0, refused: {} }
}

/**
 * All posts of a recorded file in its order, as fast as they can be read; `heardAtMs` equals `atMs`.
 *
 * @param counts filled while reading: what was refused, which dates were missing or not believable
 * @throws UnreadableFile when there is nothing to read: no file, a folder, no text
 */
export async function* readAllPosts(file: string, counts: FileCounts = newCounts()): AsyncGenerator<Post> {
  for await (const item of filePosts(file, replaySource(file), counts, {})) {
    if (item.kind === 'post') yield item.post
  }
}

function replaySource(file: string): string {
  return `replay:${basename(file)}`.slice(0, 200)
}

function ending(counts: FileCounts): Heard {
  const refused = Object.values(counts.refused).reduce((sum, count) => sum + count, 0)
  if (counts.posts === 0 && refused > 0) {
    const whys = Object.entries(counts.refused).map(([why, count]) => `${why} ${count}`)
    return {
      kind: 'state',
      state: 'failed',
      why: 'unreadable',
      detail: `No post could be read from this file: ${whys.join(', ')}.`,
    }
  }
  const notes = [`${counts.posts} posts read to the end of the file.`]
  if (counts.undated > 0)
    notes.push(`${counts.undated} had no readable date and stand at the time of the post before.`)
  if (counts.misdated > 0)
    notes.push(`${counts.misdated} had a date far outside the file and stand at the time of the post before.`)
  return { kind: 'state', state: 'ended', why: 'ended', detail: notes.join(' ') }
}

type FromFile =
  | { kind: 'post'; post: Post; cursor: Cursor; badEncoding: boolean; sample: string }
  | { kind: 'refused'; why: RefusedWhy; sample: string }

async function* timed(items: AsyncIterable<FromFile>): AsyncGenerator<Timed> {
  for await (const item of items) {
    const refused = refusalOf(item)
    if (refused)
      yield { kind: 'heard', heard: { kind: 'refused', why: refused, count: 1, sample: item.sample } }
    if (item.kind === 'post')
      yield { kind: 'post', post: item.post, atMs: item.post.atMs, cursor: item.cursor }
  }
}

/** A post whose bytes were broken is kept, and counted all the same. */
function refusalOf(item: FromFile): RefusedWhy | undefined {
  if (item.kind === 'refused') return item.why
  return item.badEncoding ? 'bad-encoding' : undefined
}

type From = { line?: number; anchorMs?: number; signal?: AbortSignal }

// The first dates of a file are looked at together: one of them may be wrong, or missing.
const datedAheadMax = 16
const aheadMax = 1000

async function* filePosts(
  file: string,
  source: string,
  counts: FileCounts,
  from: From,
): AsyncGenerator<FromFile> {
  let clock = from.anchorMs === undefined ? undefined : fileClock(from.anchorMs)
  let ahead: Told[] = []
  let dated = 0
  for await (const told of fileRecords(file, source, from)) {
    if (clock) {
      yield fromFile(told, clock, counts)
      continue
    }
    ahead.push(told)
    if ('post' in told && told.post.claimedAtMs !== undefined) dated++
    if (dated < datedAheadMax && ahead.length < aheadMax) continue
    clock = clockOf(ahead)
    for (const early of ahead) yield fromFile(early, clock, counts)
    ahead = []
  }
  clock ??= clockOf(ahead)
  for (const early of ahead) yield fromFile(early, clock, counts)
}

// A file without any date still has an order; its posts stand at the beginning of 2000 rather than at a made-up today.
const undatedFileMs = Date.UTC(2000, 0, 1)

function clockOf(ahead: readonly Told[]): FileClock {
  const claims = ahead.map((told) => ('post' in told ? told.post.claimedAtMs : undefined))
  return fileClock(anchorOf(claims) ?? undatedFileMs)
}

function fromFile(told: Told, clock: FileClock, counts: FileCounts): FromFile {
  if ('refused' in told) {
    counts.refused[told.refused] = (counts.refused[told.refused] ?? 0) + 1
    return { kind: 'refused', why: told.refused, sample: told.sample }
  }
  const { post } = told
  const atMs = clock.place(post.claimedAtMs)
  counts.posts++
  if (post.claimedAtMs === undefined) counts.undated++
  else if (atMs !== post.claimedAtMs) counts.misdated++
  if (told.badEncoding) counts.refused['bad-encoding'] = (counts.refused['bad-encoding'] ?? 0) + 1
  const placed = { ...post, atMs, heardAtMs: atMs }
  return {
    kind: 'post',
    post: placed,
    cursor: writeCursor(told.n, atMs),
    badEncoding: told.badEncoding,
    sample: told.sample,
  }
}

async function* fileRecords(file: string, source: string, from: From): AsyncGenerator<Told> {
  const decoder = fileDecoder()
  const after = from.line ?? 0
  for await (const line of fileLines(file, from.signal ? { signal: from.signal } : {})) {
    // Lines before the cursor are still decoded: only so is a heading known, and a cell over several lines.
    for (const told of decoder.next(line, { source })) if (told.n > after) yield told
  }
  if (from.signal?.aborted) return
  for (const told of decoder.end({ source })) if (told.n > after) yield told
}

const cursorForm = /^replay1:(\d+):(-?\d+)$/

function writeCursor(line: number, atMs: number): Cursor {
  return `replay1:${line}:${atMs}`
}

/** A cursor of another form is not ours: the file is read from its beginning, which is harmless. */
function readCursor(cursor: Cursor | undefined): From {
  const found = cursorForm.exec(cursor ?? '')
  return found ? { line: Number(found[1]), anchorMs: Number(found[2]) } : {}
}
