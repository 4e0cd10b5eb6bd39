import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeFrame } from '#networks/bluesky/decode.ts'
import { readView } from '#networks/bluesky/view.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

const frames = new URL('../../../../shared/data/wire/jetstream/expected_v1.jsonl', import.meta.url)
const recorded = existsSync(frames)
if (!recorded) console.warn(`SKIPPED: recorded Jetstream wire, ${frames.pathname} is not there`)

test.skipIf(!recorded)(
  'a recorded post is the same post whether the stream tells it or an AppView shows it',
  () => {
    const heardMs = Date.UTC(2026, 6, 4, 14, 39)
    const source = 'bluesky:recorded'
    let seen = 0
    for (const line of readFileSync(frames, 'utf8').trimEnd().split('\n')) {
      const decoded = decodeFrame(Buffer.from(line), { source, heardMs })
      if (decoded.kind !== 'post') continue
      const frame = fieldsOf(JSON.parse(line))
      const commit = fieldsOf(frame?.['commit'])
      const did = textOf(frame, 'did') ?? ''
      const view = {
        uri: `at://${did}/app.bsky.feed.post/${textOf(commit, 'rkey')}`,
        author: { did },
        record: commit?.['record'],
        indexedAt: new Date(Math.floor((decoded.timeUs ?? 0) / 1000)).toISOString(),
      }
      expect(readView(view, { source, heardMs })).toMatchObject({ kind: 'post', post: decoded.post })
      seen += 1
    }
    expect(seen).toBe(17)
  },
)
