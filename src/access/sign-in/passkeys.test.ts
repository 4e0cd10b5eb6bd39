import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { leave } from '#access/people/leaving.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { readWaysIn } from '#access/people/ways-in.ts'
import { systemChance } from '#api/chance.ts'
import { device, openDoor, type Door } from '#access/sign-in/test-door.ts'
import { minuteMs } from '#kernel/time.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
}, 30_000)
afterAll(() => door.close())

let people = 0
async function newPerson(): Promise<string> {
  const personId = `p${(people += 1)}`
  const now = new Date(door.time.nowMs)
  await sql`insert into people (id, name, locale, is_owner, created_at)
    values (${personId}, ${`Person ${people}`}, 'fr', false, ${now})`.execute(door.store.db)
  return personId
}

const errorOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { error?: string }).error

type Listed = {
  passkeys: { id: string; name: string; usedAt?: string; otherHost?: string; isLastWayIn?: true }[]
  canAdd: string
}

test('the first passkey is added within 15 minutes of a link, named after where it was made', async () => {
  const personId = await newPerson()
  const browser = door.browser({ userAgent: 'Mozilla/5.0 (iPhone) Version/19.0 Mobile Safari/605' })
  await browser.openLink({ personId })
  door.time.nowMs += 15 * minuteMs - 1
  expect((await device().add(browser)).status).toBe(201)
  const listed = (await (await browser.ask('/api/passkeys')).json()) as Listed
  expect(listed).toMatchObject({ canAdd: 'after-proof', passkeys: [{ name: 'Safari sur iPhone' }] })
})

test('later than that, a new link opens the way again', async () => {
  const personId = await newPerson()
  const browser = door.browser()
  await browser.openLink({ personId })
  door.time.nowMs += 15 * minuteMs
  const late = await browser.ask('/api/passkeys/options', { method: 'POST' })
  expect([late.status, await errorOf(late)]).toEqual([403, 'sign-in-again'])
  await browser.openLink({ personId })
  expect((await device().add(browser)).status).toBe(201)
})

test('a second passkey asks for the proof of the first, also when the link is new', async () => {
  const personId = await newPerson()
  const [browser, phone] = [door.browser(), device()]
  await browser.openLink({ personId })
  await phone.add(browser)
  await browser.openLink({ personId })
  const refused = await browser.ask('/api/passkeys/options', { method: 'POST' })
  expect([refused.status, await errorOf(refused)]).toEqual([403, 'not-fresh'])
  await phone.stepUp(browser)
  expect((await device().add(browser)).status).toBe(201)
})

test('of two first passkeys begun side by side, one is added and the other asks for its proof', async () => {
  const personId = await newPerson()
  const [one, two] = [door.browser(), door.browser()]
  await one.openLink({ personId })
  await two.openLink({ personId })
  const [first, second] = [await device().make(one), await device().make(two)]
  expect((await one.ask('/api/passkeys', { method: 'POST', body: first })).status).toBe(201)
  const other = await two.ask('/api/passkeys', { method: 'POST', body: second })
  expect([other.status, await errorOf(other)]).toEqual([403, 'not-fresh'])
})

test('somebody who lost their passkeys adds another after a link that says so', async () => {
  const personId = await newPerson()
  const browser = door.browser()
  await browser.openLink({ personId })
  await device().add(browser)
  await browser.openLink({ personId, mayEnrol: true })
  expect((await device().add(browser)).status).toBe(201)
})

test('removing asks for a fresh proof; both are on record, without a secret', async () => {
  const personId = await newPerson()
  const [browser, phone] = [door.browser(), device()]
  await browser.openLink({ personId })
  const made = (await (await phone.add(browser)).json()) as { id: string }
  const path = `/api/passkeys/${made.id}`
  expect(await errorOf(await browser.ask(path, { method: 'DELETE' }))).toBe('not-fresh')
  await phone.stepUp(browser)
  expect((await device().add(browser)).status).toBe(201)
  expect((await browser.ask(path, { method: 'DELETE' })).status).toBe(204)
  expect((await browser.ask(path, { method: 'DELETE' })).status).toBe(404)
  const { rows } = await sql<{ kind: string; body: string }>`
    select kind, body from records_entries where subject = ${`passkey:${made.id}`} order by seq`.execute(
    door.store.db,
  )
  expect(rows.map((row) => row.kind)).toEqual(['key-made', 'key-ended'])
  expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({
    by: { kind: 'person', id: personId },
    facts: { name: 'Chrome sur Linux', host: 'localhost' },
  })
  expect((await phone.signIn(door.browser())).status).toBe(403)
})

