import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { addressesIn, decodeNote, isPublic } from '#networks/activitypub/decode.ts'

const author = {
  ...{ id: 'https://a.example/users/zoe', handle: 'zoe@a.example', displayName: 'Zoé', isBot: false },
  ...{ inbox: 'https://a.example/users/zoe/inbox', keys: [] },
}
const needs = { author, source: 'activitypub:b.example', heardMs: Date.UTC(2031, 3, 7, 12) }
const note = {
  ...{
    id: 'https://a.example/n/1',
    type: 'Note',
    content: '<p>L’eau&nbsp;?</p><p><a href="https://x.example/">x</a></p>',
  },
  ...{ contentMap: { 'fr-CA': '<p>L’eau&nbsp;?</p>' }, summary: 'Eau', sensitive: true },
  ...{
    published: '2031-04-07T11:59:00Z',
    inReplyTo: { id: 'https://b.example/n/2' },
    url: ['https://a.example/@zoe/1'],
  },
  attachment: [
    { type: 'Document', mediaType: 'image/png', name: 'Un pont' },
    { type: 'Document', mediaType: 'application/pdf', name: 'Non' },
    { type: 'Video' },
  ],
}

test('a note is read with its warning, language, files and what it answers', () => {
  expect(decodeNote(note, needs)).toEqual({
    ...{ id: 'activitypub:https://a.example/n/1', network: 'activitypub', source: needs.source },
    ...{ text: 'Eau\nL’eau ?\nx', heardAtMs: needs.heardMs, atMs: Date.UTC(2031, 3, 7, 11, 59) },
    ...{ claimedAtMs: Date.UTC(2031, 3, 7, 11, 59), lang: 'fr', url: 'https://a.example/@zoe/1' },
    author: { id: author.id, handle: 'zoe@a.example', name: 'Zoé' },
    ...{
      replyTo: 'activitypub:https://b.example/n/2',
      links: ['https://x.example/'],
      raw: { sensitive: true },
    },
    media: [{ kind: 'image', alt: 'Un pont' }, { kind: 'video' }],
  })
})

test('what says nothing, or is something else, is no post', () => {
  for (const odd of [
    {},
    { id: note.id },
    { ...note, type: 'Person' },
    { id: note.id, type: 'Note', content: '<br>' },
  ])
    expect(decodeNote(odd, needs)).toBeUndefined()
})

test('a poll is what is asked and its choices', () => {
  const oneOf = [{ name: 'Oui' }, { name: 7 }, null, { name: 'Non' }]
  expect(
    decodeNote({ ...note, type: ['Question', 'Note'], summary: null, content: 'Ouvert ?', oneOf }, needs)
      ?.text,
  ).toBe('Ouvert ?\n- Oui\n- Non')
})

test('a time nobody can believe is the moment of hearing', () => {
  for (const published of ['1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'yesterday', 7])
    expect(decodeNote({ ...note, published }, needs)?.atMs).toBe(needs.heardMs)
})

test('for everybody is said in three ways, and only at the front', () => {
  for (const name of ['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public'])
    expect([isPublic({ to: name }), isPublic({ cc: ['https://a.example/x', name] })]).toEqual([true, true])
  expect(isPublic({ to: ['https://a.example/Public'], bto: 'as:Public' })).toBe(false)
  expect(
    addressesIn([{ id: 'https://a.example/1' }, 7, 'not an address', 'https://a.example/2']),
  ).toHaveLength(2)
})

test('whatever a note holds, what is read fits the schema of a post', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(...Object.values(note)),
    fc.string({ unit: 'binary' }),
  )
  const keys = [...Object.keys(note), 'oneOf', 'quoteUrl', 'tag', 'to']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (spoiled) => {
      const post = decodeNote({ ...note, ...spoiled, id: note.id }, needs)
      if (post !== undefined) expect(Post.safeParse(post).success).toBe(true)
    }),
    { numRuns: 300 },
  )
})
