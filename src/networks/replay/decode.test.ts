import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { decodeLine, type Decoded } from '#networks/replay/decode.ts'
import { nativeId, postFromRecord } from '#networks/replay/record.ts'

const read = (record: unknown): Decoded => decodeLine(JSON.stringify(record), { n: 7 })
const post = (record: unknown): Post => {
  const outcome = read(record)
  if ('refused' in outcome) throw new Error(outcome.refused)
  return Post.parse(outcome.post)
}

test('a line of our own form keeps everything it says', () => {
  const heard = post({
    id: 'p1',
    text: 'The tap runs brown again',
    createdAt: '2026-05-06T12:00:00Z',
    author: { handle: '@ana.b', name: 'Ana B' },
    lang: 'en-CA',
    geo: { lat: 46.1, lon: -72.4 },
    replyTo: 'p0',
    repostOf: null,
    quoteOf: 'p9',
    media: [{ kind: 'video', alt: 'A sink' }],
    links: ['https://example.org/a'],
  })
  expect(heard).toEqual({
    id: 'replay:p1',
    network: 'replay',
    source: 'replay',
    text: 'The tap runs brown again',
    atMs: Date.UTC(2026, 4, 6, 12),
    heardAtMs: Date.UTC(2026, 4, 6, 12),
    claimedAtMs: Date.UTC(2026, 4, 6, 12),
    lang: 'en',
    author: { id: 'ana.b', handle: 'ana.b', name: 'Ana B' },
    geo: { lat: 46.1, lon: -72.4 },
    replyTo: 'replay:p0',
    quoteOf: 'replay:p9',
    media: [{ kind: 'video', alt: 'A sink' }],
    links: ['https://example.org/a'],
  })
  expect(nativeId(heard.id)).toBe('p1')
})

test("a post in Twitter's own form is read, with its long id to the last digit", () => {
  const line = `{"created_at":"Mon May 06 12:00:00 +0000 2024","id":347868529837629441,"full_text":"Longer","text":"Lon…",
    "user":{"id":5,"screen_name":"made_up","name":"Made Up"},"in_reply_to_status_id":null,
    "coordinates":{"type":"Point","coordinates":[-72.4,46.1]},"place":{"full_name":"Havre-Clair","country_code":"ca"},
    "quoted_status":{"id_str":"44","full_text":"What they said"},
    "entities":{"urls":[{"expanded_url":"https://example.org/b"}]},"extended_entities":{"media":[{"type":"photo"}]}}`
  const outcome = decodeLine(line, { n: 1 })
  expect(outcome).toMatchObject({
    post: {
      id: 'replay:347868529837629441',
      text: 'Longer',
      atMs: Date.UTC(2024, 4, 6, 12),
      author: { id: '5', handle: 'made_up', name: 'Made Up' },
      geo: { lat: 46.1, lon: -72.4 },
      place: 'Havre-Clair',
      country: 'CA',
      quoteOf: 'replay:44',
      quotedText: 'What they said',
      links: ['https://example.org/b'],
      media: [{ kind: 'image' }],
    },
  })
})

test('a manual repost keeps its text and says whose words it repeats', () => {
  expect(post({ id: '1', text: 'RT @someone: look at this' })).toMatchObject({
    text: 'RT @someone: look at this',
    raw: { repostOfHandle: 'someone' },
  })
})

test('labels of a recorded event are kept apart from the post', () => {
  expect(
    post({ id: '1', text: 'x', label: 'on-topic', informativeness: 'Related', area: 'affected' }).labels,
  ).toEqual({
    label: 'on-topic',
    informativeness: 'Related',
    area: 'affected',
  })
})

test('fields we do not know are kept', () => {
  expect(post({ id: '1', text: 'x', mood: 'fine' }).raw).toEqual({ mood: 'fine' })
})

test('a post without an id is named after its line, and one without a date stands where it is told to', () => {
  expect(postFromRecord({ text: 'x' }, { n: 12, network: 'rules', undatedAtMs: 5 })).toMatchObject({
    id: 'rules:line-12',
    atMs: 5,
  })
})

test.each([
  ['not json', 'not-json'],
  ['{"id":"1","text":"cut in the mid', 'not-json'],
  ['[1,2]', 'not-a-post'],
  ['null', 'not-a-post'],
  ['"words"', 'not-a-post'],
  ['{"id":"1"}', 'no-text'],
  ['{"id":"1","text":""}', 'no-text'],
  ['{"id":"1","text":{"deep":1}}', 'no-text'],
])('%s is refused as %s', (line, why) => {
  expect(decodeLine(line, { n: 1 })).toEqual({ refused: why })
})

test('null bytes and halves of characters never reach the store', () => {
  const outcome = decodeLine('{"id":"1","text":"a\\u0000b\\ud83dc","x":"q\\u0000","author":"n\\u0000o"}', {
    n: 1,
  })
  expect(outcome).toMatchObject({ post: { text: 'ab\uFFFDc', raw: { x: 'q' }, author: { handle: 'no' } } })
})

test('coordinates outside the world are left out', () => {
  expect(post({ id: '1', text: 'x', lat: 100, lon: 4 }).geo).toBeUndefined()
  expect(post({ id: '1', text: 'x', lat: '46.1', lon: '-72.4' }).geo).toEqual({ lat: 46.1, lon: -72.4 })
})

const anyRecord = fc.record(
  Object.fromEntries(
    [
      'id',
      'text',
      'created_at',
      'author',
      'user',
      'lang',
      'geo',
      'coordinates',
      'place',
      'replyTo',
      'media',
      'links',
      'labels',
      '__proto__',
    ].map((name) => [
      name,
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.object(),
        fc.array(fc.anything()),
        fc.constant(null),
      ),
    ]),
  ),
  { requiredKeys: [] },
)

test('whatever a record holds, it is a valid post or refused with a word', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const outcome = decodeLine(JSON.stringify(record) ?? '', { n: 3 })
      if ('post' in outcome) Post.parse(outcome.post)
      else expect(['not-json', 'not-a-post', 'no-text']).toContain(outcome.refused)
    }),
  )
})

test('whatever a line holds, reading it never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(decodeLine(Buffer.from(bytes), { n: 1 })).toBeDefined()
    }),
  )
})
