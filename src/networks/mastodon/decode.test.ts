import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { decodeStatus, type Decoded } from '#networks/mastodon/decode.ts'
import { statusJson } from '#networks/mastodon/test-statuses.ts'

const heardMs = Date.UTC(2026, 10, 28, 12)
const origin = 'https://town.example'
const needs = { source: 'mastodon:town.example/public', heardMs }

function status(more: Record<string, unknown> = {}): Record<string, unknown> {
  const said = {
    ...{
      id: '117',
      text: 'Brown water #eau, see https://town.example/water',
      atMs: heardMs - 60_000,
      by: 'ana',
    },
    ...{ spoiler: '', language: 'en', visibility: 'public', answers: undefined, files: [] },
  }
  return { ...statusJson(said, origin, 'mastodon'), ...more }
}

function postOf(decoded: Decoded): Post {
  if (decoded.kind !== 'post') throw new Error(`no post: ${JSON.stringify(decoded)}`)
  return Post.parse(decoded.post)
}

test('a status becomes a post with the name it has on every server', () => {
  expect(postOf(decodeStatus(status(), needs))).toEqual({
    id: 'mastodon:https://town.example/users/ana/statuses/117',
    ...{ network: 'mastodon', source: needs.source, lang: 'en' },
    text: 'Brown water #eau, see https://town.example/water',
    ...{ atMs: heardMs - 60_000, claimedAtMs: heardMs - 60_000, heardAtMs: heardMs },
    author: { id: 'https://town.example/users/ana', handle: 'ana@town.example', name: 'ana of town' },
    url: 'https://town.example/@ana/117',
    links: ['https://town.example/water'],
    raw: { localId: '117' },
  })
})

test('the same post heard through another server is the same post', () => {
  const there = status({
    id: '01ABC',
    account: {
      id: '9',
      acct: 'ana@town.example',
      uri: 'https://town.example/users/ana',
      url: 'https://town.example/@ana',
    },
  })
  const [here, far] = [postOf(decodeStatus(status(), needs)), postOf(decodeStatus(there, needs))]
  expect(far.id).toBe(here.id)
  expect(far.author).toMatchObject({ id: here.author?.id, handle: here.author?.handle })
})

test.each(['private', 'direct', 'local', 'list', 'mutuals_only', '', null, undefined, 7])(
  'what is for %j is never told',
  (visibility) => {
    expect(decodeStatus(status({ visibility }), needs).kind).toBe('other')
    const boost = status({ id: '118', content: '', reblog: status({ visibility }) })
    expect(decodeStatus(boost, needs).kind).toBe('other')
    const quote = { state: 'accepted', quoted_status: status({ id: '3', visibility }) }
    expect(postOf(decodeStatus(status({ quote }), needs))).not.toHaveProperty('quotedText')
  },
)

test('a boost carries the words of the post it repeats, under its own name and author', () => {
  const account = {
    id: '2',
    acct: 'ben@far.example',
    uri: 'https://far.example/users/ben',
    url: 'https://far.example/@ben',
    bot: true,
  }
  const boost = status({
    id: '118',
    uri: `${origin}/users/ben/activity/118`,
    content: '',
    account,
    reblog: status(),
  })
  expect(postOf(decodeStatus(boost, needs))).toMatchObject({
    id: `mastodon:${origin}/users/ben/activity/118`,
    repostOf: 'mastodon:https://town.example/users/ana/statuses/117',
    text: 'Brown water #eau, see https://town.example/water',
    author: { handle: 'ben@far.example', kind: 'bot' },
  })
})

