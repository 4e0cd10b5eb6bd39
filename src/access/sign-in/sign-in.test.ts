import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { device, freshPath, openDoor, type Door } from '#access/sign-in/test-door.ts'
import { minuteMs } from '#kernel/time.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
}, 30_000)
afterAll(() => door.close())

/** Somebody at a browser who has just added their first passkey, on a device of their own. */
async function withPasskey(o: Parameters<typeof device>[0] = {}) {
  // A person of one's own for each test, so that no test counts the passkeys of another.
  const personId = `p${(people += 1)}`
  const [locale, name, now] = ['en', `Person ${people}`, new Date(door.time.nowMs)]
  await sql`insert into people (id, name, locale, is_owner, created_at)
    values (${personId}, ${name}, ${locale}, false, ${now})`.execute(door.store.db)
  const [browser, phone] = [door.browser(), device(o)]
  await browser.openLink({ personId })
  expect((await phone.add(browser)).status).toBe(201)
  return { browser, phone, personId, name }
}
let people = 0

const errorOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { error?: string }).error

test('a passkey signs in without a name being asked, and whoever proved it is fresh', async () => {
  const { phone, personId, name } = await withPasskey()
  const elsewhere = door.browser()
  const answer = await phone.signIn(elsewhere)
  expect([answer.status, await answer.json()]).toMatchObject([200, { person: { id: personId, name } }])
  expect(await elsewhere.who()).toMatchObject({ personId, freshUntilMs: door.time.nowMs + 5 * minuteMs })
  expect((await elsewhere.ask(freshPath, { method: 'POST' })).status).toBe(204)
})

test('a link alone is no fresh proof; a passkey makes it one for five minutes, with another token', async () => {
  const { browser, phone } = await withPasskey()
  const before = browser.cookies.get('bw_session')
  const refused = await browser.ask(freshPath, { method: 'POST' })
  expect([refused.status, await errorOf(refused)]).toEqual([403, 'not-fresh'])
  expect((await phone.stepUp(browser)).status).toBe(200)
  expect(browser.cookies.get('bw_session')).not.toBe(before)
  expect((await browser.ask(freshPath, { method: 'POST' })).status).toBe(204)
  door.time.nowMs += 5 * minuteMs
  expect((await browser.ask(freshPath, { method: 'POST' })).status).toBe(403)
})

test('a copied token gains nothing from the proof that came after, and ends a minute later', async () => {
  const { browser, phone } = await withPasskey()
  const stolen = door.browser()
  stolen.cookies.set('bw_session', browser.cookies.get('bw_session') ?? '')
  await phone.stepUp(browser)
  expect((await stolen.ask(freshPath, { method: 'POST' })).status).toBe(403)
  await browser.ask('/api/session')
  door.time.nowMs += minuteMs
  expect([await stolen.who(), (await browser.who()) !== undefined]).toEqual([undefined, true])
})

test('an answer is good once: replayed it opens nothing, in this browser or another', async () => {
  const { phone } = await withPasskey()
  const [first, other] = [door.browser(), door.browser()]
  const answer = await phone.prove(first, '/api/sign-in/passkey/options')
  const send = (browser: typeof first) =>
    browser.ask('/api/sign-in/passkey', { method: 'POST', body: answer })
  expect((await send(other)).status).toBe(410)
  expect([(await send(first)).status, (await send(first)).status]).toEqual([200, 410])
})

test('sent ten times at once, an answer signs in once', async () => {
  const { phone } = await withPasskey()
  const browser = door.browser()
  const answer = await phone.prove(browser, '/api/sign-in/passkey/options')
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const sent = await browser.ask('/api/sign-in/passkey', { method: 'POST', body: answer })
      return sent.status
    }),
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
})

test('a challenge is over after five minutes', async () => {
  const { phone } = await withPasskey()
  const browser = door.browser()
  const answer = await phone.prove(browser, '/api/sign-in/passkey/options')
  door.time.nowMs += 5 * minuteMs
  const late = await browser.ask('/api/sign-in/passkey', { method: 'POST', body: answer })
  expect([late.status, await errorOf(late)]).toEqual([410, 'challenge-over'])
})

