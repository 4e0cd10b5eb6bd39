import type { Post } from '#kernel/post.ts'
import { cursorTimeUs } from '#networks/bluesky/cursor.ts'
import { decodeFrame } from '#networks/bluesky/decode.ts'
import { readFeedCursor } from '#networks/feeds/feed-cursor.ts'
import { postOfItem } from '#networks/feeds/feed-post.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { decodeLine, fileDecoder } from '#networks/replay/decode.ts'
import { TextScan } from '#language/scan.ts'
import { tokens } from '#language/tokens.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import * as samples from './fuzz-samples.ts'

type Chance = () => number

/** One thing that reads bytes of strangers: its share of the cases, what is spoiled for it, and how it is called. */
export type Target = { name: string; share: number; samples: Buffer[]; run: (bytes: Buffer) => void }

const heardMs = Date.UTC(2026, 10, 24, 12)
const needs = { source: 'bluesky:fuzz', heardMs }

/** Everything that reads bytes of strangers. Feeds and tables are slow to read, so they get few cases. */
export function targets(chance: Chance, onRule: (text: string) => void): Target[] {
  const scan = new TextScan()
  const feed = {
    source: 'feeds:fuzz',
    feedId: 'fuzz',
    label: 'Herald',
    isMedia: true,
    url: 'https://h.example/feed',
  }
  const facts = { ...feed, heardMs, isFirstRead: false }
  return [
    {
      name: 'jetstream frame',
      share: 0.3,
      samples: samples.frameSamples(chance),
      run: (bytes) => {
        const decoded = decodeFrame(bytes, needs)
        if (decoded.kind === 'post') isStorable(decoded.post)
      },
    },
    {
      name: 'cursor',
      share: 0.08,
      samples: samples.cursorSamples,
      run: (bytes) => readCursors(bytes.toString('latin1')),
    },
    {
      name: 'scan of a text',
      share: 0.24,
      samples: samples.textSamples(chance),
      run: (bytes) => scan.read(bytes.toString('utf8')),
    },
    {
      name: 'tokens of unpaired halves',
      share: 0.04,
      samples: samples.textSamples(chance),
      run: (bytes) => void tokens(bytes.toString('utf16le')),
    },
    {
      name: 'rule parser',
      share: 0.24,
      samples: samples.ruleSamples(chance),
      run: (bytes) => {
        const text = bytes.toString('utf8')
        if (parseRule(text).ok) onRule(text)
      },
    },
    {
      name: 'replay line',
      share: 0.09,
      samples: samples.lineSamples,
      run: (bytes) => {
        const decoded = decodeLine(bytes, { n: 1 })
        if ('post' in decoded) isStorable(decoded.post)
      },
    },
    { name: 'replay table', share: 0.007, samples: samples.tableSamples, run: readTable },
    { name: 'feed', share: 0.003, samples: samples.feedSamples, run: (bytes) => readFeed(bytes, facts) },
  ]
}

function isStorable({ text, id }: Post): void {
  for (const value of [text, id])
    if (!value.isWellFormed() || value.includes('\0')) throw new Error('a post that no store can hold')
}

function readCursors(text: string): void {
  const timeUs = cursorTimeUs(text)
  if (timeUs !== undefined && !Number.isSafeInteger(timeUs)) throw new Error('a cursor that is no time')
  readFeedCursor(text)
}

function readTable(bytes: Buffer): void {
  const decoder = fileDecoder()
  for (const [at, text] of bytes.toString('utf8').split('\n').entries())
    for (const told of decoder.next({ kind: 'line', n: at + 1, text, badEncoding: false }, {}))
      if ('post' in told) isStorable(told.post)
  decoder.end({})
}

function readFeed(bytes: Buffer, facts: Parameters<typeof postOfItem>[1]): void {
  const read = parseFeedBytes(bytes)
  if (read.kind !== 'feed') return
  for (const item of read.feed.items) {
    const post = postOfItem(item, facts)
    if (post !== undefined) isStorable(post)
  }
}
