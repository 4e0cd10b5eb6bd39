import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { UsageError } from '#cli/words.ts'
import { testFolder } from '#store/test-store.ts'
import { wireNetworks } from '#app/evaluate/wire/networks.ts'
import { evaluateWire } from '#app/evaluate/wire/wire.ts'

type Files = Record<string, string | Uint8Array>

function folderOf(files: Files): string {
  const folder = testFolder()
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return folder
}

function decode(network: string, data: string): Promise<object> {
  return evaluateWire({ data, network, progress: () => undefined })
}

const did = 'did:plc:53iucmf5ldftgqyf2ac7hmhd'
const record = {
  $type: 'app.bsky.feed.post',
  text: 'The bridge is open.',
  createdAt: '2026-07-04T14:38:06.240Z',
}

function frame(rkey: string, more: object = {}): string {
  const commit = { operation: 'create', collection: 'app.bsky.feed.post', rkey, record, ...more }
  return JSON.stringify({ did, time_us: 1_783_175_888_090_631, kind: 'commit', commit })
}

const view = { uri: `at://${did}/app.bsky.feed.post/3mptbyoeyc22k`, author: { did }, record }

test('frames of the Jetstream and answers of an AppView are decoded, packed or not, however deep they lie', async () => {
  const lines = [
    frame('3mptbyoeyc22k'),
    'no frame',
    frame('3mptbyoeyc22m', { record: {} }),
    frame('bad key!'),
  ]
  const data = folderOf({
    'a/b/c/frames.jsonl': lines.join('\n'),
    'frames.jsonl.gz': gzipSync(frame('3mptbyoeyc22k')),
    'feed.json': JSON.stringify({ feed: [{ post: view }, { post: { ...view, uri: 'at://x' } }] }, null, 2),
    'lines.jsonl': JSON.stringify({ posts: [view, view] }),
    'likes.jsonl': frame('3mptbyoeyc22k', { collection: 'app.bsky.feed.like' }),
  })
  expect(await decode('bluesky', data)).toEqual({
    ...{ suite: 'wire', network: 'bluesky', files: 5 },
    ...{ decoded: 1 + 1 + 1 + 2, refused: 3 + 1, crashed: 0 },
  })
})

test('answers of Mastodon are decoded from bodies, lines, cassettes and streams', async () => {
  const status = (id: string): object => ({
    ...{ id, uri: `https://town.example/users/ana/statuses/${id}`, visibility: 'public' },
    ...{ created_at: '2026-08-01T00:00:00Z', content: '<p>Hello.</p>', url: null },
    account: { id: '1', acct: 'ana', username: 'ana', url: 'https://town.example/@ana' },
  })
  const body = JSON.stringify([status('1'), status('2')])
  const data = folderOf({
    'timeline.json': body,
    'lines.jsonl': `${JSON.stringify(status('1'))}\n${JSON.stringify(status('2'))}\n{broken`,
    'cassette.yaml': `interactions:\n- response:\n    body:\n      string: '${body}'\n`,
    'stream.txt': `event: update\ndata: ${JSON.stringify(status('3'))}\n\n`,
    LICENSE: 'words',
  })
  expect(await decode('mastodon', data)).toMatchObject({ files: 5, decoded: 7, refused: 2, crashed: 0 })
})

test('answers of X are decoded, also where they stand as text in another document', async () => {
  const body = { data: [{ id: '1700000000000000001', text: 'Hello.' }] }
  const data = folderOf({
    'search.json': JSON.stringify(body),
    'collection.json': JSON.stringify({ item: [{ response: [{ body: JSON.stringify(body, null, 2) }] }] }),
    'stream.jsonl': `${JSON.stringify({ data: body.data[0] })}\n\n{"errors":[]}\n`,
  })
  expect(await decode('x', data)).toMatchObject({ files: 3, decoded: 3, refused: 0, crashed: 0 })
})

test('feeds are decoded, items without words are refused', async () => {
  const data = folderOf({
    'rss.xml': '<rss><channel><title>T</title><item><title>One</title></item><item></item></channel></rss>',
    'atom.xml.gz': gzipSync(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Two</title></entry></feed>',
    ),
    'note.txt': 'no feed',
  })
  expect(await decode('feeds', data)).toMatchObject({ files: 3, decoded: 2, crashed: 0 })
})

