import { expect, test } from 'vitest'
import { namesAt, namesOf } from '#networks/post-address.ts'

const did = 'did:plc:abcdefghijklmnopqrstuvwx'

test.each([
  [
    'bluesky',
    `https://bsky.app/profile/${did}/post/3kabc2def3ghi`,
    [`bluesky:at://${did}/app.bsky.feed.post/3kabc2def3ghi`],
  ],
  [
    'bluesky',
    `https://bsky.app/profile/${did}/post/own-name`,
    [`bluesky:at://${did}/app.bsky.feed.post/own-name`],
  ],
  ['bluesky', 'https://bsky.app/profile/city.example/post/3kabc2def3ghi?ref=x#y', ['bluesky:/3kabc2def3ghi']],
  ['x', 'https://x.com/city/status/1790000000000000001', ['x:1790000000000000001']],
  ['x', 'https://x.com/i/web/status/17/photo/1', ['x:17']],
  ['practice', 'https://havre-clair.example/posts/ours-1/', ['practice:ours-1']],
  [
    'mastodon',
    'https://social.example/@city/1234',
    ['mastodon:https://social.example/users/city/statuses/1234'],
  ],
  [
    'mastodon',
    'https://gts.example/@city/statuses/01HZX3W8Q5',
    ['mastodon:https://gts.example/users/city/statuses/01HZX3W8Q5'],
  ],
  [
    'mastodon',
    'https://social.example/users/city/statuses/1234',
    ['mastodon:https://social.example/users/city/statuses/1234'],
  ],
])('on %s, %s is the post that answers call by its id', (network, url, names) => {
  expect(namesAt(network, url)).toEqual(names)
})

test.each([
  // Whoever writes records themselves may choose such a key, so it is no post of ours for certain.
  ['bluesky', 'https://bsky.app/profile/city.example/post/self'],
  ['bluesky', 'https://bsky.app/profile/city.example'],
  ['bluesky', `https://bsky.app/profile/${did}/post/`],
  ['bluesky', `https://bsky.app/profile/${did}/feed/3kabc2def3ghi`],
  ['x', 'https://x.com/city/status/abc'],
  ['x', 'https://x.com/city/status'],
  ['practice', 'https://havre-clair.example/'],
  ['website', 'https://city.example/news/3kabc2def3ghi'],
  ['mastodon', 'https://social.example/@city@other.example/1234'],
  ['mastodon', 'https://social.example/@city'],
  ['mastodon', 'https://social.example/@city/statuses'],
  ['mastodon', 'https://social.example/@city/1234/reblogs/5'],
  ['mastodon', 'https://social.example/notice/AbC'],
  ['mastodon', 'http://social.example/@city/1234'],
  ['bluesky', 'no address at all'],
  ['bluesky', ''],
])('on %s, %s is no post anybody can answer', (network, url) => {
  expect(namesAt(network, url)).toEqual([])
})

test('a post is found by its id, and by its key alone', () => {
  expect(namesOf(`bluesky:at://${did}/app.bsky.feed.post/3kabc2def3ghi`)).toContain('bluesky:/3kabc2def3ghi')
  expect(namesOf('x:17')).toEqual(['x:17'])
  // What no network says is still only a name that nothing has.
  for (const odd of ['', ':', '/', 'x', 'a/b:c']) expect(namesOf(odd)[0]).toBe(odd)
})