test('an answer made at another site is refused', async () => {
  const { phone } = await withPasskey()
  const browser = door.browser()
  const answer = await phone.prove(browser, '/api/sign-in/passkey/options', 'http://localhost:9090')
  const sent = await browser.ask('/api/sign-in/passkey', { method: 'POST', body: answer })
  expect([sent.status, await errorOf(sent)]).toEqual([403, 'passkey-refused'])
  expect(door.whys.at(-1)).toContain('Unexpected authentication response origin')
})

test('a passkey made for another host name is not known here', async () => {
  const { phone, personId } = await withPasskey()
  await sql`update passkeys set host = 'desk.example.org' where person_id = ${personId}`.execute(
    door.store.db,
  )
  expect((await phone.signIn(door.browser())).status).toBe(403)
  expect(door.whys.at(-1)).toBe('it is not known here')
})

test('an answer for one purpose opens no other', async () => {
  const { browser, phone } = await withPasskey()
  const signIn = await phone.prove(browser, '/api/sign-in/passkey/options')
  expect((await browser.ask('/api/step-up', { method: 'POST', body: signIn })).status).toBe(410)
  const stepUp = await phone.prove(browser, '/api/step-up/options')
  expect((await browser.ask('/api/sign-in/passkey', { method: 'POST', body: stepUp })).status).toBe(410)
})

test('somebody else’s passkey makes nobody fresh', async () => {
  const [mine, theirs] = [await withPasskey(), await withPasskey()]
  const [passkey] = theirs.phone.emulator.authenticator.params.credentialsRepository?.loadCredentials() ?? []
  const offered = await mine.phone.offered(mine.browser, '/api/step-up/options')
  const id = Buffer.from(
    (passkey?.publicKeyCredentialDescriptor.id as ArrayBuffer | undefined) ?? new ArrayBuffer(0),
  ).toString('base64url')
  const asked = { ...offered, allowCredentials: [{ id, type: 'public-key' }] }
  const answer = theirs.phone.emulator.getJSON(
    'http://localhost:8080',
    asked as unknown as Parameters<typeof theirs.phone.emulator.getJSON>[1],
  )
  const sent = await mine.browser.ask('/api/step-up', { method: 'POST', body: answer })
  expect([sent.status, await errorOf(sent)]).toEqual([403, 'passkey-refused'])
  expect(door.whys.at(-1)).toBe('it is of somebody else')
  expect((await mine.browser.ask(freshPath, { method: 'POST' })).status).toBe(403)
})

test('an answer that names somebody else as its person is refused', async () => {
  const { phone } = await withPasskey()
  const browser = door.browser()
  const answer = await phone.prove(browser, '/api/sign-in/passkey/options')
  const userHandle = Buffer.from('somebody-else').toString('base64url')
  const body = { ...answer, response: { ...answer.response, userHandle } }
  expect((await browser.ask('/api/sign-in/passkey', { method: 'POST', body })).status).toBe(403)
  expect(door.whys.at(-1)).toBe('the handle is of somebody else')
})

test('a device that does not verify its person opens nothing', async () => {
  const { phone } = await withPasskey()
  const { params } = phone.emulator.authenticator
  phone.emulator.authenticator.params = {
    ...params,
    userGetAssertionInteraction: () => ({ options: { uv: false, up: true } }),
    verifications: { userPresent: true, userVerified: false },
  }
  const browser = door.browser()
  const offered = await phone.offered(browser, '/api/sign-in/passkey/options')
  const answer = phone.emulator.getJSON('http://localhost:8080', {
    ...(offered as unknown as Parameters<typeof phone.emulator.getJSON>[1]),
    userVerification: 'discouraged',
  })
  expect((await browser.ask('/api/sign-in/passkey', { method: 'POST', body: answer })).status).toBe(403)
  expect(door.whys.at(-1)).toContain('User verification required')
})

test('a counter that goes back is refused, recorded and shown, and the passkey with the higher count still works', async () => {
  const { phone, personId, browser } = await withPasskey()
  await sql`update passkeys set counter = 1000 where person_id = ${personId}`.execute(door.store.db)
  const elsewhere = door.browser()
  expect((await phone.signIn(elsewhere)).status).toBe(403)
  expect(await elsewhere.who()).toBeUndefined()
  const { rows } = await sql<{ body: string }>`
    select body from records_entries where kind = 'key-refused' order by seq desc limit 1`.execute(
    door.store.db,
  )
  expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ facts: { why: 'its counter had gone back' } })
  const listed = await (await browser.ask('/api/passkeys')).json()
  expect(listed).toMatchObject({ passkeys: [{ refusedAt: expect.any(String) }] })
  await sql`update passkeys set counter = 1 where person_id = ${personId}`.execute(door.store.db)
  expect((await phone.signIn(door.browser())).status).toBe(200)
})

