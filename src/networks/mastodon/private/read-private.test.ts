import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jsonOf } from '#kernel/json.ts'
import { cassetteBodies } from '#networks/cassette.ts'
import { directMessageOf } from '#networks/mastodon/private/decode.ts'
import { needs, openAccount } from '#networks/mastodon/test-account.ts'
import type { Make, TestStatus } from '#networks/mastodon/test-statuses.ts'
import type { PrivateAsked, PrivateRead } from '#networks/private-messages.ts'
import type { Sender } from '#networks/sender.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'

const direct = { visibility: 'direct' } satisfies Partial<TestStatus>

async function look(sender: Sender, asked: Partial<PrivateAsked> = {}): Promise<PrivateRead> {
  const read = await sender.readPrivate?.({ known: [], ...asked }, needs)
  if (read === undefined) throw new Error('nothing private is read')
  return read
}

async function good(sender: Sender, asked: Partial<PrivateAsked> = {}) {
  const read = await look(sender, asked)
  if (read.kind !== 'read') throw new Error(`${read.why}: ${read.detail}`)
  return read
}

test.each<Make>(['mastodon', 'gotosocial', 'pleroma'])(
  'what was written to us alone is told by thread with our own answers, and nothing that was public: %s',
  async (make) => {
    const { server, sender } = await openAccount({ make, startMs: Date.now() - 60_000 })
    const first = server.say('@town@town.example my bill https://havre-clair.example/bill', direct)
    server.say('To everybody')
    const second = server.say('We look into it', { ...direct, by: 'town', answers: first.id })
    const third = server.say('Thank you', { ...direct, answers: second.id })
    server.say('Only for followers', { visibility: 'private' })
    server.say('Another matter', { ...direct, by: 'ben' })
    const { messages, refused } = await good(sender)
    expect(refused).toEqual({})
    expect(messages.map(({ text, isOurs }) => [text.split('\n')[0], isOurs])).toEqual([
      [expect.stringContaining('my bill'), false],
      ['We look into it', true],
      ['Thank you', false],
      ['Another matter', false],
    ])
    expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(2)
    expect(messages[0]).toMatchObject({
      ...{ network: 'mastodon', nativeId: first.id, from: { handle: 'ana', name: 'ana of town' } },
      attachments: [{ type: 'link', url: 'https://havre-clair.example/bill' }],
      answerAt: `${server.origin}/@ana/${first.id}`,
      sentAtMs: first.atMs,
    })
    expect(messages[2]?.nativeId).toBe(third.id)
  },
)

test('the next look reads only threads in which something is new', async () => {
  const { server, sender } = await openAccount({ startMs: Date.now() - 60_000 })
  for (let n = 0; n < 6; n += 1) server.say(`matter ${n}`, { ...direct, by: `p${n}` })
  const { cursor, messages } = await good(sender)
  expect(messages).toHaveLength(6)
  const before = server.world.asked.length
  expect((await good(sender, { cursor: cursor ?? '' })).messages).toEqual([])
  expect(server.world.asked.length - before).toBe(1)
  server.say('news', direct)
  expect((await good(sender, { cursor: cursor ?? '' })).messages).toMatchObject([{ text: 'news' }])
})

test('more threads than one look reads are read by the next ones, oldest first, and none is missed', async () => {
  const { server, sender } = await openAccount({ startMs: Date.now() - 600_000 })
  server.say('before', direct)
  let { cursor } = await good(sender)
  for (let n = 0; n < 90; n += 1) server.say(`matter ${n}`, { ...direct, by: `p${n}` })
  const seen: string[] = []
  for (let looks = 0; looks < 6; looks += 1) {
    const read = await good(sender, { cursor: cursor ?? '' })
    seen.push(...read.messages.map(({ text }) => text))
    cursor = read.cursor
  }
  expect(seen).toEqual(Array.from({ length: 90 }, (_, n) => `matter ${n}`))
})

