import { expect, test } from 'vitest'
import { cassetteBodies } from '#networks/cassette.ts'
import { statusJson } from '#networks/mastodon/test-statuses.ts'
import { decodeMastodonBody, decodeWire } from '#networks/mastodon/wire.ts'

function status(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const said = {
    ...{ id, text: `Post ${id}.`, atMs: Date.UTC(2026, 7, 1), by: 'ana', spoiler: '', language: 'en' },
    ...{ visibility: 'public', answers: undefined, files: [] },
  }
  return { ...statusJson(said, 'https://town.example', 'mastodon'), ...more }
}

function texts(posts: readonly { text: string }[]): string[] {
  return posts.map(({ text }) => text)
}

test('posts are found in any answer, in order, once each', () => {
  expect(texts(decodeMastodonBody(status('1')))).toEqual(['Post 1.'])
  expect(texts(decodeMastodonBody([status('2'), status('1'), status('2')]))).toEqual(['Post 2.', 'Post 1.'])
  expect(texts(decodeMastodonBody({ accounts: [], statuses: [status('1')] }))).toEqual(['Post 1.'])
  expect(texts(decodeMastodonBody({ ancestors: [status('1')], descendants: [status('2')] }))).toEqual([
    'Post 1.',
    'Post 2.',
  ])
  expect(texts(decodeMastodonBody([{ id: '5', type: 'mention', status: status('1') }]))).toEqual(['Post 1.'])
  expect(texts(decodeMastodonBody({ event: 'update', payload: JSON.stringify(status('1')) }))).toEqual([
    'Post 1.',
  ])
})

test('boosts, and what they repeat, are both there; private ones and all else are not', () => {
  const boost = status('2', { content: '', reblog: status('1') })
  expect(decodeMastodonBody(boost)).toMatchObject([
    { repostOf: expect.stringMatching(/1$/) },
    { text: 'Post 1.' },
  ])
  expect(decodeMastodonBody([status('3', { visibility: 'direct' }), { error: 'x' }, null, 7, 'x'])).toEqual(
    [],
  )
})

test('answers within one body name what they answer', () => {
  const [, answer] = decodeMastodonBody([status('1'), status('2', { in_reply_to_id: '1' })])
  expect(answer?.replyTo).toBe('mastodon:https://town.example/users/ana/statuses/1')
})

test('an edited post stands there in both readings', () => {
  expect(texts(decodeMastodonBody([status('1'), status('1', { content: '<p>Edited.</p>' })]))).toEqual([
    'Post 1.',
    'Edited.',
  ])
})

test('however deep it is nested, it is found, and no stack is used up', () => {
  let deep: unknown = status('1')
  for (let n = 0; n < 5000; n++) deep = { in: deep }
  expect(texts(decodeMastodonBody(deep))).toEqual(['Post 1.'])
  expect(decodeWire(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual([])
})

test('lines of a stream and a recorded exchange are read', () => {
  const events = `:)\nevent: update\ndata: ${JSON.stringify(status('1'))}\n\nevent: delete\ndata: 1\n\n`
  expect(texts(decodeWire(events))).toEqual(['Post 1.'])
  const body = JSON.stringify(status('1')).replaceAll("'", "''").replace('Post 1.', 'Post\n        1.')
  const yaml = `interactions:\n- request:\n    body: status=x\n  response:\n    body:\n      string: '${body}'\n    headers: {}\n`
  expect(texts(decodeWire(Buffer.from(yaml)))).toEqual(['Post 1.'])
})

test('quoted scalars are read as YAML folds and escapes them', () => {
  const yaml = `
      string: 'it''s
        one

        two'
      string: "a \\"b\\" \\u00e9 \\U0001F6B0 \\x41 \\
        \\ c\\n
        d"
      string: OK
      string: 'never ends`
  expect(cassetteBodies(yaml)).toEqual(["it's one\ntwo", 'a "b" é 🚰 A  c\n d'])
})
