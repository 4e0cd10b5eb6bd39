import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { searchRecent } from '#networks/x/listen/search.ts'
import { xStillThere } from '#networks/x/listen/still-there.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'

const needs = { clock: wallClock, signal: new AbortController().signal }

function accessTo(x: EmulatedX): { bearerToken: string; server: string; allowPrivateNetworks: boolean } {
  return { bearerToken: x.state.keys.bearerToken, server: x.url, allowPrivateNetworks: true }
}

test('a search finds posts of the last days, oldest first, and says when there were more', async () => {
  const x = await emulatedX()
  for (let n = 0; n < 150; n += 1)
    addPost(x.state, { authorId: '1100000000000000001', text: `flood ${n}`, files: [] })
  const found = await searchRecent({ query: 'flood', pagesMax: 1 }, accessTo(x), needs)
  expect(found).toMatchObject({ kind: 'list', isWhole: false })
  expect(found.kind === 'list' ? found.posts.map(({ text }) => text).slice(0, 2) : []).toEqual([
    'flood 50',
    'flood 51',
  ])
  expect(await searchRecent({ query: 'flood' }, accessTo(x), needs)).toMatchObject({ isWhole: true })
  const since = x.state.posts.at(-2)?.id ?? ''
  const newer = await searchRecent({ query: 'flood', sinceId: since }, accessTo(x), needs)
  expect(newer.kind === 'list' ? newer.posts.length : 0).toBe(1)
})

test('a query that is too long is not sent', async () => {
  const x = await emulatedX()
  expect(await searchRecent({ query: 'a'.repeat(513) }, accessTo(x), needs)).toMatchObject({
    kind: 'failed',
    why: 'too-long',
  })
  expect(x.calls).toEqual([])
})

test('posts that are gone are told; those X says nothing about are not', async () => {
  const x = await emulatedX()
  const here = addPost(x.state, { authorId: '1100000000000000001', text: 'here', files: [] })
  const gone = '1234567890123456789'
  const ask = xStillThere(accessTo(x)).ask
  const asked = [{ id: `x:${here.id}` }, { id: `x:${gone}` }, { id: 'bluesky:x' }]
  expect(await ask(asked, needs)).toEqual({ kind: 'answered', gone: [`x:${gone}`], unanswered: 0 })
  await x.close()
  expect(await ask(asked, needs)).toMatchObject({ kind: 'failed', why: 'unreachable' })
})
