import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemChance } from '#api/chance.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { SignInThere } from '#networks/sender.ts'
import { goThere } from '#sending/sign-in-there/signing-in.ts'
import type { PrivateRead } from '#networks/private-messages.ts'
import { deleteConversation, exportConversation, markHandled } from '#sending/private-messages/acts.ts'
import { listConversations, openOne } from '#sending/private-messages/listing.ts'
import { isReadPrivately } from '#sending/private-messages/needs.ts'
import { readingBoard } from '#sending/private-messages/switching.ts'
import { brought, letter, onFor, openDesk } from '#sending/private-messages/test-private.ts'

let desk: Awaited<ReturnType<typeof openDesk>>
beforeEach(async () => void (desk = await openDesk()))
afterEach(() => desk.store.close())

/** Stands in what people wrote, and nowhere else. */
const marker = /zq(?:secret|zoe|picture|alt|answer|detail)/i

const rita = { id: 'rita', name: 'rita' }
const list = (person = 'rita', show: 'open' | 'handled' = 'open') =>
  listConversations(desk.needs, person, { show })
async function first(person = 'rita') {
  const [one] = (await list(person)).conversations
  if (one === undefined) throw new Error('there is no conversation')
  return one
}

test('nothing is read until somebody switches it on, with what for and who may read, on record', async () => {
  desk.network.answers.push(brought(letter(1)))
  expect(await desk.look()).toBe(0)
  expect(desk.network.asked).toEqual([])
  expect(await desk.switchTo(onFor('rita'))).toBe('done')
  expect(await desk.look()).toBe(1)
  expect((await list()).conversations).toHaveLength(1)
  expect(await desk.records()).toEqual([{ does: 'switched-on', purpose: 'Answer people', readers: ['rita'] }])
})

test('only who looks after accounts switches it on, and only for people who may write there', async () => {
  for (const by of ['rita', 'wen', 'nobody'])
    expect(await desk.switchTo(onFor('rita'), { by })).toBe('no-right')
  expect(await desk.switchTo(onFor('wen'))).toBe('not-theirs')
  expect(await desk.switchTo(onFor('rita', 'somebody else'))).toBe('not-theirs')
  for (const account of ['paper', 'none'])
    expect(await desk.switchTo(onFor('rita'), { account })).toBe('gone')
  expect(await desk.records()).toEqual([])
  expect(await isReadPrivately(desk.store.db, 'box')).toBe(false)
})

test('signing in at the network asks for leave to read them only while it is switched on', async () => {
  const asked: (boolean | undefined)[] = []
  const signInThere: SignInThere = {
    address: ({ readsPrivate }) => {
      asked.push(readsPrivate)
      return new URL('https://letterbox.example/authorize')
    },
    take: async () => ({ kind: 'refused', why: 'forbidden', detail: '' }),
    end: async () => undefined,
  }
  const needs = { ...desk.needs, networks: [{ ...desk.network, signInThere }], allowPrivateNetworks: false }
  const o = { account: 'box', sessionId: 's', redirectUri: 'https://desk.example/', chance: systemChance }
  const go = () => goThere(needs, { id: 'olive', name: 'olive' }, o)
  await go()
  await desk.switchTo(onFor('rita'))
  await go()
  await desk.switchTo({ on: false })
  await go()
  expect(asked).toEqual([false, true, false])
})

test('whoever was not named reads nothing, an owner and who may everything else included', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  const { id } = await first()
  for (const person of ['olive', 'ron', 'wen', 'nobody']) {
    expect(await list(person)).toEqual({ conversations: [], isCut: false, mayRead: false })
    const who = { id: person, name: person }
    expect(await openOne(desk.needs, who, id)).toBeUndefined()
    expect(await markHandled(desk.needs, who, { id, handled: true })).toBe(false)
    expect(await deleteConversation(desk.needs, who, { id, reason: 'r' })).toBe('gone')
    expect(await exportConversation(desk.needs, who, { id, reason: 'r' })).toBeUndefined()
  }
  expect((await openOne(desk.needs, rita, id))?.messages).toMatchObject([{ text: 'Zqsecret 1' }])
})

