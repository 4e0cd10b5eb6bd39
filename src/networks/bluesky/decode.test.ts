import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame, type Decoded } from '#networks/bluesky/decode.ts'
import { minuteMs } from '#kernel/time.ts'

const heardMs = Date.UTC(2026, 10, 23, 12)
const needs = { source: 'bluesky:test', heardMs }

type Changes = {
  record?: Record<string, unknown>
  commit?: Record<string, unknown>
  event?: Record<string, unknown>
}

function frame({ record, commit, event }: Changes = {}): string {
  const created = new Date(heardMs - 2000).toISOString()
  return JSON.stringify({
    did: 'did:plc:river',
    time_us: heardMs * 1000,
    kind: 'commit',
    commit: {
      rev: '1',
      operation: 'create',
      collection: 'app.bsky.feed.post',
      rkey: 'abc',
      record: {
        $type: 'app.bsky.feed.post',
        text: 'Brown water on Mill Lane',
        createdAt: created,
        ...record,
      },
      cid: 'x',
      ...commit,
    },
    ...event,
  })
}

function post(text: string): Extract<Decoded, { kind: 'post' }>['post'] {
  const decoded = decodeFrame(text, needs)
  if (decoded.kind !== 'post') throw new Error(`not a post: ${JSON.stringify(decoded)}`)
  return decoded.post
}

test('a post keeps its words, its author, its address and both times', () => {
  expect(post(frame({ record: { langs: ['fr-CA', 'en'] } }))).toEqual({
    id: 'bluesky:at://did:plc:river/app.bsky.feed.post/abc',
    network: 'bluesky',
    source: 'bluesky:test',
    text: 'Brown water on Mill Lane',
    atMs: heardMs - 2000,
    claimedAtMs: heardMs - 2000,
    heardAtMs: heardMs,
    lang: 'fr',
    author: { id: 'did:plc:river' },
    url: 'https://bsky.app/profile/did:plc:river/post/abc',
  })
})

test('a reply, a quote, links and pictures are read; each link once', () => {
  const uri = 'at://did:plc:other/app.bsky.feed.post/zzz'
  const link = { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/a' }
  const record = {
    reply: { parent: { uri, cid: 'c' }, root: { uri, cid: 'c' } },
    facets: [{ features: [link, link, { $type: 'app.bsky.richtext.facet#tag', tag: 'flood' }] }],
    embed: {
      $type: 'app.bsky.embed.recordWithMedia',
      record: { record: { uri, cid: 'c' } },
      media: { $type: 'app.bsky.embed.images', images: [{ alt: 'A flooded street' }, { alt: '' }] },
    },
  }
  expect(post(frame({ record }))).toMatchObject({
    replyTo: `bluesky:${uri}`,
    quoteOf: `bluesky:${uri}`,
    links: ['https://example.org/a'],
    media: [{ kind: 'image', alt: 'A flooded street' }, { kind: 'image' }],
  })
})

test('a link card and a film are read too', () => {
  const external = { uri: 'https://example.org/card', title: 't', description: 'd' }
  const card = post(frame({ record: { embed: { $type: 'app.bsky.embed.external', external } } }))
  expect(card.links).toEqual(['https://example.org/card'])
  const film = post(frame({ record: { embed: { $type: 'app.bsky.embed.video', alt: 'The weir' } } }))
  expect(film.media).toEqual([{ kind: 'video', alt: 'The weir' }])
})

test('a quoted list or a script address is not taken for a post or a link', () => {
  const record = { uri: 'at://did:plc:other/app.bsky.graph.list/zzz', cid: 'c' }
  const facets = [{ features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'javascript:alert(1)' }] }]
  const heard = post(frame({ record: { embed: { $type: 'app.bsky.embed.record', record }, facets } }))
  expect(heard.quoteOf).toBeUndefined()
  expect(heard.links).toBeUndefined()
})

