import { expect, test } from 'vitest'
import { hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import type { PrivateRead } from '#networks/private-messages.ts'
import { lettersTo } from '#networks/practice/private/mailbox.ts'
import { letterFaults, type LetterFault } from '#networks/practice/private/spoil.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'

const nowMs = Date.UTC(2031, 3, 7, 15)

function read(
  world: PracticeWorld,
  o: { atMs?: number; cursor?: string; known?: string[] } = {},
): Promise<PrivateRead> {
  const credentials = { read: async () => ({}), write: async () => undefined }
  const connection = { account: 'town', handle: 'town', languages: ['en'], credentials }
  const sender = practiceNetwork({ world }).open(connection)
  const clock = { ...wallClock, nowMs: () => o.atMs ?? nowMs }
  const known = (o.known ?? []).map((nativeId) => ({ nativeId, conversationId: 'c' }))
  const asked = { known, ...(o.cursor !== undefined && { cursor: o.cursor }) }
  if (sender.readPrivate === undefined) throw new Error('the town reads no private messages')
  return sender.readPrivate(asked, { clock, signal: new AbortController().signal })
}

async function good(world: PracticeWorld, o: Parameters<typeof read>[1] = {}) {
  const told = await read(world, o)
  if (told.kind !== 'read') throw new Error(told.detail)
  return told
}

test('people write in private, the same whoever looks and however often', async () => {
  const [one, two] = [await good(practiceWorld()), await good(practiceWorld())]
  expect(one).toEqual(two)
  expect(one.messages.length).toBeGreaterThan(3)
  expect(new Set(one.messages.map(({ conversationId }) => conversationId)).size).toBeGreaterThan(2)
  expect(lettersTo({ account: 'other', nowMs }).letters).not.toEqual(
    lettersTo({ account: 'town', nowMs }).letters,
  )
})

test('looking every minute for a day tells nothing twice as another, and misses nothing', async () => {
  const world = practiceWorld()
  const seen = new Map<string, string>()
  let cursor: string | undefined
  for (let atMs = nowMs; atMs < nowMs + 24 * hourMs; atMs += minuteMs) {
    const told = await good(world, { atMs, ...(cursor !== undefined && { cursor }) })
    for (const one of told.messages) {
      expect(seen.get(one.nativeId) ?? one.text).toBe(one.text)
      seen.set(one.nativeId, one.text)
      expect(one.sentAtMs).toBeLessThanOrEqual(atMs)
    }
    cursor = told.cursor
  }
  const late = await good(world, { atMs: nowMs + 24 * hourMs })
  expect(late.messages.filter(({ nativeId }) => !seen.has(nativeId))).toEqual([])
})

test('what its author took back is told as gone to whoever had it', async () => {
  const world = practiceWorld()
  const told = new Set<string>()
  const gone = new Set<string>()
  for (let atMs = nowMs; atMs < nowMs + 24 * hourMs; atMs += minuteMs) {
    const at = await good(world, { atMs, known: [...told].slice(-200) })
    for (const { nativeId } of at.messages) told.add(nativeId)
    for (const id of at.gone) gone.add(id)
  }
  expect(gone.size).toBeGreaterThan(0)
  expect([...gone].every((id) => told.has(id))).toBe(true)
})

test.each(letterFaults)(
  'spoiled letters are told as far as they can be, or counted: %s',
  async (fault: LetterFault) => {
    const world = practiceWorld()
    const before = await good(world)
    world.spoilLetters([fault])
    const { messages, refused } = await good(world)
    const ids = new Set(messages.map(({ nativeId }) => nativeId))
    if (fault === 'no-sender')
      expect([messages.length, refused['no-sender']]).toEqual([0, before.messages.length])
    else expect(ids.size).toBe(before.messages.length)
    for (const { text, from, sentAtMs, attachments } of messages) {
      expect(text.length).toBeLessThanOrEqual(20_000)
      expect(`${text}${from.name}`).not.toContain('\0')
      expect(text.isWellFormed()).toBe(true)
      expect(from.name).not.toMatch(/[\r\n]/)
      expect(sentAtMs).toBeLessThanOrEqual(nowMs)
      expect(attachments.every(({ url }) => url.startsWith('https://'))).toBe(true)
    }
  },
)

test.each([
  [{ kind: 'busy', retryInMs: 5000 } as const, 'rate-limited'],
  [{ kind: 'refused-connection' } as const, 'unreachable'],
  [{ kind: 'not-json' } as const, 'unreadable'],
  [{ kind: 'error-before' } as const, 'server-error'],
  [{ kind: 'revoked' } as const, 'revoked'],
])('a town that misbehaves is no answer and no message: %o', async (fault, why) => {
  const world = practiceWorld()
  world.misbehave(fault)
  expect(await read(world)).toMatchObject({ kind: 'unanswered', why })
})