test('whoever loses the right, or leaves, reads nothing from that moment on', async () => {
  await desk.switchTo(onFor('rita', 'ron'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  const { id } = await first()
  await sql`delete from team_people where person_id = 'rita'`.execute(desk.store.db)
  await sql`update people set left_at = now() where id = 'ron'`.execute(desk.store.db)
  for (const person of ['rita', 'ron']) {
    expect((await list(person)).mayRead).toBe(false)
    expect(await openOne(desk.needs, { id: person, name: person }, id)).toBeUndefined()
  }
})

test('in the database nothing says who wrote or what, and no log line does', async () => {
  await desk.switchTo(onFor('rita'))
  const attachments = [{ type: 'image', url: 'https://zqpicture.example/1.jpg', alt: 'Zqalt' }] as const
  desk.network.answers.push(brought(letter(1, { attachments, answerAt: 'https://zqanswer.example/' })))
  desk.network.answers.push(new Error('Zqsecret broke'))
  await desk.look()
  await desk.clock.sleep(2 * minuteMs)
  await desk.look()
  const { id } = await first()
  await openOne(desk.needs, rita, id)
  expect(await desk.written()).not.toMatch(marker)
  expect(desk.said.join('\n')).toContain('a reader of private messages broke')
  expect(desk.said.join('\n')).not.toMatch(marker)
  const opened = await openOne(desk.needs, rita, id)
  expect(opened).toMatchObject({ answerAt: 'https://zqanswer.example/', networkName: 'Letterbox' })
  expect(opened?.messages[0]?.attachments).toEqual(attachments)
})

test('a row of one message cannot stand in for another, and one changed behind our back says nothing', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1), letter(2)))
  await desk.look()
  const { id } = await first()
  await sql`update private_messages set sealed = (select sealed from private_messages order by sent_at limit 1)`.execute(
    desk.store.db,
  )
  const { messages = [] } = (await openOne(desk.needs, rita, id)) ?? {}
  expect(messages.map(({ text }) => text)).toEqual(['Zqsecret 1', undefined])
})

test('told twice, out of order and by two looks at once, each message is kept once and in order of time', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(3), letter(1), letter(3)), brought(letter(2), letter(1)))
  await desk.look()
  await desk.clock.sleep(2 * minuteMs)
  await Promise.all([desk.look(), desk.look()])
  const { id, messages: count } = await first()
  const opened = await openOne(desk.needs, rita, id)
  expect(opened?.messages.map(({ text }) => text)).toEqual(['Zqsecret 1', 'Zqsecret 2', 'Zqsecret 3'])
  expect(count).toBe(3)
})

test('the next look goes on where the last one ended, and is told what is known', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push({ ...brought(letter(1)), cursor: 'v1:here' })
  await desk.look()
  await desk.clock.sleep(2 * minuteMs)
  await desk.look()
  expect(desk.network.asked).toMatchObject([
    { known: [] },
    { cursor: 'v1:here', known: [{ nativeId: 'n1' }] },
  ])
})

test('what is new stands first until somebody opens it, and something new opens what was handled', async () => {
  await desk.switchTo(onFor('rita', 'ron'))
  desk.network.answers.push(
    brought(letter(1), letter(5, { conversationId: 'c2', from: { handle: 'b', name: 'B' } })),
  )
  await desk.look()
  const [newest] = (await list()).conversations
  expect(newest).toMatchObject({ isNew: true, people: [{ handle: 'b', name: 'B' }], preview: 'Zqsecret 5' })
  await openOne(desk.needs, rita, newest?.id ?? '')
  const after = (await list('ron')).conversations
  expect(after.map(({ isNew }) => isNew)).toEqual([true, false])
  expect(after[1]).toMatchObject({ id: newest?.id, seen: { by: 'rita' } })
  await markHandled(desk.needs, rita, { id: newest?.id ?? '', handled: true })
  expect((await list()).conversations).toHaveLength(1)
  expect((await list('rita', 'handled')).conversations).toMatchObject([{ handled: { by: 'rita' } }])
  await desk.clock.sleep(2 * minuteMs)
  desk.network.answers.push(brought(letter(9, { conversationId: 'c2' })))
  await desk.look()
  expect((await list()).conversations[0]).toMatchObject({ id: newest?.id, isNew: true, messages: 2 })
})

test('what comes while a window is out of sight stays new', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  const { id } = await first()
  expect((await openOne(desk.needs, rita, id, true))?.messages).toHaveLength(1)
  expect(await first()).toMatchObject({ isNew: true })
  await openOne(desk.needs, rita, id)
  expect(await first()).toMatchObject({ isNew: false })
})

test('what we write from elsewhere is ours and wakes nobody', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  const { id } = await first()
  await openOne(desk.needs, rita, id)
  await markHandled(desk.needs, rita, { id, handled: true })
  await desk.clock.sleep(2 * minuteMs)
  desk.network.answers.push(brought(letter(2, { isOurs: true, from: { handle: 'box', name: 'The box' } })))
  await desk.look()
  const [handled] = (await list('rita', 'handled')).conversations
  expect(handled).toMatchObject({
    isNew: false,
    lastIsOurs: true,
    people: [{ handle: 'zqzoe' }],
    messages: 2,
  })
})

