import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { dagCborOf } from '#networks/bluesky/dag-cbor.ts'
import { carOf, entry, idOf, Link, type Value } from '#networks/bluesky/test-car.ts'
import { postsOfRepository } from '#networks/bluesky/repository.ts'

const did = 'did:plc:53iucmf5ldftgqyf2ac7hmhd'
const heardMs = Date.UTC(2026, 10, 28)
const post = (text: string): Value => ({
  $type: 'app.bsky.feed.post',
  text,
  createdAt: '2026-07-04T14:38:06.240Z',
})

const whole: Value[] = [
  { did, version: 3, data: new Link(idOf(1)) },
  {
    l: new Link(idOf(2)),
    e: [entry(0, 'app.bsky.feed.post/3lqcnvhqk622d', 3), entry(19, '3m2a2fwazy22o', 4)],
  },
  { l: null, e: [entry(0, 'app.bsky.feed.like/3lqcnvhqk622d', 3)] },
  post('One.'),
  post('Two.'),
]

function textsIn(car: Buffer): string[] | undefined {
  const reading = postsOfRepository(car, heardMs)
  return reading.kind === 'repository' ? reading.posts.map(({ text }) => text) : undefined
}

test('the posts of a repository are read through its tree, with their names', () => {
  const reading = postsOfRepository(carOf(whole), heardMs)
  expect(reading).toMatchObject({
    kind: 'repository',
    refused: 0,
    posts: [
      { id: `bluesky:at://${did}/app.bsky.feed.post/3lqcnvhqk622d`, text: 'One.' },
      { id: `bluesky:at://${did}/app.bsky.feed.post/3m2a2fwazy22o`, text: 'Two.' },
    ],
  })
})

test('a record that is missing or says nothing is refused; one that is cut off leaves the others', () => {
  expect(postsOfRepository(carOf(whole.slice(0, 4)), heardMs)).toMatchObject({
    refused: 1,
    posts: [{ text: 'One.' }],
  })
  expect(postsOfRepository(carOf([...whole.slice(0, 4), { text: 7 }]), heardMs)).toMatchObject({ refused: 1 })
  expect(textsIn(carOf(whole).subarray(0, -3))).toEqual(['One.'])
})

test('a tree that points at itself has an end', () => {
  const round = [...whole]
  round[2] = { l: new Link(idOf(1)), e: [entry(0, 'app.bsky.feed.like/a', 3, 2)] }
  expect(textsIn(carOf(round))).toEqual(['One.', 'Two.'])
})

test('lengths that the bytes do not have, and nesting without end, are refused before they cost anything', () => {
  for (const bytes of [
    [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    [0xbb, 0, 0, 0, 1, 0, 0, 0, 0],
    [0x5a, 0xff, 0xff, 0xff, 0xff, 1],
    [0x9f, 0xff],
    [0xd8, 0x2b, 0x41, 0],
    [0xa1, 0x01, 0x01],
    [],
  ])
    expect(dagCborOf(Buffer.from(bytes))).toBeUndefined()
  expect(dagCborOf(Buffer.alloc(1_000_000, 0x81))).toBeUndefined()
})

test('whatever the bytes are, nothing is thrown, and what is told is a post', () => {
  const car = carOf(whole)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), fc.nat(), (noise, at, cut) => {
      const spoiled = Buffer.from(car)
      spoiled.set(noise.subarray(0, car.length - (at % car.length)), at % car.length)
      for (const bytes of [Buffer.from(noise), spoiled, spoiled.subarray(cut % car.length)]) {
        dagCborOf(bytes)
        const reading = postsOfRepository(bytes, heardMs)
        if (reading.kind === 'repository') for (const one of reading.posts) Post.parse(one)
      }
    }),
    { numRuns: 500 },
  )
})