const deep = 200_000
const hostile: Files = {
  empty: '',
  'zeros.jsonl': new Uint8Array(100_000),
  'list.json': '['.repeat(deep) + ']'.repeat(deep),
  'open.json': '{"a":'.repeat(deep),
  'object.json': `${'{"data":'.repeat(deep)}1${'}'.repeat(deep)}`,
  'view.json': `{"uri":"at://x","author":{},"record":{"$type":"app.bsky.feed.post","a":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
  'escaped.json': JSON.stringify(JSON.stringify(JSON.stringify({ data: JSON.stringify([{ data: 1 }]) }))),
  'prototype.jsonl': '{"__proto__":{"data":1},"data":{"id":"1","text":"x","__proto__":null}}',
  'blanks.yaml': `    string: '${' '.repeat(300_000)}'\n    string: "${' '.repeat(300_000)}"\n`,
  'breaks.yaml': `    string: "${' \n'.repeat(200_000)}"\n`,
  'quotes.yaml': "    string: '".repeat(50_000),
  'tags.xml': '<rss><channel>' + '<item>'.repeat(50_000),
  'angles.xml': '<'.repeat(200_000),
  'entities.xml': `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`,
  'cut.gz': gzipSync('{"a":1}\n'.repeat(10_000)).subarray(0, 60),
  'bomb.gz': gzipSync(new Uint8Array(64 * 1024 * 1024)),
  'lines.gz': gzipSync(`${frame('3mptbyoeyc22k')}\n`.repeat(5000)),
  'surrogate.jsonl': '{"data":{"id":"1700000000000000001","text":"\\ud800\\u0000"}}',
}

test.each(wireNetworks)('%s: whatever stands there, nothing crashes', async (network) => {
  expect(await decode(network, folderOf(hostile))).toMatchObject({
    files: Object.keys(hostile).length,
    crashed: 0,
  })
})

test.each(wireNetworks)(
  '%s: noise, and recordings with noise in them, are decoded or refused',
  async (network) => {
    const good = Buffer.from(
      `${frame('3mptbyoeyc22k')}\n<rss><channel><item><title>x</title></item></channel></rss>`,
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 5 }),
        fc.nat(),
        async (all, at) => {
          const spoiled = Buffer.concat([good.subarray(0, at % good.length), ...all.slice(0, 1), good])
          const files = Object.fromEntries([...all, spoiled].map((bytes, i) => [`f${i}`, bytes]))
          expect(await decode(network, folderOf(files))).toMatchObject({ crashed: 0 })
        },
      ),
      { numRuns: 25 },
    )
  },
)

test.each(wireNetworks)('%s: a file larger than memory should be is not held', async (network) => {
  const data = folderOf({ 'large.bin': '', 'large.json': '[' })
  for (const name of ['large.bin', 'large.json']) truncateSync(join(data, name), 2 ** 31)
  const before = process.memoryUsage().rss
  expect(await decode(network, join(data, 'large.bin'))).toMatchObject({ files: 1, decoded: 0, crashed: 0 })
  expect(await decode(network, join(data, 'large.json'))).toMatchObject({ decoded: 0, crashed: 0 })
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024)
})

test('loops of links have an end, and what is no file is left alone', async () => {
  const data = folderOf({ 'a/frames.jsonl': frame('3mptbyoeyc22k') })
  symlinkSync(data, join(data, 'a', 'round'))
  symlinkSync(join(data, 'a', 'frames.jsonl'), join(data, 'same.jsonl'))
  symlinkSync('/nowhere', join(data, 'gone'))
  const server = createServer().listen(join(data, 'pipe'))
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  expect(await decode('bluesky', data)).toMatchObject({ files: 2, decoded: 2 })
})

test('without a network we know, a path or a file, it is said what is missing', async () => {
  const data = folderOf({ 'a.json': '{}' })
  for (const [network, path] of [
    ['myspace', data],
    ['x', join(data, 'nothing')],
    ['x', testFolder()],
  ] as const)
    await expect(decode(network, path)).rejects.toThrow(UsageError)
  await expect(evaluateWire({ data, progress: () => undefined })).rejects.toThrow(UsageError)
})

const recorded = fileURLToPath(new URL('../../../../../shared/data/wire/', import.meta.url))
if (!existsSync(recorded)) console.warn(`SKIPPED: recorded wire, ${recorded} is not there`)

test.skipIf(!existsSync(recorded)).each([
  ['bluesky', 'jetstream', 23],
  ['mastodon', 'mastodon', 55],
  ['x', 'x', 100],
  ['feeds', 'feeds', 300],
])('%s: what was recorded is decoded', async (network, folder, least) => {
  const figures = (await decode(network, join(recorded, folder))) as { decoded: number; crashed: number }
  expect(figures.crashed).toBe(0)
  expect(figures.decoded).toBeGreaterThanOrEqual(least)
})
