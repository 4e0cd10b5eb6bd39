import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { deleteConversation, exportConversation } from '#sending/private-messages/acts.ts'
import { expireConversations } from '#sending/private-messages/expiring.ts'
import { listConversations, openOne } from '#sending/private-messages/listing.ts'
import { brought, letter, onFor, openDesk } from '#sending/private-messages/test-private.ts'

let desk: Awaited<ReturnType<typeof openDesk>>
beforeEach(async () => void (desk = await openDesk()))
afterEach(() => desk.store.close())

/** Stands in what people wrote, and nowhere else. */
const marker = /zq(?:secret|zoe|picture|alt|answer|detail)/i

const rita = { id: 'rita', name: 'rita' }
const list = () => listConversations(desk.needs, 'rita', { show: 'open' })
async function first() {
  const [one] = (await list()).conversations
  if (one === undefined) throw new Error('there is no conversation')
  return one
}

test('a message its author took back loses its words at once', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1), letter(2)), { ...brought(), gone: ['n2', 'n7'] })
  await desk.look()
  await desk.clock.sleep(2 * minuteMs)
  await desk.look()
  const one = await first()
  expect(one.preview).toBeUndefined()
  const { messages = [] } = (await openOne(desk.needs, rita, one.id)) ?? {}
  expect(messages.map(({ text, goneAt }) => [text, goneAt !== undefined])).toEqual([
    ['Zqsecret 1', false],
    [undefined, true],
  ])
  const { rows } = await sql`select 1 from private_messages where sealed is null`.execute(desk.store.db)
  expect(rows).toHaveLength(1)
})

test('deleted on request it is gone for good, also when its network tells it again; the record says why, and nothing else', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1), letter(2)), brought(letter(1), letter(2)))
  await desk.look()
  const { id } = await first()
  expect(await deleteConversation(desk.needs, rita, { id, reason: 'They asked' })).toBe('done')
  expect(await deleteConversation(desk.needs, rita, { id, reason: 'They asked' })).toBe('gone')
  await desk.clock.sleep(2 * minuteMs)
  await desk.look()
  expect((await list()).conversations).toEqual([])
  expect((await desk.records()).slice(1)).toEqual([{ does: 'deleted', reason: 'They asked', messages: 2 }])
  expect(await desk.written()).not.toMatch(marker)
  await desk.clock.sleep(2 * minuteMs)
  desk.network.answers.push(brought(letter(1), letter(3)))
  await desk.look()
  expect(await first()).toMatchObject({ messages: 1, preview: 'Zqsecret 3' })
})

test('an export holds the whole conversation and is on record without its words', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1), letter(2)))
  await desk.look()
  const { id } = await first()
  const made = await exportConversation(desk.needs, rita, { id, reason: 'Request 2031-14' })
  expect(made).toMatchObject({
    format: 'bellwether-private-conversation/1',
    account: { id: 'box', handle: 'box', network: 'letterbox' },
    people: [{ handle: 'zqzoe', name: 'Zqzoe Tremaine' }],
    messages: [{ text: 'Zqsecret 1' }, { text: 'Zqsecret 2' }],
  })
  expect((await desk.records()).at(-1)).toEqual({ does: 'exported', reason: 'Request 2031-14', messages: 2 })
})

async function hold(scope: { account?: string; words?: string }): Promise<void> {
  await sql`insert into records_holds (id, name, reason, account, words, words_said, set_by, set_at)
    values ('h', 'Inquiry', 'r', ${scope.account ?? null}, ${scope.words ?? null}, ${scope.words ?? null}, 'olive', now())`.execute(
    desk.store.db,
  )
}

test('two years after the last word a conversation is deleted, and a day before it is not', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  await desk.clock.sleep(2 * 365 * dayMs - dayMs)
  expect(await expireConversations(desk.needs)).toBe(0)
  await desk.clock.sleep(4 * dayMs)
  expect(await expireConversations(desk.needs)).toBe(1)
  expect((await list()).conversations).toEqual([])
})

test.each([{ account: 'box' }, { words: 'flood' }])(
  'a legal hold keeps a conversation from its clock, from a request, and the words of what was taken back: %o',
  async (scope) => {
    await desk.switchTo(onFor('rita'))
    desk.network.answers.push(brought(letter(1)), { ...brought(), gone: ['n1'] })
    await desk.look()
    await hold(scope)
    const { id } = await first()
    expect(await deleteConversation(desk.needs, rita, { id, reason: 'They asked' })).toBe('on-hold')
    await desk.clock.sleep(2 * minuteMs)
    await desk.look()
    const { messages = [] } = (await openOne(desk.needs, rita, id)) ?? {}
    expect(messages).toMatchObject([{ goneAt: expect.any(String) }])
    expect(messages[0]?.text).toBeUndefined()
    const { rows } = await sql`select 1 from private_messages where sealed is not null`.execute(desk.store.db)
    expect(rows).toHaveLength(1)
    await desk.clock.sleep(3 * 365 * dayMs)
    expect(await expireConversations(desk.needs)).toBe(0)
    await sql`update records_holds set lifted_at = now(), lifted_by = 'olive', lift_reason = 'over'`.execute(
      desk.store.db,
    )
    expect(await expireConversations(desk.needs)).toBe(1)
  },
)

test('while disposal is stopped no clock deletes anything', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  await sql`update records_disposal set paused_at = now(), paused_by = 'olive'`.execute(desk.store.db)
  await desk.clock.sleep(3 * 365 * dayMs)
  expect(await expireConversations(desk.needs)).toBe(0)
})
