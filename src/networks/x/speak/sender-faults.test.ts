import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { textPart, type Fault } from '#networks/test-sender-contract.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { credentialsOf, needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'

const withoutEffect: readonly Fault[] = ['lost-before', 'error-before', 'busy', 'busy-without-time']

test.each(withoutEffect)('%s: nothing is there, and X cannot say so', async (fault) => {
  const { x, sender } = await xAndSender()
  await x.misbehave(fault)
  const part = textPart('Is it there?')
  const outcome = await sender.send(part, needs())
  expect(outcome.kind).toBe(fault.startsWith('busy') ? 'wait' : 'unknown')
  expect(x.state.posts).toEqual([])
  expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'cannot-know' })
})

test('how long to wait is read from X’s own header', async () => {
  const { x, sender } = await xAndSender()
  await x.misbehave('busy')
  const outcome = await sender.send(textPart('Busy.'), needs())
  expect(outcome).toMatchObject({ kind: 'wait', why: 'rate-limited' })
  const retryInMs = outcome.kind === 'wait' ? (outcome.retryInMs ?? 0) : 0
  expect(retryInMs).toBeGreaterThan(30_000)
  expect(retryInMs).toBeLessThanOrEqual(61_000)
})

test('a post that X shows late is not called gone, and is found when it is shown', async () => {
  const { x, sender } = await xAndSender()
  await x.misbehave('lost-after')
  const part = textPart('Late: https://havre-clair.example/eau & more')
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'unknown' })
  x.state.shownAfter = 1
  expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'cannot-know' })
  const [post] = x.state.posts
  expect(await sender.readBack(part, needs())).toMatchObject({
    kind: 'there',
    posted: { nativeId: post?.id },
  })
})

test('the same words before, or twice, leave it open', async () => {
  const { x, sender } = await xAndSender()
  const post = { authorId: x.state.me.id, text: 'Road closed.', files: [] }
  x.state.postMs = Date.UTC(2031, 3, 7, 8)
  addPost(x.state, post)
  const part = textPart('Road closed.')
  expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'cannot-know' })
  x.state.postMs = Date.UTC(2031, 3, 7, 12, 1)
  addPost(x.state, post)
  expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'cannot-know' })
})

test('the same words elsewhere in a conversation are another post', async () => {
  const { x, sender } = await xAndSender()
  const root = await sender.send(textPart('One.'), needs())
  const posted = root.kind === 'sent' ? root.posted : { nativeId: '' }
  await sender.send(textPart('Thank you.', { key: 'd1-1', after: posted, root: posted }), needs())
  expect(await sender.readBack(textPart('Thank you.'), needs())).toMatchObject({ kind: 'cannot-know' })
  const inThread = textPart('Thank you.', { key: 'd1-1', after: posted, root: posted })
  expect(await sender.readBack(inThread, needs())).toMatchObject({ kind: 'there' })
  expect(x.state.posts).toHaveLength(2)
})

test('X takes the same words once, and says so', async () => {
  const { x, sender } = await xAndSender()
  await sender.send(textPart('Said once.'), needs())
  expect(await sender.send(textPart('Said once.', { key: 'd2-0' }), needs())).toMatchObject({
    kind: 'refused',
    why: 'duplicate',
  })
  expect(x.state.posts).toHaveLength(1)
})

test('what a server says back holds no secret of ours', async () => {
  const { x, sender } = await xAndSender()
  await x.misbehave('revoked')
  const outcome = await sender.send(textPart('Secret?'), needs())
  expect(outcome).toMatchObject({
    kind: 'refused',
    why: 'revoked',
    detail: expect.stringContaining('Unauthorized'),
  })
  const health = await sender.health(needs())
  expect(health).toMatchObject({ ok: false, why: 'revoked', isTransient: false })
  for (const secret of Object.values(x.state.keys.oauth1))
    expect(JSON.stringify([outcome, health])).not.toContain(secret)
})

test('a wrong clock of ours is not a sign-in that ended', async () => {
  const { sender } = await xAndSender()
  const clock = { ...wallClock, nowMs: () => Date.now() + 3_600_000 }
  const outcome = await sender.send(textPart('When?'), { clock, signal: new AbortController().signal })
  expect(outcome).toMatchObject({ kind: 'wait', detail: expect.stringContaining('60 min') })
})

test.each(['', 'nowhere', 'http://api.x.com', 'file:///etc/passwd'])(
  'keys are not shown to %j',
  async (server) => {
    const credentials = credentialsOf({ clientId: 'c', refreshToken: 'r' })
    const sender = xNetworkOf().open({ account: 'a', handle: 'a', languages: [], server, credentials })
    expect(await sender.send(textPart('Hello.'), needs())).toMatchObject({ kind: 'refused', why: 'bad-url' })
  },
)

test('ids that are no ids on X are refused before anything is sent', async () => {
  const { x, sender } = await xAndSender()
  for (const replyTo of ['bluesky:at://did:plc:a/app.bsky.feed.post/b', 'x:abc', 'x:', 'x:1/../2'])
    expect(await sender.send(textPart('To whom?', { replyTo }), needs())).toMatchObject({ kind: 'refused' })
  expect(await sender.remove?.({ nativeId: '1/../../users/me' }, needs())).toMatchObject({ kind: 'refused' })
  expect(x.calls).toEqual([])
})
