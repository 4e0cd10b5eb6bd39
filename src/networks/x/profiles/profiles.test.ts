import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { NamesFound, ProfileReader } from '#networks/profile.ts'
import { connectionTo, credentialsOf, needs, shortTimeouts } from '#networks/x/emulator/test-connection.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'
import type { Meter, SpendKind } from '#networks/x/price.ts'
import { xNetworkOf } from '#networks/x/sender.ts'

type Purse = Meter & { spent: Map<SpendKind, number>; lanes: unknown[] }

/** Counts what is spent by kind; `left`: accounts the month still pays for. */
function purse(left = Infinity): Purse {
  const spent = new Map<SpendKind, number>()
  const lanes: unknown[] = []
  const add = (kind: SpendKind, count: number): void => void spent.set(kind, (spent.get(kind) ?? 0) + count)
  return {
    ...{ spent, lanes },
    spend: async (kind, count, lane) => {
      if ((spent.get(kind) ?? 0) + count > left) return 'over-budget'
      lanes.push(lane)
      add(kind, count)
      return 'ok'
    },
    giveBack: async (kind, count) => add(kind, -count),
  }
}

async function opened(meter = purse()) {
  const x = await emulatedX()
  const network = xNetworkOf({ timeouts: shortTimeouts, meter })
  const connection = connectionTo(x, credentialsOf(x.state.keys.oauth1))
  return { x, meter, reader: readerOf(network.profiles?.(connection)) }
}

function readerOf(
  reader: ProfileReader | undefined,
): ProfileReader & { ask(names: string[]): Promise<NamesFound> } {
  const byName = reader?.byName
  if (reader === undefined || byName === undefined) throw new Error('X reads no profiles')
  return { ...reader, ask: (names) => byName.ask(names, needs()) }
}

const thief = {
  ...{ id: '1500000000000000001', username: 'HavreCIair', name: 'City of Havre-Clair' },
  description: 'Official &amp; true https://t.co/a1',
  entities: {
    description: {
      urls: [{ start: 1, end: 2, url: 'https://t.co/a1', expanded_url: 'https://refund.example/' }],
    },
    url: { urls: [{ start: 0, end: 1, url: 'https://t.co/b2', expanded_url: 'https://thief.example/' }] },
  },
  ...{ url: 'https://t.co/b2', profile_image_url: 'https://pbs.twimg.com/profile_images/1/a_normal.jpg' },
}

test('names are asked for at once, and only those that there are cost anything', async () => {
  const { x, reader, meter } = await opened()
  x.state.users.push(thief)
  x.state.names.suspended.add('havreclair1')
  expect(await reader.ask(['havreciair', 'havreclair1', 'nobody_here'])).toEqual({
    ...{ kind: 'found', asked: 3, isWhole: true },
    profiles: [
      {
        ...{
          id: thief.id,
          handle: 'HavreCIair',
          name: 'City of Havre-Clair',
          url: 'https://x.com/HavreCIair',
        },
        bio: 'Official & true https://refund.example/',
        fields: [{ name: 'Website', text: 'https://thief.example/', href: 'https://thief.example/' }],
        avatarUrl: 'https://pbs.twimg.com/profile_images/1/a_normal.jpg',
      },
    ],
  })
  expect(x.calls).toEqual(['GET /2/users/by'])
  expect(meter.spent.get('user-read')).toBe(1)
  // What is kept for emergencies is not for this.
  expect(meter.lanes).not.toContain('emergency')
})

test('never more than 100 names go in one question, none twice, and none that X could not have', async () => {
  const { x, reader, meter } = await opened()
  const many = Array.from({ length: 300 }, (_, n) => `havre_${n}`)
  const found = await reader.ask([...many.slice(0, 5), ...many, 'has.dots', 'wаy', 'x'.repeat(16), ''])
  expect(found).toMatchObject({ kind: 'found', asked: 100, isWhole: true, profiles: [] })
  expect(x.calls).toHaveLength(1)
  expect(meter.spent.get('user-read')).toBe(0)
  expect(await reader.ask([])).toMatchObject({ asked: 0 })
  expect(x.calls).toHaveLength(1)
})

test('where the month pays for fewer names fewer are asked for, the likeliest first; for none, X is not called', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `havre_${n}`)
  const { x, reader, meter } = await opened(purse(60))
  expect(await reader.ask(names)).toMatchObject({ kind: 'found', asked: 50, isWhole: false })
  expect(meter.spent.get('user-read')).toBe(0)
  const poor = await opened(purse(4))
  expect(await poor.reader.ask(names)).toMatchObject({ why: 'over-budget', mayCost: false })
  expect([x.calls.length, poor.x.calls.length]).toEqual([1, 0])
})