/** Somebody with one passkey at this address, who has just proved it. */
async function withOne() {
  // Links of one address are limited, and those of this file all come from one.
  door.time.nowMs += minuteMs
  const personId = await newPerson()
  const [browser, phone] = [door.browser(), device()]
  await browser.openLink({ personId })
  const { id } = (await (await phone.add(browser)).json()) as { id: string }
  await phone.stepUp(browser)
  const remove = (one: string) => browser.ask(`/api/passkeys/${one}`, { method: 'DELETE' })
  const listed = async () => ((await (await browser.ask('/api/passkeys')).json()) as Listed).passkeys
  return { personId, browser, phone, id, remove, listed }
}

async function connect(personId: string, provider: string, issuer: string): Promise<void> {
  await sql`insert into identities (id, person_id, provider, issuer, subject, made_at, used_at)
    values (${`${provider} ${personId}`}, ${personId}, ${provider}, ${issuer}, ${personId}, now(), now())`.execute(
    door.store.db,
  )
}

async function addElsewhere(personId: string, host: string): Promise<string> {
  const id = `${host} ${personId}`
  await sql`insert into passkeys (id, person_id, credential_id, public_key, counter, transports, host, name, synced, made_at)
    values (${id}, ${personId}, ${Buffer.from(id)}, '\\x00', 0, '{}', ${host}, 'Old', false, now())`.execute(
    door.store.db,
  )
  return encodeURIComponent(id)
}

test('the last way in stays, said in words and shown beforehand; another passkey lets it go', async () => {
  const { browser, id, remove, listed, personId } = await withOne()
  expect(await listed()).toMatchObject([{ id, isLastWayIn: true }])
  const refused = await remove(id)
  expect([refused.status, await refused.json()]).toEqual([
    409,
    {
      error: 'last-way-in',
      en: expect.stringContaining('Add another passkey first'),
      fr: expect.stringContaining('Ajoutez d’abord une autre clé'),
    },
  ])
  const { rows } = await sql<{ kind: string }>`
    select kind from records_entries where subject = ${`passkey:${id}`}`.execute(door.store.db)
  expect(rows.map(({ kind }) => kind)).toEqual(['key-made'])
  // One that works at another address only is no way in here, and can go.
  const old = await addElsewhere(personId, 'old-name.example')
  expect((await remove(id)).status).toBe(409)
  expect((await remove(old)).status).toBe(204)
  await device().add(browser)
  expect((await listed()).map((one) => 'isLastWayIn' in one)).toEqual([false, false])
  expect((await remove(id)).status).toBe(204)
})

test('an account at a provider of the desk is another way in; one at a provider it no longer knows is not', async () => {
  door.providers.push({ id: 'city', name: 'City', issuer: 'https://login.city.example' })
  onTestFinished(() => void door.providers.pop())
  const { personId, id, remove, listed } = await withOne()
  await connect(personId, 'gone', 'https://gone.example')
  expect((await remove(id)).status).toBe(409)
  await connect(personId, 'town-of-before', 'https://login.city.example/')
  expect((await listed()).map((one) => 'isLastWayIn' in one)).toEqual([false])
  expect((await remove(id)).status).toBe(204)
  expect(await listed()).toEqual([])
})

