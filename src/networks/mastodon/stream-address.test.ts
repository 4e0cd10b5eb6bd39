import { expect, test } from 'vitest'
import { originOf } from '#networks/mastodon/server.ts'
import { streamAddress, streamHeaders } from '#networks/mastodon/stream-address.ts'
import { wireOf, type TimelineWire } from '#networks/mastodon/timeline.ts'

const server = { origin: 'https://town.example', accessToken: 'a b&c', allowPrivateNetworks: false }
const wire: TimelineWire = wireOf({ kind: 'hashtag', tag: '#Brücke' }) ?? {
  key: '',
  path: '',
  query: {},
  stream: {},
}

test.each([
  [undefined, 'wss://town.example/api/v1/streaming?stream=hashtag&tag=Br%C3%BCcke'],
  [
    'wss://streaming.town.example',
    'wss://streaming.town.example/api/v1/streaming?stream=hashtag&tag=Br%C3%BCcke',
  ],
  [
    'https://town.example/api/v1/streaming/',
    'wss://town.example/api/v1/streaming?stream=hashtag&tag=Br%C3%BCcke',
  ],
])('%s leads to %s', (streaming, url) => {
  expect(streamAddress({ server, streaming, wire, tokenBy: 'header' })).toBe(url)
})

test('a token stands in the address only where it is asked for there', () => {
  expect(streamAddress({ server, wire, tokenBy: 'query' })).toContain('&access_token=a+b%26c')
  expect(streamHeaders(server, 'query')).not.toHaveProperty('authorization')
  expect(streamHeaders(server, 'header')).toMatchObject({ authorization: 'Bearer a b&c' })
})

test.each([
  'ws://town.example',
  'ftp://town.example',
  'nonsense',
  'wss://127.0.0.1',
  'wss://[::1]',
  'wss://169.254.169.254',
])('a server that says its streams are at %s is not followed there', (streaming) => {
  expect(streamAddress({ server, streaming, wire, tokenBy: 'header' })).toBeUndefined()
})

test.each([
  ['town.example', 'https://town.example'],
  [' https://town.example/@me ', 'https://town.example'],
  ['me@town.example', 'https://town.example'],
  ['http://town.example', undefined],
  ['ftp://town.example', undefined],
  ['', undefined],
  [undefined, undefined],
  ['not an address', undefined],
])('%j typed as a server is %s', (typed, origin) => {
  expect(originOf(typed, false)).toBe(origin)
})
