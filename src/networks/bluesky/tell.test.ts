import { expect, test } from 'vitest'
import { newProgress, tellFrames } from '#networks/bluesky/tell.ts'

const heardMs = Date.UTC(2026, 5, 1, 12)

function frame(n: number, body: object): { kind: 'frame'; data: Buffer; heardMs: number } {
  const event = { did: 'did:plc:river', time_us: heardMs * 1000 + n, ...body }
  return { kind: 'frame', data: Buffer.from(JSON.stringify(event)), heardMs }
}

function posted(n: number): { kind: 'frame'; data: Buffer; heardMs: number } {
  const record = {
    $type: 'app.bsky.feed.post',
    text: `line ${n}`,
    createdAt: new Date(heardMs).toISOString(),
  }
  return frame(n, {
    kind: 'commit',
    commit: { operation: 'create', collection: 'app.bsky.feed.post', rkey: `k${n}`, record },
  })
}

test('an author who goes is told after what they said and before what comes next, with the cursor of that moment', () => {
  const gone = frame(2, { kind: 'account', account: { active: false, status: 'deleted' } })
  const told = tellFrames([posted(1), gone, posted(3)], 'bluesky:test', newProgress())
  expect(told.map((heard) => heard.kind)).toEqual(['posts', 'author-gone', 'posts', 'clock'])
  expect(told[1]).toEqual({
    kind: 'author-gone',
    authorId: 'did:plc:river',
    cursor: `v1:${heardMs * 1000 + 2}`,
  })
})

test('the handle of an author who goes is forgotten', () => {
  const progress = newProgress()
  tellFrames(
    [frame(1, { kind: 'identity', identity: { handle: 'river.example.org' } })],
    'bluesky:test',
    progress,
  )
  expect(progress.handles.size).toBe(1)
  tellFrames(
    [frame(2, { kind: 'account', account: { active: false, status: 'takendown' } })],
    'bluesky:test',
    progress,
  )
  expect(progress.handles.size).toBe(0)
})