test('a synced passkey, which counts nothing, works again and again', async () => {
  const { phone } = await withPasskey({ signCounterIncrement: 0 })
  expect((await phone.signIn(door.browser())).status).toBe(200)
  expect((await phone.signIn(door.browser())).status).toBe(200)
})

test('whoever has left does not come in by a passkey', async () => {
  const { phone, personId } = await withPasskey()
  await sql`update people set left_at = ${new Date(door.time.nowMs)} where id = ${personId}`.execute(
    door.store.db,
  )
  expect((await phone.signIn(door.browser())).status).toBe(403)
})

test('signing in by passkey ends the session the browser had', async () => {
  const { browser, phone } = await withPasskey()
  const old = browser.cookies.get('bw_session')
  await phone.signIn(browser)
  expect(await door.access.sessionOf(old)).toBeUndefined()
})

test('a change of bits, huge bodies and nonsense open nothing and break nothing', async () => {
  const { phone } = await withPasskey()
  const browser = door.browser()
  const huge = { id: 'x'.repeat(900_000) }
  expect((await browser.ask('/api/sign-in/passkey', { method: 'POST', body: huge })).status).toBe(422)
  const tooLarge = `{"id":"${'x'.repeat(1_100_000)}"}`
  expect((await browser.ask('/api/sign-in/passkey', { method: 'POST', body: tooLarge })).status).toBe(413)
  const parts = ['clientDataJSON', 'authenticatorData', 'signature'] as const
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...parts),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (part, at, flip) => {
        door.time.nowMs += minuteMs
        const answer = await phone.prove(browser, '/api/sign-in/passkey/options')
        const bytes = Buffer.from(answer.response[part], 'base64url')
        // A signature's first bytes frame its two numbers (DER), and some changes there leave the very same numbers.
        const place = part === 'signature' ? bytes.length - 1 - (at % 28) : at % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ flip
        const response = { ...answer.response, [part]: bytes.toString('base64url') }
        const sent = await browser.ask('/api/sign-in/passkey', {
          method: 'POST',
          body: { ...answer, response },
        })
        expect([403, 410]).toContain(sent.status)
      },
    ),
    { numRuns: 40 },
  )
  expect(await browser.who()).toBeUndefined()
})

test('the database holds nothing that opens the door', async () => {
  const { browser } = await withPasskey()
  await browser.ask('/api/sign-in/passkey/options', { method: 'POST' })
  const { rows } = await sql<{ text: string }>`
    select t::text as text from sessions t union all select t::text from passkey_challenges t`.execute(
    door.store.db,
  )
  const all = rows.map((row) => row.text).join()
  for (const [name, value] of browser.cookies) expect([name, all.includes(value)]).toEqual([name, false])
})

test('over https, behind a proxy, passkeys are bound to the public name and the cookies to this very host', async () => {
  const https = await openDoor({ publicUrl: 'https://desk.example.org' })
  onTestFinished(() => https.close())
  const [browser, phone] = [https.browser({ host: 'desk.example.org' }), device()]
  const origin = 'https://desk.example.org'
  const link = await browser.ask(new URL(await https.access.newSignInLink(origin)).pathname)
  const made = await phone.make(browser, origin)
  const added = await browser.ask('/api/passkeys', { method: 'POST', body: made, headers: { origin } })
  expect([link.status, added.status]).toEqual([303, 201])
  const elsewhere = https.browser({ host: 'desk.example.org' })
  const answer = await phone.prove(elsewhere, '/api/sign-in/passkey/options', origin)
  const entered = await elsewhere.ask('/api/sign-in/passkey', {
    method: 'POST',
    body: answer,
    headers: { origin },
  })
  expect(entered.status).toBe(200)
  expect([...elsewhere.cookies.keys()]).toEqual(['__Host-bw_challenge', '__Host-bw_session'])
  expect(entered.headers.get('set-cookie')).toMatch(/Path=\/; HttpOnly; Secure; SameSite=Strict/)
})