test('of two passkeys that are all somebody has, one stays, also when both are removed at once', async () => {
  const { browser, id, remove, listed } = await withOne()
  const { id: other } = (await (await device().add(browser)).json()) as { id: string }
  const came = await Promise.all([remove(id), remove(other)])
  expect(came.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  expect(await listed()).toHaveLength(1)
})

test('renamed, and shown when last used; somebody else’s are neither seen nor touched', async () => {
  const [mine, theirs] = [await newPerson(), await newPerson()]
  const [browser, stranger, phone] = [door.browser(), door.browser(), device()]
  await browser.openLink({ personId: mine })
  await stranger.openLink({ personId: theirs })
  const { id } = (await (await phone.add(browser)).json()) as { id: string }
  const rename = (from: typeof browser, name: string) =>
    from.ask(`/api/passkeys/${id}`, { method: 'PATCH', body: { name } })
  expect([(await rename(browser, ' Ma clé ')).status, (await rename(stranger, 'Mine now')).status]).toEqual([
    204, 404,
  ])
  expect((await rename(browser, ' ')).status).toBe(422)
  expect((await rename(browser, 'x'.repeat(61))).status).toBe(422)
  await phone.signIn(door.browser())
  const listed = (await (await browser.ask('/api/passkeys')).json()) as Listed
  expect(listed.passkeys).toMatchObject([{ name: 'Ma clé', usedAt: new Date(door.time.nowMs).toISOString() }])
  expect(((await (await stranger.ask('/api/passkeys')).json()) as Listed).passkeys).toEqual([])
})

test('a passkey that is on somebody’s list already is not added to another’s', async () => {
  const [mine, theirs] = [await newPerson(), await newPerson()]
  const [browser, stranger, phone] = [door.browser(), door.browser(), device()]
  await browser.openLink({ personId: mine })
  await stranger.openLink({ personId: theirs })
  await phone.add(browser)
  const answer = await phone.make(stranger)
  // The same credential, as a hostile client could claim it.
  await sql`update passkeys set credential_id = ${Buffer.from(answer.id, 'base64url')} where person_id = ${mine}`.execute(
    door.store.db,
  )
  const sent = await stranger.ask('/api/passkeys', { method: 'POST', body: answer })
  expect([sent.status, await errorOf(sent)]).toEqual([403, 'passkey-known'])
})

test('a new passkey is bound to the session that asked for it', async () => {
  const [mine, theirs] = [await newPerson(), await newPerson()]
  const [browser, stranger] = [door.browser(), door.browser()]
  await browser.openLink({ personId: mine })
  await stranger.openLink({ personId: theirs })
  const answer = await device().make(stranger)
  browser.cookies.set('bw_challenge', stranger.cookies.get('bw_challenge') ?? '')
  expect(await errorOf(await browser.ask('/api/passkeys', { method: 'POST', body: answer }))).toBe(
    'challenge-over',
  )
})

test('twenty passkeys are enough', async () => {
  const personId = await newPerson()
  const browser = door.browser()
  await browser.openLink({ personId })
  await sql`insert into passkeys (id, person_id, credential_id, public_key, counter, transports, host, name, synced, made_at)
    select ${personId} || n, ${personId}, decode(md5(${personId} || n), 'hex'), '\\x00', 0, '{}', 'localhost', 'One', false, now()
    from generate_series(1, 20) n`.execute(door.store.db)
  expect(await errorOf(await browser.ask('/api/passkeys/options', { method: 'POST' }))).toBe(
    'enough-passkeys',
  )
})

test('at an address made of numbers the page says in words why, and what works instead', async () => {
  const browser = door.browser({ host: '127.0.0.1:8080' })
  const ways = await (await browser.ask('/api/sign-in/ways')).json()
  expect(ways).toEqual({
    passkeys: false,
    why: {
      en: expect.stringContaining('http://localhost:8080/'),
      fr: expect.stringContaining('http://localhost:8080/'),
    },
    providers: [],
    command: 'npm run -s bellwether -- sign-in-link',
  })
  const options = await browser.ask('/api/sign-in/passkey/options', { method: 'POST' })
  expect([options.status, await errorOf(options)]).toEqual([409, 'no-passkeys-here'])
  await browser.openLink({ personId: await newPerson() })
  expect(await (await browser.ask('/api/passkeys')).json()).toMatchObject({
    canAdd: 'not-here',
    passkeys: [],
  })
})

test('whoever leaves takes their passkeys with them: counted before, ended and on record after', async () => {
  const [personId, owner] = [await newPerson(), door.browser()]
  const [browser, phone] = [door.browser(), device()]
  await browser.openLink({ personId })
  const made = (await (await phone.add(browser)).json()) as { id: string }
  const db = door.store.db.withTables<PeopleTables>()
  expect((await readWaysIn(db, door.time.nowMs)).of(personId)).toMatchObject({ passkeys: 1 })
  await owner.openLink()
  const who = await owner.who()
  if (who === undefined) throw new Error('the owner should be signed in')
  const clock = door.api.needs.clock
  const ground = { store: door.store, db, clock, chance: systemChance, ports: [] }
  expect(await leave(ground, who, { personId })).toMatchObject({ ok: true })
  expect((await phone.signIn(door.browser())).status).toBe(403)
  expect(door.whys.at(-1)).toBe('it is not known here')
  const { rows } = await sql<{ kind: string }>`
    select kind from records_entries where subject = ${`passkey:${made.id}`} order by seq`.execute(
    door.store.db,
  )
  expect(rows.map((row) => row.kind)).toEqual(['key-made', 'key-ended'])
})
