import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { packPosts, unpackPosts } from '#listening/workers/packed-posts.ts'

/** Any UTF-16 at all: halves of surrogate pairs, null bytes, emoji, nothing. */
const odd = [
  '',
  '\uD800',
  '\uDFFF',
  'a\uD83D',
  '\uDE00b',
  '\0',
  '\uFFFF',
  'é',
  '洪',
  '😀',
  '\u2028',
  'x'.repeat(300),
]
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(...odd),
)

const post: fc.Arbitrary<Post> = fc.record(
  {
    id: text,
    network: text,
    source: text,
    text,
    atMs: fc.double(),
    heardAtMs: fc.double(),
    claimedAtMs: fc.double(),
    lang: text,
    author: fc.record(
      { id: text, handle: text, name: text, kind: fc.constantFrom('person', 'media', 'official', 'bot') },
      { requiredKeys: ['id'] },
    ),
    url: text,
    replyTo: text,
    repostOf: text,
    quoteOf: text,
    quotedText: text,
    links: fc.array(text, { maxLength: 4 }),
    media: fc.array(
      fc.record({ kind: fc.constantFrom('image', 'video', 'audio'), alt: text }, { requiredKeys: ['kind'] }),
      { maxLength: 4 },
    ),
    geo: fc.record({ lat: fc.double(), lon: fc.double() }),
    place: text,
    country: text,
    labels: fc.dictionary(text, text),
    raw: fc.anything(),
  },
  { requiredKeys: ['id', 'network', 'source', 'text', 'atMs', 'heardAtMs'] },
)

/** What rules may ask of it, said here a second time. */
function ruled({ author, media, ...rest }: Post): unknown {
  const { id, text: said, lang, replyTo, repostOf, quoteOf, quotedText, links, geo, place, country } = rest
  return {
    ...{ id, text: said, lang, replyTo, repostOf, quoteOf, quotedText, links, geo, place, country },
    author: author && { id: author.id, handle: author.handle, kind: author.kind },
    media: media?.map(({ kind }) => ({ kind })),
  }
}

test('what was packed is unpacked as it was, whatever is in it, also after crossing to a thread', () => {
  fc.assert(
    fc.property(fc.array(post, { maxLength: 8 }), (posts) => {
      const wanted = posts.map(ruled)
      expect(unpackPosts(packPosts(posts))).toEqual(wanted)
      expect(unpackPosts(structuredClone(packPosts(posts)))).toEqual(wanted)
    }),
    { numRuns: 2000 },
  )
})

test('every field of a post is packed or known to be of no use to rules', () => {
  const useless = ['network', 'source', 'atMs', 'claimedAtMs', 'heardAtMs', 'url', 'labels', 'raw']
  const [unpacked] = unpackPosts(
    packPosts([{ id: '', network: '', source: '', text: '', atMs: 0, heardAtMs: 0 }]),
  )
  expect([...Object.keys(unpacked ?? {}), ...useless].toSorted()).toEqual(Object.keys(Post.shape).toSorted())
})

test('a full batch of the longest texts crosses', () => {
  const posts = Array.from({ length: 256 }, (_, at): Post => ({
    ...{ id: `net:${at}`, network: 'net', source: 's', atMs: 0, heardAtMs: 0 },
    text: `${at}${'\uD83D'.repeat(20_000)}`,
    links: Array.from({ length: 50 }, (__, link) => `https://town.example/${at}/${link}`),
  }))
  expect(unpackPosts(structuredClone(packPosts(posts)))).toEqual(posts.map(ruled))
})

test('what is cut short is not taken for a post', () => {
  const packed = packPosts([{ id: 'net:1', network: 'net', source: 's', text: 'a', atMs: 0, heardAtMs: 0 }])
  expect(() => unpackPosts({ ...packed, texts: [] })).toThrow('packed with its text')
})
