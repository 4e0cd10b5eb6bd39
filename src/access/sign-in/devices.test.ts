import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { device, openDoor, type Door } from '#access/sign-in/test-door.ts'
import { signInLimits } from '#access/sign-in/rules.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
}, 30_000)
afterAll(() => door.close())

type Listed = {
  devices: { id: string; browser?: string; system?: string; seenAt: string; isThis: boolean }[]
}
const devicesOf = async (browser: ReturnType<Door['browser']>): Promise<Listed['devices']> =>
  ((await (await browser.ask('/api/devices')).json()) as Listed).devices

test('devices are listed with browser and system, and one is signed out from another', async () => {
  const phone = door.browser({ userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/147.0 Mobile' })
  const desktop = door.browser({ userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/150.0' })
  await phone.openLink()
  await desktop.openLink()
  const listed = await devicesOf(desktop)
  expect(listed.map(({ browser, system, isThis }) => [browser, system, isThis])).toEqual(
    expect.arrayContaining([
      ['Firefox', 'Windows', true],
      ['Chrome', 'Android', false],
    ]),
  )
  const other = listed.find((one) => !one.isThis)
  expect((await desktop.ask(`/api/devices/${other?.id}`, { method: 'DELETE' })).status).toBe(204)
  expect([await phone.who(), (await desktop.who()) !== undefined]).toEqual([undefined, true])
  expect((await desktop.ask(`/api/devices/${other?.id}`, { method: 'DELETE' })).status).toBe(404)
})

test('“everywhere else” leaves only this device signed in', async () => {
  const browsers = [door.browser(), door.browser(), door.browser()]
  for (const browser of browsers) await browser.openLink()
  const [here, ...others] = browsers
  const answer = await here?.ask('/api/devices', { method: 'DELETE' })
  expect(await answer?.json()).toEqual({ ended: expect.any(Number) })
  expect(await Promise.all(others.map((one) => one.who()))).toEqual([undefined, undefined])
  expect(await here?.who()).toBeDefined()
})

test('nobody signs out somebody else’s device', async () => {
  await sql`insert into people (id, name, locale, is_owner, created_at)
    values ('other', 'Other', 'en', false, now())`.execute(door.store.db)
  const [mine, theirs] = [door.browser(), door.browser()]
  await mine.openLink()
  await theirs.openLink({ personId: 'other' })
  const [device] = await devicesOf(theirs)
  expect((await mine.ask(`/api/devices/${device?.id}`, { method: 'DELETE' })).status).toBe(404)
  await mine.ask('/api/devices', { method: 'DELETE' })
  expect(await theirs.who()).toBeDefined()
})

test('last seen is coarse', async () => {
  const browser = door.browser()
  await browser.openLink()
  door.time.nowMs += 37 * minuteMs + 12_345
  await browser.ask('/api/session')
  const here = (await devicesOf(browser)).find((one) => one.isThis)
  expect(Date.parse(here?.seenAt ?? '') % signInLimits.seenMs).toBe(0)
})

test('once a day the page’s first request gives the browser another token, and an answer that is lost signs nobody out', async () => {
  const browser = door.browser()
  await browser.openLink()
  const first = browser.cookies.get('bw_session') ?? ''
  for (let i = 0; i < 3; i++) {
    door.time.nowMs += 8 * hourMs - 1
    await browser.ask('/api/session')
  }
  expect(browser.cookies.get('bw_session')).toBe(first)
  door.time.nowMs += 3
  await browser.ask('/api/session')
  const second = browser.cookies.get('bw_session') ?? ''
  expect(second).not.toBe(first)
  // The answer got lost: the browser goes on with the first, also days later, until it is given another.
  browser.cookies.set('bw_session', first)
  for (let i = 0; i < 4; i++) {
    door.time.nowMs += 6 * hourMs
    expect(await browser.who()).toBeDefined()
  }
  await browser.ask('/api/session')
  const third = browser.cookies.get('bw_session') ?? ''
  expect([first, second]).not.toContain(third)
  expect(await browser.who()).toBeDefined()
  door.time.nowMs += minuteMs
  expect([await door.access.sessionOf(first), await door.access.sessionOf(second)]).toEqual([
    undefined,
    undefined,
  ])
})

test('two requests at the turn of the day leave the browser signed in, whichever answer comes last', async () => {
  const browser = door.browser()
  await browser.openLink()
  const kept = browser.cookies.get('bw_session') ?? ''
  for (let i = 0; i < 3; i++) {
    door.time.nowMs += 8 * hourMs
    await browser.who()
  }
  const renew = async (): Promise<string | undefined> => {
    const who = await door.access.sessionOf(kept)
    return who && (await door.access.renew(who, kept))?.token
  }
  const tokens = (await Promise.all([renew(), renew(), renew()])).filter((one) => one !== undefined)
  expect(tokens).toHaveLength(1)
  expect(await door.access.sessionOf(tokens[0])).toBeDefined()
})

test('hammering the door slows its address and locks nobody out', async () => {
  await sql`insert into people (id, name, locale, is_owner, created_at)
    values ('hammered', 'Hammered', 'en', false, now())`.execute(door.store.db)
  const [owner, phone] = [door.browser(), device()]
  await owner.openLink({ personId: 'hammered' })
  await phone.add(owner)
  // Somebody begins before the storm.
  const early = await phone.prove(owner, '/api/sign-in/passkey/options')
  const stranger = door.browser()
  const statuses: number[] = []
  for (let i = 0; i < 60; i++)
    statuses.push((await stranger.ask('/api/sign-in/passkey/options', { method: 'POST' })).status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20)
  // Wrong answers without end count against nobody.
  for (let i = 0; i < 40; i++)
    await stranger.ask('/api/sign-in/passkey', {
      method: 'POST',
      body: { ...early, id: 'AAAA', rawId: 'AAAA' },
    })
  // Whoever had begun finishes, and a second later the same address begins anew.
  expect((await owner.ask('/api/sign-in/passkey', { method: 'POST', body: early })).status).toBe(200)
  door.time.nowMs += 1000
  expect((await phone.signIn(door.browser())).status).toBe(200)
})

test('challenges that nobody answers do not pile up', async () => {
  door.time.nowMs += dayMs
  const browser = door.browser()
  for (let i = 0; i < 5; i++) await browser.ask('/api/sign-in/passkey/options', { method: 'POST' })
  door.time.nowMs += 6 * minuteMs
  await browser.ask('/api/sign-in/passkey/options', { method: 'POST' })
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from passkey_challenges`.execute(door.store.db)
  expect(rows[0]?.count).toBe(1)
})

test('after a link the page somebody wanted opens, when it is one of ours', async () => {
  const opened = async (to: string): Promise<string | null> => {
    const url = new URL(await door.access.newSignInLink('http://localhost:8080'))
    url.searchParams.set('to', to)
    const answer = await door.browser().ask(`${url.pathname}${url.search}`)
    return answer.headers.get('location')
  }
  expect(await opened('/now/stories/ab12?show=muted')).toBe('/now/stories/ab12?show=muted')
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'https://evil.example',
    '/%2f%2fevil',
    `/${'x'.repeat(5000)}`,
  ])
    expect([evil, await opened(evil)]).toEqual([evil, '/'])
})

test('whatever is made of a user agent, a device is a few plain words', async () => {
  const { browserSaid, passkeyName } = await import('#access/sign-in/browser-words.ts')
  expect(browserSaid('Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/19.0 Safari/605.1.15')).toEqual({
    browser: 'Safari',
    system: 'macOS',
  })
  expect(browserSaid('Mozilla/5.0 (Windows NT 10.0) Chrome/147.0 Safari/537.36 Edg/147.0')).toEqual({
    browser: 'Edge',
    system: 'Windows',
  })
  fc.assert(
    fc.property(fc.string(), (text) => {
      const name = passkeyName(text, 'en')
      expect(name.length).toBeLessThan(40)
      expect(name).toMatch(/^[A-Za-z ]+$/)
    }),
  )
})