test('a name of which X says nothing is told as a gap, and what was refused is given back', async () => {
  const { x, reader, meter } = await opened()
  x.state.names.unsaid.add('havre_1')
  expect(await reader.ask(['havre_1', 'havre_2'])).toMatchObject({ kind: 'found', isWhole: false })
  for (const [refuses, why] of [
    [429, 'rate-limited'],
    [402, 'over-budget'],
    [403, 'forbidden'],
  ] as const) {
    x.state.names.refuses = refuses
    expect(await reader.ask(['havre_2'])).toMatchObject({ kind: 'unanswered', why, mayCost: false })
  }
  delete x.state.names.refuses
  x.state.keys.isRevoked = true
  expect(await reader.ask(['havre_2'])).toMatchObject({ why: 'revoked', mayCost: false })
  expect(meter.spent.get('user-read')).toBe(0)
})

test('our own profile is read as one of our own, for a thousandth of a dollar', async () => {
  const { x, reader, meter } = await opened()
  expect(await reader.own(needs())).toMatchObject({
    kind: 'profile',
    profile: { id: x.state.me.id, handle: 'HavreClair', name: 'City of Havre-Clair', fields: [] },
  })
  expect(x.calls).toEqual(['GET /2/users/me'])
  expect([...meter.spent]).toEqual([['owned-read', 1]])
  const poor = await opened(purse(0))
  expect(await poor.reader.own(needs())).toMatchObject({ kind: 'unanswered', why: 'over-budget' })
  expect(poor.x.calls).toEqual([])
})

test('a picture is fetched only from where X keeps pictures', async () => {
  const { reader } = await opened()
  const profile = { id: '1', handle: 'a', name: '', bio: '', url: 'https://x.com/a', fields: [] }
  for (const avatarUrl of [
    'https://pbs.twimg.com.evil.example/a.png',
    'http://127.0.0.1:9/a.png',
    'file:///etc/passwd',
  ])
    expect(await reader.avatar({ ...profile, avatarUrl }, needs())).toBeUndefined()
})

/** A server that answers everything with what it is told to. */
async function hostile(answer: () => { status: number; headers?: Record<string, string>; body: string }) {
  const asked: { url: string; authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
    const { status, headers, body } = answer()
    request.resume().on('end', () => response.writeHead(status, headers).end(body))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = {
    apiKey: 'apikey-1',
    apiSecret: 'apisecret-1',
    accessToken: 'access-1',
    accessTokenSecret: 'secret-1',
  }
  const meter = purse()
  const reader = xNetworkOf({ timeouts: shortTimeouts, meter }).profiles?.({
    ...{ account: 'a', server: url, handle: 'a', languages: [], allowPrivateNetworks: true },
    credentials: credentialsOf(keys),
  })
  return { url, asked, meter, reader: readerOf(reader) }
}

test('whatever a server answers, nothing is thrown, nobody is made up, and the purse never gains', async () => {
  let now = { status: 200, body: '' }
  const { reader, meter } = await hostile(() => now)
  const user = fc.oneof(
    fc.jsonValue(),
    fc.record({
      id: fc.constantFrom('1', 'x', 7),
      username: fc.constantFrom('havre_1', '<b>', ''),
      name: fc.jsonValue(),
    }),
  )
  const body = fc.oneof(
    fc.string(),
    fc
      .record({ data: fc.oneof(fc.jsonValue(), fc.array(user)), errors: fc.jsonValue() })
      .map((json) => JSON.stringify(json)),
  )
  const status = fc.constantFrom(200, 204, 304, 400, 401, 402, 403, 404, 429, 500, 503)
  await fc.assert(
    fc.asyncProperty(status, body, async (code, text) => {
      now = { status: code, body: text }
      const before = meter.spent.get('user-read') ?? 0
      const found = await reader.ask(['havre_1', 'havre_2'])
      if (found.kind === 'found')
        for (const { handle, id } of found.profiles) expect([handle, id]).toEqual(['havre_1', '1'])
      const cost = (meter.spent.get('user-read') ?? 0) - before
      expect(cost).toBeGreaterThanOrEqual(0)
      expect(cost).toBeLessThanOrEqual(2)
      await reader.own(needs())
    }),
    { numRuns: 60 },
  )
})

test('an answer that cannot be read may still cost, and is not asked for again soon', async () => {
  const answers = [
    { status: 200, body: '<html>' },
    { status: 200, body: `{"data":[${'{},'.repeat(3_000_000)}{}]}` },
    { status: 503, body: 'Service Unavailable' },
  ]
  const { reader, meter } = await hostile(() => answers[0] ?? { status: 500, body: '' })
  while (answers.length > 0) {
    const before = meter.spent.get('user-read') ?? 0
    expect(await reader.ask(['havre_1'])).toMatchObject({ kind: 'unanswered', mayCost: true })
    expect((meter.spent.get('user-read') ?? 0) - before).toBe(1)
    answers.shift()
  }
})

test('a server that sends us elsewhere gets no keys carried there', async () => {
  const elsewhere = await hostile(() => ({ status: 200, body: '{"data":[]}' }))
  const { reader } = await hostile(() => ({
    status: 302,
    headers: { location: `${elsewhere.url}/steal` },
    body: '',
  }))
  expect((await reader.ask(['havre_1'])).kind).toBe('unanswered')
  for (const { authorization } of elsewhere.asked) expect(authorization).toBeUndefined()
})
