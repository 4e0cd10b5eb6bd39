import { expect, test } from 'vitest'
import { textPart } from '#networks/test-sender-contract.ts'
import { callingIn } from '#networks/x/speak/summoned.ts'
import { needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'

const citizen = '1100000000000000001'

test('who mentioned the account is answered', async () => {
  const { x, sender } = await xAndSender()
  const asked = addPost(x.state, { authorId: citizen, text: 'Hi @HavreClair, is it safe?', files: [] })
  expect(await sender.send(textPart('Yes.', { replyTo: `x:${asked.id}` }), needs())).toMatchObject({
    kind: 'sent',
  })
  expect(x.state.posts.at(-1)).toMatchObject({ text: 'Yes.', replyTo: asked.id })
})

test('who quoted the account is answered', async () => {
  const { x, sender } = await xAndSender()
  const ours = addPost(x.state, { authorId: x.state.me.id, text: 'Boil your water.', files: [] })
  const asked = addPost(x.state, { authorId: citizen, text: 'Until when?', quoteOf: ours.id, files: [] })
  expect(await sender.send(textPart('Until six.', { replyTo: `x:${asked.id}` }), needs())).toMatchObject({
    kind: 'sent',
  })
})

test('who did neither is not answered through an app, and nothing is posted', async () => {
  const { x, sender } = await xAndSender()
  const asked = addPost(x.state, { authorId: citizen, text: 'What is wrong with the water?', files: [] })
  expect(await sender.send(textPart('We know.', { replyTo: `x:${asked.id}` }), needs())).toMatchObject({
    kind: 'refused',
    why: 'not-summoned',
  })
  expect(x.calls).not.toContain('POST /2/tweets')
})

test('an app under an Enterprise contract answers anybody, without asking', async () => {
  const { x, sender } = await xAndSender({ isEnterprise: true })
  x.state.isEnterprise = true
  const asked = addPost(x.state, { authorId: citizen, text: 'What is wrong with the water?', files: [] })
  expect(await sender.send(textPart('We know.', { replyTo: `x:${asked.id}` }), needs())).toMatchObject({
    kind: 'sent',
  })
  expect(x.calls).toEqual(['POST /2/tweets'])
})

test('where we take ourselves for Enterprise and X does not, its refusal is understood', async () => {
  const { x, sender } = await xAndSender({ isEnterprise: true })
  const asked = addPost(x.state, { authorId: citizen, text: 'Hello?', files: [] })
  expect(await sender.send(textPart('Hi.', { replyTo: `x:${asked.id}` }), needs())).toMatchObject({
    kind: 'refused',
    why: 'not-summoned',
  })
})

test('a post that is gone is not answered, and one of our own is', async () => {
  const { x, sender } = await xAndSender()
  expect(await sender.send(textPart('Hello?', { replyTo: 'x:1234567890123' }), needs())).toMatchObject({
    kind: 'refused',
    why: 'not-found',
  })
  const ours = addPost(x.state, { authorId: x.state.me.id, text: 'Update at six.', files: [] })
  expect(await sender.send(textPart('It is back.', { replyTo: `x:${ours.id}` }), needs())).toMatchObject({
    kind: 'sent',
  })
})

test('where X names fields as its guides do, the other names are tried once and kept', async () => {
  const { x, sender } = await xAndSender()
  x.state.byGuides = true
  const asked = addPost(x.state, { authorId: citizen, text: 'Hi @HavreClair', files: [] })
  const part = textPart('Hello.', { replyTo: `x:${asked.id}` })
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  const before = x.calls.length
  expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'there' })
  expect(x.calls.length - before).toBe(1)
})

test('a quote goes out as a quote', async () => {
  const { x, sender } = await xAndSender()
  const other = addPost(x.state, { authorId: citizen, text: 'A partner’s warning', files: [] })
  const part = textPart('Please note.', { quoteOf: `x:${other.id}` })
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  expect(x.state.posts.at(-1)).toMatchObject({ quoteOf: other.id })
  expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'there' })
})

test('a mention in name only is none, and what is no post says nothing', () => {
  const me = { id: '1', handle: 'HavreClair' }
  const post = (entities: unknown): unknown => ({ data: { id: '5', author_id: '2', text: '', entities } })
  expect(callingIn(post({ mentions: [{ username: 'havreclair' }] }), me)).toBe('summoned')
  expect(callingIn(post({ mentions: [{ username: 'HavreClairNews', id: '3' }] }), me)).toBe('not-summoned')
  expect(callingIn(post({ mentions: 'HavreClair' }), me)).toBe('not-summoned')
  for (const body of [undefined, null, [], {}, { data: [] }, { data: { id: '5' } }, 'x'])
    expect(callingIn(body, me)).toBe(undefined)
})