test.each<Make>(['mastodon', 'gotosocial'])(
  'a message taken back is gone only when its server says so: %s',
  async (make) => {
    const { server, sender } = await openAccount({ make, startMs: Date.now() - 60_000 })
    const said = [server.say('one', direct), server.say('two', { ...direct, by: 'ben' })]
    const { cursor } = await good(sender)
    const known = said.map(({ id }) => ({ nativeId: id, conversationId: 'c' }))
    expect((await good(sender, { known, cursor: cursor ?? '' })).gone).toEqual([])
    server.erase(said[0]?.id ?? '')
    expect((await good(sender, { known, cursor: cursor ?? '' })).gone).toEqual([said[0]?.id])
    server.world.closed.set('/api/v1/statuses', 503)
    expect((await good(sender, { known, cursor: cursor ?? '' })).gone).toEqual([])
  },
)

test.each([
  [403, 'forbidden'],
  [401, 'revoked'],
  [429, 'rate-limited'],
  [503, 'server-error'],
])('a server that answers %d is no answer, and its token is told to nobody', async (status, why) => {
  const { server, sender } = await openAccount()
  server.world.closed.set('/api/v1/conversations', status)
  const read = await look(sender)
  expect(read).toMatchObject({ kind: 'unanswered', why })
  expect(JSON.stringify(read)).not.toContain(server.token)
})

test('a thread that cannot be read stops the look there, and the next one begins with it', async () => {
  const { server, sender } = await openAccount({ startMs: Date.now() - 60_000 })
  server.say('one', direct)
  const two = server.say('two', { ...direct, by: 'ben' })
  server.world.closed.set(`/api/v1/statuses/${two.id}/context`, 503)
  const { messages, stopped, cursor } = await good(sender)
  expect(messages).toMatchObject([{ text: 'one' }])
  expect(stopped).toMatchObject({ why: 'server-error' })
  server.world.closed.clear()
  expect((await good(sender, { cursor: cursor ?? '' })).messages).toMatchObject([{ text: 'two' }])
})

test.each([
  [{}, undefined],
  [7, 'not-a-message'],
  [{ visibility: 'direct' }, 'no-id'],
  [{ visibility: 'direct', id: '1', content: 'x' }, 'no-sender'],
  [
    { visibility: 'direct', id: '1', account: { acct: 'a' }, content: 'x', created_at: 'yesterday' },
    'no-time',
  ],
  [{ visibility: 'direct', id: '1', account: { acct: 'a' }, created_at: '2031-04-07T11:00:00Z' }, 'empty'],
  [{ visibility: 'public', id: '1', account: { acct: 'a' }, content: 'x' }, undefined],
])('what is no message says why: %j', (value, why) => {
  const decoding = { me: { id: '1', acct: 'town' }, origin: 'https://a.example', conversationId: 'c' }
  expect(directMessageOf(value, { ...decoding, heardMs: Date.UTC(2031, 3, 7, 12) })).toBe(why)
})

const recorded = ['test_conversations.yaml', 'test_entity_conversation.yaml'].map(
  (name) => new URL(`../../../../../shared/data/wire/mastodon/${name}`, import.meta.url),
)
const isThere = recorded.every((file) => existsSync(file))
if (!isThere) console.warn('SKIPPED: recorded conversations of Mastodon are not there')

test.skipIf(!isThere)('conversations that real servers told are read, each of its messages', () => {
  let count = 0
  for (const file of recorded)
    for (const body of cassetteBodies(readFileSync(file, 'utf8'))) {
      const all = jsonOf(body)
      for (const one of Array.isArray(all) ? all : []) {
        const last = fieldsOf(one)?.['last_status']
        if (last === undefined || last === null) continue
        const decoding = {
          me: { id: '0', acct: '-' },
          origin: 'https://mastodon.social',
          conversationId: 'c',
        }
        const message = directMessageOf(last, { ...decoding, heardMs: Date.now() })
        expect(typeof message).toBe('object')
        count += 1
      }
    }
  expect(count).toBeGreaterThan(2)
})