test.each([
  ['forbidden', 'not-allowed'],
  ['revoked', 'revoked'],
  ['over-budget', 'over-budget'],
  ['rate-limited', 'rate-limited'],
  ['timeout', 'unreachable'],
  ['unreadable', 'unreadable'],
] as const)(
  'a network that says %s is explained as %s, asked less and less, and heals',
  async (why, problem) => {
    await desk.switchTo(onFor('rita'))
    const bad: PrivateRead = { kind: 'unanswered', why, detail: 'Zqdetail' }
    desk.network.answers.push(bad, bad, bad, bad)
    const at: number[] = []
    for (let minute = 0; minute < 60 && desk.network.answers.length > 0; minute += 1) {
      if ((await desk.look()) > 0) at.push(minute)
      await desk.clock.sleep(minuteMs)
    }
    expect(at).toEqual([0, 2, 6, 14])
    expect((await readingBoard(desk.needs, 'olive')).accounts[0]).toMatchObject({ isOn: true, problem })
    await desk.clock.sleep(hourMs)
    await desk.look()
    expect((await readingBoard(desk.needs, 'olive')).accounts[0]?.problem).toBeUndefined()
    expect(await desk.written()).not.toContain('Zqdetail')
  },
)

test('a look that ended early keeps what it brought, says why, and what was not taken is counted', async () => {
  await desk.switchTo(onFor('rita'))
  const stopped = { why: 'over-budget', detail: 'd', retryInMs: hourMs } as const
  desk.network.answers.push({ ...brought(letter(1)), refused: { 'no-sender': 2 }, missed: true, stopped })
  await desk.look()
  expect((await list()).conversations).toHaveLength(1)
  const [account] = (await readingBoard(desk.needs, 'olive')).accounts
  expect(account).toMatchObject({
    problem: 'over-budget',
    refused: { 'no-sender': 2 },
    missedAt: expect.any(String),
  })
  await desk.clock.sleep(59 * minuteMs)
  expect(await desk.look()).toBe(0)
  await desk.clock.sleep(2 * minuteMs)
  expect(await desk.look()).toBe(1)
})

test('switched off nothing more is read, also by a look that is under way; what was read stays for those named', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  await desk.clock.sleep(2 * minuteMs)
  desk.network.answers.push(brought(letter(2)))
  const [under] = await Promise.all([desk.look(), desk.switchTo({ on: false })])
  expect(under).toBeLessThanOrEqual(1)
  const count = (await first()).messages
  await desk.clock.sleep(hourMs)
  desk.network.answers.push(brought(letter(3)))
  expect(await desk.look()).toBe(0)
  expect((await first()).messages).toBe(count)
  expect((await desk.records()).at(-1)).toEqual({ does: 'switched-off' })
})

test('switched on for others, those of before read nothing more, and the key stays the same', async () => {
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(letter(1)))
  await desk.look()
  await desk.switchTo(onFor('ron'))
  expect((await list('rita')).mayRead).toBe(false)
  expect(await first('ron')).toMatchObject({ preview: 'Zqsecret 1' })
})

test('hostile letters of the town are kept as text, each once', async () => {
  const { messages } = brought(
    letter(1, {
      text: '<script>alert(1)</script>\u202Eمرحبا',
      from: { handle: '<b>', name: `=cmd|' /C calc'!A0` },
    }),
    letter(2, { text: 'x'.repeat(20_000), conversationId: 'c/é?#' }),
  )
  await desk.switchTo(onFor('rita'))
  desk.network.answers.push(brought(...messages))
  await desk.look()
  const all = (await list()).conversations
  expect(all).toHaveLength(2)
  expect(all.every(({ preview }) => (preview?.length ?? 0) <= 141)).toBe(true)
})

test('who may be named is told to those who choose, and to nobody else', async () => {
  const forOlive = await readingBoard(desk.needs, 'olive')
  expect(forOlive.accounts.map(({ account }) => account)).toEqual(['box', 'town'])
  expect(forOlive.accounts[0]?.candidates?.map(({ id }) => id)).toEqual(['olive', 'rita', 'ron'])
  const forWen = await readingBoard(desk.needs, 'wen')
  expect(forWen).toMatchObject({ mayChange: false })
  expect(forWen.accounts[0]).not.toHaveProperty('candidates')
})
