import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { decodeStatus } from '#networks/mastodon/decode.ts'
import { readFrame } from '#networks/mastodon/stream-frame.ts'
import { statusJson } from '#networks/mastodon/test-statuses.ts'
import { decodeMastodonBody, decodeWire } from '#networks/mastodon/wire.ts'

const heardMs = Date.UTC(2026, 10, 28)
const said = {
  ...{
    id: '117',
    text: 'Brown water https://a.example/',
    atMs: heardMs,
    by: 'ana',
    spoiler: 'x',
    language: 'en',
  },
  ...{ visibility: 'public', answers: '116', files: [{ id: '1', alt: 'A river' }] },
}
const good = statusJson(said, 'https://town.example', 'mastodon')
const whole = {
  ...good,
  reblog: good,
  quote: { state: 'accepted', quoted_status: good },
  card: { url: 'https://c.example' },
}

/** Anything a wire can carry: JSON, with strings of every kind. */
const anything = fc.jsonValue({ stringUnit: 'binary' })
const spoiled = fc
  .tuple(fc.subarray(Object.keys(whole)), fc.dictionary(fc.constantFrom(...Object.keys(whole)), anything))
  .map(([kept, odd]) => ({
    ...Object.fromEntries(kept.map((name) => [name, Reflect.get(whole, name) as unknown])),
    ...odd,
  }))

test('whatever stands in a status, decoding ends with a whole post or a reason', () => {
  fc.assert(
    fc.property(spoiled, fc.boolean(), (status, isPast) => {
      const decoded = decodeStatus(status, {
        source: 'mastodon:x',
        heardMs,
        isPast,
        uriOf: () => 'https://x/1',
      })
      if (decoded.kind === 'post') {
        Post.parse(decoded.post)
        expect(JSON.stringify(decoded.post)).not.toMatch(/\\u0000|\\ud[89a-f]/)
      }
      if (decoded.kind === 'refused') expect(decoded.sample.length).toBeLessThanOrEqual(200)
    }),
    { numRuns: 500 },
  )
})

test('whatever is sent as a frame or recorded, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(anything, spoiled), fc.string({ unit: 'binary' }), (value, text) => {
      decodeMastodonBody(value)
      for (const wire of [
        text,
        JSON.stringify(value),
        `string: '${text}`,
        `  string: "${text}"\n  string: '${text}'`,
      ]) {
        decodeWire(wire)
        readFrame(wire)
      }
      readFrame(JSON.stringify({ event: 'update', payload: value }))
    }),
    { numRuns: 300 },
  )
})
