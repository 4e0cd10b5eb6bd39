import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeFrame } from '#networks/bluesky/decode.ts'
import { Post } from '#kernel/post.ts'

const folder = new URL('../../../../shared/data/wire/jetstream/', import.meta.url)
const recorded = existsSync(folder)
if (!recorded) console.warn(`SKIPPED: recorded Jetstream wire, ${folder.pathname} is not there`)

test.skipIf(!recorded)(
  'every frame recorded from the public Jetstream is read, and the counts are those of its manifest',
  () => {
    const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Record<
      string,
      number
    >
    const lines = readFileSync(new URL('expected_v1.jsonl', folder), 'utf8').trimEnd().split('\n')
    let timed = 0
    const heardMs = Date.UTC(2026, 6, 4, 14, 39)
    const counts: Record<string, number> = { post: 0, deleted: 0, handle: 0, other: 0, refused: 0 }
    for (const line of lines) {
      const decoded = decodeFrame(Buffer.from(line), { source: 'bluesky:recorded', heardMs })
      counts[decoded.kind] = (counts[decoded.kind] ?? 0) + 1
      if (decoded.kind === 'post') Post.parse(decoded.post)
      if (decoded.kind !== 'refused' && decoded.timeUs !== undefined) timed += 1
    }
    expect(lines.length).toBe(manifest['v1_events'])
    expect(timed).toBe(lines.length)
    // 17 of the 144 creates are posts, 1 of the 4 deletes; nothing else is for us and nothing is refused.
    expect(counts).toEqual({ post: 17, deleted: 1, handle: 0, other: lines.length - 18, refused: 0 })
  },
)
