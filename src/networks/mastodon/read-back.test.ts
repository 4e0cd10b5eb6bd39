import { expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import { needs, openAccount, postedBy } from '#networks/mastodon/test-account.ts'
import type { TestServer } from '#networks/mastodon/test-server.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'

/** Something the account said by another way: by hand, or by another delivery. */
function alsoSaid(server: TestServer, text: string, more: Parameters<TestServer['say']>[1] = {}): void {
  server.say(text, { by: 'town', ...more })
}

function part(text: string, more: Parameters<typeof textPart>[1] = {}): ReturnType<typeof textPart> {
  return textPart(text, { atMs: Date.now(), ...more })
}

test.each([
  'Two\nlines.\n\nAnd a paragraph.',
  'Read https://town.example/a/very/long/address/that/nobody/wants/to/see?and=this#here and then rest.',
  'Asked by @ana@elsewhere.example and @ben@other.example, answered #water #Brücke.',
  '5 < 6 && "quotes" — ’signs’ 🚰 é',
])('%j is found again in what the server made of it', async (text) => {
  const { sender } = await openAccount()
  const sent = postedBy(await sender.send(part(text), needs))
  expect(await sender.readBack(part(text), needs)).toMatchObject({ kind: 'there', posted: sent })
})

test('it is found after the server has forgotten the key, and where keys are not known', async () => {
  for (const make of ['mastodon', 'gotosocial'] as const) {
    const { server, sender } = await openAccount({ make })
    await server.misbehave('lost-after')
    expect(await sender.send(part('Still there?'), needs)).toMatchObject({ kind: 'unknown' })
    server.world.keys.clear()
    expect(await sender.readBack(part('Still there?'), needs)).toMatchObject({ kind: 'there' })
  }
})

test('with files it is found with them, so that an edit does not upload them again', async () => {
  const { sender } = await openAccount()
  const sent = postedBy(await sender.send(part('A dot.', { media: [dot] }), needs))
  const back = await sender.readBack(part('A dot.', { media: [dot] }), needs)
  expect(back).toMatchObject({ kind: 'there', posted: { kept: sent.kept } })
})

test('the same words twice, or shortly before, or without the picture are for a person', async () => {
  const cases: ((server: TestServer) => void)[] = [
    (server) => [1, 2].forEach(() => alsoSaid(server, 'Closed today.')),
    (server) => alsoSaid(server, 'Closed today.', { atMs: Date.now() - 2 * minuteMs }),
    (server) => alsoSaid(server, 'Closed today.', { files: [{ id: '1', alt: '' }] }),
    (server) => alsoSaid(server, 'Closed today.', { spoiler: 'Warning' }),
    (server) => alsoSaid(server, 'Closed today.', { answers: '7' }),
    (server) => alsoSaid(server, 'Closed: today!'),
    (server) => alsoSaid(server, 'Something else by now.', { editedMs: Date.now() }),
  ]
  for (const say of cases) {
    const { server, sender } = await openAccount()
    say(server)
    expect(await sender.readBack(part('Closed today.'), needs)).toMatchObject({ kind: 'cannot-know' })
  }
})

test('the same words of yesterday, or of somebody else, are not ours', async () => {
  const { server, sender } = await openAccount()
  alsoSaid(server, 'Closed today.', { atMs: Date.now() - 1500 * minuteMs })
  server.say('Closed today.')
  expect(await sender.readBack(part('Closed today.'), needs)).toEqual({ kind: 'not-there' })
})

test('a part of a thread is ours only under the part before it', async () => {
  const { server, sender } = await openAccount()
  const root = postedBy(await sender.send(part('One.'), needs))
  alsoSaid(server, 'Two.')
  const two = part('Two.', { key: 'd1-1', after: root, root })
  expect(await sender.readBack(two, needs)).toMatchObject({ kind: 'cannot-know' })
  server.world.statuses.pop()
  const sent = postedBy(await sender.send(two, needs))
  expect(await sender.readBack(two, needs)).toMatchObject({ kind: 'there', posted: sent })
})

test.each([20 * minuteMs, -20 * minuteMs])(
  'a server whose clock is %d ms off is understood',
  async (offMs) => {
    const { sender } = await openAccount({ startMs: Date.now() + offMs, dateAheadMs: offMs })
    const said = part('What time is it?')
    expect(await sender.readBack(said, needs)).toEqual({ kind: 'not-there' })
    await sender.send(said, needs)
    expect(await sender.readBack(said, needs)).toMatchObject({ kind: 'there' })
  },
)

test('it is found behind a page of others, and behind too many nobody can say', async () => {
  const { server, sender } = await openAccount()
  const said = part('First of all.')
  await sender.send(said, needs)
  for (let n = 0; n < 90; n++) alsoSaid(server, `Later ${n}.`)
  expect(await sender.readBack(said, needs)).toMatchObject({ kind: 'there' })
  for (let n = 90; n < 500; n++) alsoSaid(server, `Later ${n}.`)
  expect(await sender.readBack(said, needs)).toMatchObject({ kind: 'cannot-know' })
})

test('a server that does not answer leaves the question open', async () => {
  const { server, sender } = await openAccount()
  server.world.closed.set('/api/v1/accounts/42', 429)
  expect(await sender.readBack(part('Hm.'), needs)).toMatchObject({ kind: 'unanswered', why: 'rate-limited' })
  server.world.closed.set('/api/v1/accounts', 503)
  expect(await sender.readBack(part('Hm.'), needs)).toMatchObject({ kind: 'unanswered', why: 'server-error' })
})

test('a server that is slow to answer each question is not asked for ever', async () => {
  const { server, sender } = await openAccount()
  for (let n = 0; n < 90; n++) alsoSaid(server, `Later ${n}.`)
  let nowMs = Date.now()
  // Every look at the clock is seven seconds later.
  const clock = { ...needs.clock, nowMs: () => (nowMs += 7000) }
  const answer = await sender.readBack(part('Slow?'), { ...needs, clock })
  expect(answer).toMatchObject({ kind: 'unanswered', why: 'timeout' })
})