test('no date, 1970 and 2099 count as the moment the network heard the post', () => {
  for (const createdAt of [undefined, '1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'yesterday', 7]) {
    expect(post(frame({ record: { createdAt } })).atMs).toBe(heardMs)
  }
  expect(post(frame({ record: { createdAt: '1970-01-01T00:00:00Z' } })).claimedAtMs).toBe(0)
})

test('a post heard late, after an outage, keeps the time at which it was said', () => {
  const saidMs = heardMs - 40 * 60 * minuteMs
  const createdAt = new Date(saidMs).toISOString()
  const heard = post(frame({ record: { createdAt }, event: { time_us: (saidMs + 1000) * 1000 } }))
  expect(heard).toMatchObject({ atMs: saidMs, heardAtMs: heardMs })
})

test('an impossible stream time is never handed on as a place to resume', () => {
  for (const timeUs of [0, -1, 1.5, 'x', null, Date.UTC(2099, 0, 1) * 1000]) {
    expect(decodeFrame(frame({ event: { time_us: timeUs } }), needs)).not.toHaveProperty('timeUs')
  }
})

test('a deletion and an edit are told by the same id as the post', () => {
  const id = 'bluesky:at://did:plc:river/app.bsky.feed.post/abc'
  expect(decodeFrame(frame({ commit: { operation: 'delete', record: undefined } }), needs)).toMatchObject({
    kind: 'deleted',
    id,
  })
  expect(post(frame({ commit: { operation: 'update' }, record: { text: 'Edited' } }))).toMatchObject({
    id,
    text: 'Edited',
  })
})

test('a picture without words is still a post', () => {
  const images = [{ alt: 'The bridge is closed' }]
  expect(post(frame({ record: { text: '', embed: { $type: 'app.bsky.embed.images', images } } })).text).toBe(
    '',
  )
})

test('other collections, account states and handles are told apart from posts', () => {
  expect(decodeFrame(frame({ commit: { collection: 'app.bsky.feed.like' } }), needs)).toEqual({
    kind: 'other',
    timeUs: heardMs * 1000,
  })
  const account = JSON.stringify({
    did: 'did:plc:river',
    time_us: heardMs * 1000,
    kind: 'account',
    account: {},
  })
  expect(decodeFrame(account, needs).kind).toBe('other')
  const identity = { did: 'did:plc:river', kind: 'identity', identity: { handle: 'River.Example.ORG' } }
  expect(decodeFrame(JSON.stringify(identity), needs)).toMatchObject({
    kind: 'handle',
    handle: 'river.example.org',
  })
})

test.each(['deleted', 'takendown', 'deactivated', 'suspended'])('an account that is %s is gone', (status) => {
  const account = { did: 'did:plc:river', kind: 'account', account: { active: false, status } }
  expect(decodeFrame(JSON.stringify(account), needs)).toEqual({ kind: 'author-gone', did: 'did:plc:river' })
})

test.each([
  { active: true },
  { active: true, status: 'deleted' },
  { active: false },
  { active: false, status: 'desynchronized' },
  { active: 'false', status: 'deleted' },
])('an account told as %o is not gone', (account) => {
  const told = JSON.stringify({ did: 'did:plc:river', kind: 'account', account })
  expect(decodeFrame(told, needs)).toEqual({ kind: 'other' })
})

test('a post that speaks about collections, or writes its fields in another order, is not thrown away', () => {
  const words = 'they said "collection":"app.bsky.feed.like" and "record":'
  expect(post(frame({ record: { text: words } })).text).toBe(words)
  const inner = frame({ record: { collection: 'x.y.z' }, commit: { collection: undefined } })
  const reordered = inner.replace('"cid":"x"', '"cid":"x","collection":"app.bsky.feed.post"')
  expect(post(reordered).raw).toEqual({ collection: 'x.y.z' })
  const spaced = JSON.stringify(JSON.parse(frame()), null, 1)
  expect(post(spaced).text).toBe('Brown water on Mill Lane')
})

test('what cannot be read is refused with its reason and a short sample', () => {
  const cases: [Buffer | string, string][] = [
    ['', 'not-json'],
    ['{"did":', 'not-json'],
    ['[1,2]', 'not-json'],
    ['null', 'not-json'],
    ['{}', 'not-a-post'],
    [frame({ event: { did: 'nobody' } }), 'not-a-post'],
    [frame({ event: { kind: 'mystery' } }), 'not-a-post'],
    [frame({ event: { commit: 5 } }), 'not-a-post'],
    [frame({ commit: { rkey: '../x' } }), 'not-a-post'],
    [frame({ commit: { operation: 'explode' } }), 'not-a-post'],
    [frame({ commit: { record: undefined } }), 'not-a-post'],
    [frame({ record: { text: 5 } }), 'no-text'],
    [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'bad-encoding'],
    ['x'.repeat(2 * 1024 * 1024), 'too-long'],
    [Buffer.alloc(2 * 1024 * 1024, 'x'), 'too-long'],
  ]
  for (const [input, why] of cases) {
    const decoded = decodeFrame(input, needs)
    expect(decoded).toMatchObject({ kind: 'refused', why })
    expect(JSON.stringify(decoded).length).toBeLessThan(1500)
  }
})

test('null bytes and half characters never reach the store, not even in fields nobody knows', () => {
  const heard = post(frame({ record: { text: 'a\0b\uD800c', odd: 'x\0y' } }))
  expect(heard.text).toBe('ab\uFFFDc')
  expect(heard.raw).toBeUndefined()
  expect(post(frame({ record: { tags: ['flood'] } })).raw).toEqual({ tags: ['flood'] })
  expect(post(frame({ record: { tags: ['flood'.repeat(2000)] } })).raw).toBeUndefined()
})

test('whatever a record holds, decoding ends without throwing', () => {
  const hostile = fc.record({
    text: fc.anything(),
    createdAt: fc.anything(),
    langs: fc.anything(),
    reply: fc.anything(),
    embed: fc.anything(),
    facets: fc.anything(),
  })
  fc.assert(
    fc.property(hostile, (record) => {
      const json = safeJson(record)
      expect(['post', 'refused']).toContain(decodeFrame(frame({ record: json }), needs).kind)
    }),
  )
  const refuses = (input: Buffer | string): void => {
    expect(decodeFrame(input, needs).kind).toBe('refused')
  }
  fc.assert(fc.property(fc.json(), refuses))
  fc.assert(fc.property(fc.uint8Array(), (bytes) => refuses(Buffer.from(bytes))))
})

// Some of what fast-check makes up (bigint, functions) has no JSON form; the wire could not carry it either.
function safeJson(value: object): Record<string, unknown> {
  const text = JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? String(field) : field,
  )
  return JSON.parse(text) as Record<string, unknown>
}
