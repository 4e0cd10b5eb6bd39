import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame, type Decoded } from '#networks/bluesky/decode.ts'
import { otherCollectionUs, readWhole } from '#networks/bluesky/frame-probe.ts'

const heardMs = Date.UTC(2026, 10, 24, 12)
const needs = { source: 'bluesky:test', heardMs }

/** A text is never probed: this is the full parse that the probe must agree with. */
function parsedWhole(frame: Buffer): Decoded {
  return decodeFrame(frame.toString('utf8'), needs)
}

const like = (changes: object = {}, commit: object = {}): Record<string, unknown> => ({
  did: 'did:plc:river',
  time_us: heardMs * 1000,
  kind: 'commit',
  commit: {
    rev: '3mptbypluud2a',
    operation: 'create',
    collection: 'app.bsky.feed.like',
    rkey: 'abc',
    record: { $type: 'app.bsky.feed.like', subject: { uri: 'at://did:plc:a/app.bsky.feed.post/abc' } },
    cid: 'x',
    ...commit,
  },
  ...changes,
})
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

test('a like, a follow and a deleted like are told without parsing, with their time', () => {
  expect(otherCollectionUs(bytes(like()))).toBe(heardMs * 1000)
  expect(otherCollectionUs(bytes(like({}, { collection: 'app.bsky.graph.follow' })))).toBe(heardMs * 1000)
  expect(otherCollectionUs(bytes(like({}, { operation: 'delete', record: undefined })))).toBe(heardMs * 1000)
})

const record = { text: 'Brown water', createdAt: '2026-11-24T11:59:00Z' }
const plain = JSON.stringify(like({}, { collection: 'app.bsky.feed.post', record }))
const isLike = JSON.stringify(like())

test.each([
  ['as Jetstream writes it', plain],
  ['with the collection in escapes', plain.replace('"app.bsky', String.raw`"\u0061pp.bsky`)],
  ['with the key in escapes', plain.replace('"collection"', String.raw`"\u0063ollection"`)],
  ['with spaces', JSON.stringify(JSON.parse(plain), null, 2)],
  ['with a like first and the truth last', isLike.replace(/\}$/, `,${plain.slice(1)}`)],
  [
    'with two collections',
    isLike.replace(',"cid"', `,"collection":"app.bsky.feed.post","record":${JSON.stringify(record)},"cid"`),
  ],
  [
    'with two collections, one in escapes',
    isLike.replace(',"cid"', String.raw`,"collection":"app.bsky.feed.pos\u0074","record":{"text":""},"cid"`),
  ],
  ['with a did that is no plc', plain.replace('did:plc:', 'did:web:')],
])('a post %s is never taken for something else', (_, text) => {
  expect(JSON.parse(text)).toMatchObject({ commit: { collection: 'app.bsky.feed.post' } })
  expect(decodeFrame(Buffer.from(text), needs).kind).toBe('post')
})

test('an account that leaves behind a like, and a handle, are not lost either', () => {
  const gone = { kind: 'account', account: { active: false, status: 'deleted' } }
  const named = { kind: 'identity', identity: { handle: 'river.example' } }
  for (const [event, kind] of [
    [gone, 'author-gone'],
    [named, 'handle'],
  ] as const) {
    expect(decodeFrame(bytes(like(event)), needs).kind).toBe(kind)
    expect(
      decodeFrame(Buffer.from(isLike.replace(/\}$/, `,${JSON.stringify(event).slice(1)}`)), needs).kind,
    ).toBe(kind)
  }
})

/** Any order of keys at every depth, as a hostile or another server may write them. */
function shuffled(value: unknown, order: () => number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, shuffled(inner, order)] as const)
  return Object.fromEntries(entries.toSorted(() => order() - 0.5))
}

const collection = fc.constantFrom(
  'app.bsky.feed.post',
  'app.bsky.feed.like',
  'x.y',
  '',
  'app.bsky.feed.postgate',
  5,
)
const event = fc.record({
  collection,
  operation: fc.constantFrom('create', 'update', 'delete', 'odd', '', undefined),
  rev: fc.constantFrom('3m', '', 'a"b', undefined),
  kind: fc.constantFrom('commit', 'commit', 'commit', 'account', 'identity', undefined),
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"collection":"app.bsky.feed.post"', '\0\ud800'),
  ),
  timeUs: fc.constantFrom(heardMs * 1000, 0, 1, 9_999_999_999_999_998, 1e15, -1, 'x', undefined),
  did: fc.constantFrom('did:plc:river', 'did:web:a.example', 'did:plc:', 'did:plc:é', 'river', undefined),
  order: fc.option(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))),
  indent: fc.constantFrom(0, 0, 1),
})

function written(made: typeof event extends fc.Arbitrary<infer T> ? T : never): Buffer {
  const { did, kind, rev, operation, text } = made
  const commit = { rev, operation, collection: made.collection, rkey: 'abc', record: { text, subject: text } }
  const account = { active: false, status: 'deleted' }
  const value = { did, time_us: made.timeUs, kind, commit, account, identity: { handle: 'a.example' } }
  const { order } = made
  const told = order === null ? value : shuffled(value, () => order.next().value)
  return Buffer.from(JSON.stringify(told, null, made.indent))
}

test('whatever an event holds and however it is written, the answer is that of the full parse', () => {
  fc.assert(
    fc.property(event, (made) => {
      const frame = written(made)
      expect(decodeFrame(frame, needs)).toEqual(parsedWhole(frame))
    }),
    { numRuns: 3000 },
  )
})

test('a damaged frame: nothing a listener needs is lost, and the rest is other or refused', () => {
  const frames = [
    plain,
    isLike,
    JSON.stringify(like({ kind: 'account', account: { active: false, status: 'deleted' } })),
  ]
  const damage = fc.record({
    from: fc.constantFrom(...frames),
    cuts: fc.array(
      fc.tuple(
        fc.nat(700),
        fc.nat(3),
        fc.oneof(
          fc.uint8Array({ maxLength: 4 }),
          fc.constantFrom(
            ...['"', '\\', '}', '"app.bsky.feed.post"', ',"collection":'].map((text) =>
              Uint8Array.from(Buffer.from(text)),
            ),
          ),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  fc.assert(
    fc.property(damage, ({ from, cuts }) => {
      let frame = Buffer.from(from)
      for (const [at, length, put] of cuts)
        frame = Buffer.concat([frame.subarray(0, at), put, frame.subarray(at + length)])
      const probed = otherCollectionUs(frame)
      if (probed === readWhole) return
      expect(['other', 'refused']).toContain(parsedWhole(frame).kind)
    }),
    { numRuns: 5000 },
  )
})