test('quotes of Mastodon and of Pleroma are read', () => {
  const quoted = status({ id: '3', uri: 'https://far.example/3', content: '<p>Quoted.</p>' })
  const expected = { quoteOf: 'mastodon:https://far.example/3', quotedText: 'Quoted.' }
  for (const more of [
    { quote: { state: 'accepted', quoted_status: quoted } },
    { quote: quoted },
    { pleroma: { quote: quoted } },
  ])
    expect(postOf(decodeStatus(status(more), needs))).toMatchObject(expected)
  for (const quote of [
    { state: 'pending', quoted_status: null },
    { state: 'accepted', quoted_status_id: '3' },
  ])
    expect(postOf(decodeStatus(status({ quote }), needs))).not.toHaveProperty('quoteOf')
})

test('an answer names what it answers where that is known', () => {
  const answer = status({ in_reply_to_id: '99' })
  const uriOf = (id: string): string | undefined =>
    id === '99' ? 'https://town.example/users/town/statuses/99' : undefined
  expect(postOf(decodeStatus(answer, { ...needs, uriOf })).replyTo).toBe(
    'mastodon:https://town.example/users/town/statuses/99',
  )
  expect(postOf(decodeStatus(answer, needs))).toMatchObject({ raw: { inReplyToId: '99' } })
  expect(postOf(decodeStatus(answer, needs))).not.toHaveProperty('replyTo')
})

test('warning, media with descriptions, and links somebody wrote are kept; names and tags are no links', () => {
  const post = postOf(
    decodeStatus(
      status({
        ...{ spoiler_text: 'Flood', sensitive: true, language: 'fr-CA' },
        content:
          '<p><span class="h-card"><a href="https://far.example/@ben" class="u-url mention">@<span>ben</span></a></span> <a href="https://town.example/tags/eau" rel="tag">#<span>eau</span></a> <a href="https://a.example/?x=1&amp;y=2">a.example/?x…</a></p><p>Next.</p>',
        card: { url: 'https://card.example/' },
        media_attachments: [
          { type: 'image', description: ' A river ' },
          { type: 'gifv', description: null },
          { type: 'unknown' },
          'nonsense',
        ],
      }),
      needs,
    ),
  )
  expect(post).toMatchObject({
    ...{ text: 'Flood\n@ben #eau a.example/?x…\nNext.', lang: 'fr', raw: { sensitive: true } },
    links: ['https://a.example/?x=1&y=2', 'https://card.example/'],
    media: [{ kind: 'image', alt: 'A river' }, { kind: 'video' }],
  })
})

test('a date from nowhere counts now; one read from the past on purpose keeps its own', () => {
  for (const created_at of ['soon', '1970-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z', null, 7])
    expect(postOf(decodeStatus(status({ created_at }), needs)).atMs).toBe(heardMs)
  const created_at = '2026-11-20T08:00:00.000Z'
  expect(postOf(decodeStatus(status({ created_at }), needs)).atMs).toBe(heardMs)
  expect(postOf(decodeStatus(status({ created_at }), { ...needs, isPast: true })).atMs).toBe(
    Date.parse(created_at),
  )
  const future = status({ created_at: '2099-01-01T00:00:00.000Z' })
  expect(postOf(decodeStatus(future, { ...needs, isPast: true })).atMs).toBe(heardMs)
})

test.each([
  [null, 'not-a-post'],
  ['text', 'not-a-post'],
  [[], 'not-a-post'],
  [status({ id: '../../etc' }), 'not-a-post'],
  [status({ uri: 'no address' }), 'not-a-post'],
  [status({ uri: `https://x/${'a'.repeat(600)}` }), 'not-a-post'],
  [status({ content: null }), 'no-text'],
])('%j is refused, and nothing of it is told', (value, why) => {
  const decoded = decodeStatus(value, needs)
  expect(decoded).toMatchObject({ kind: 'refused', why })
  expect(JSON.stringify(decoded)).not.toContain('Brown')
})

test('markup is never run nor kept', () => {
  const content =
    '<p onclick="x">&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script><a href="javascript:alert(3)">go</a>\0\uD800</p>'
  const post = postOf(decodeStatus(status({ content }), needs))
  expect(post.text).toBe('<script>alert(1)</script>go\uFFFD')
  expect(post.links).toBeUndefined()
})
