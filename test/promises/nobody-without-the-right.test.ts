import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { KnownRoute } from '#api/api.ts'
import { accountVerbs, verbs, type Grant } from '#kernel/permission.ts'
import { openTown } from '../support/desk.ts'
import { marker, named, newWalker, plant, type Planted, type WalkerMay } from '../support/planted.ts'
import { callAs, changes, everywhere, newKey, type Said } from '../support/shoot.ts'
import { everybodySignedIn, ofOnePerson, ofOnePlace, wholeDesk } from '../support/route-lists.ts'

let desk: Desk
let nobody: string
let planted: Planted

beforeAll(async () => {
  desk = await openTown('brown-water', 1)
  nobody = await cookieOf('Without Team', {})
  planted = await plant(desk)
}, 120_000)
afterAll(() => desk.close())

async function cookieOf(name: string, o: WalkerMay): Promise<string> {
  return (await newWalker(desk, name, o)).cookie
}

/** Public on purpose. A new address that asks for nobody has to be written here too: that is the decision. */
const openToAll = new Set([
  'get /sign-in/{token}',
  'get /api/sign-in/ways',
  'post /api/sign-in/passkey/options',
  'post /api/sign-in/passkey',
  'get /records',
  'get /records/key',
  'get /api/pulse',
  'get /records/heads',
  'get /searches',
  // Whoever has the link in a message may end that one subscription.
  'get /unsubscribe/{token}',
  // Our own page to subscribe by mail; whoever has the link of the mail that asks back may say yes.
  'get /subscribe',
  'get /abonnement',
  'get /subscribe/confirm/{token}',
  // The same for messages in a browser: whoever knows the secret address that a browser was given has that browser.
  'get /subscribe/push',
  'get /abonnement/navigateur',
  'get /push/page.js',
  'get /push/worker.js',
  'post /api/push/join',
  'post /api/push/renew',
  'post /api/push/state',
  'post /api/push/leave',
  'get /api/searches',
  // The calendar of messages, and the duty rota, for whoever has the secret address that one of us made for their own.
  'get /calendar/{file}',
  'get /calendar/rota/{file}',
  // Who answers now: what people of ours agreed to show, and nothing else of them.
  'get /who',
  'get /qui',
  'get /who/embed',
  'get /who.json',
  'get /who/photo/{sha256}',
  'get /who/{slug}',
  // Sessions of questions: what was announced, and what was answered.
  'get /live-questions',
  'get /live-questions/{id}',
  'get /vos-questions',
  'get /vos-questions/{id}',
  'get /house-rules',
  'get /api/house-rules',
  // The register of our official accounts: made to be checked by anybody.
  'get /official-accounts',
  'get /comptes-officiels',
  'get /official-accounts.json',
  // A browser on its way back from a network: what it says is only noted, for the session that began it.
  'get /connect/from/{network}',
  'get /p',
  'get /p/accounts/{account}',
  'get /p/{key}',
  'get /p/{key}/picture.png',
  // A short address of ours leads whoever has it to where it was made for.
  'get /l/{code}',
  'get /p/{key}/files/{number}',
  'get /p/{key}/files/{number}/captions.vtt',
  'get /p/{key}/link-picture',
  'get /feeds/{file}',
  'get /feeds/{account}/{file}',
])

const signedIn = (): KnownRoute[] => desk.routes.filter((route) => route.access === 'signed-in')

const call = (route: KnownRoute, headers: Record<string, string>): Promise<Said> =>
  callAs(route, headers, { desk, planted })

/** What each route said, for those that said something else than expected. */
async function unlike(
  routes: readonly KnownRoute[],
  headers: Record<string, string>,
  expected: { status: number; error: string },
): Promise<string[]> {
  const odd: string[] = []
  for (const route of routes) {
    const { status, error, text } = await call(route, headers)
    if (status !== expected.status || error !== expected.error)
      odd.push(`${named(route)}: ${status} ${error}`)
    if (text.includes(marker)) odd.push(`${named(route)}: shows what was planted`)
  }
  return odd
}

test('the walk sees the whole desk', () => {
  expect(desk.routes.length).toBeGreaterThan(60)
  const needed = new Set(signedIn().map((route) => route.may))
  for (const verb of ['read', 'triage', 'watch', 'people', 'records'] as const) expect(needed).toContain(verb)
  expect(signedIn().filter((route) => route.may === undefined)).toEqual([])
})

test('every route is in one list: about one place, somebody’s own, the whole desk, or everybody signed in', () => {
  const lists = [ofOnePlace, ofOnePerson, wholeDesk, everybodySignedIn].map((list) => Object.keys(list))
  const known = lists.flat()
  expect(signedIn().map(named).toSorted()).toEqual(known.toSorted())
  // What is about a place or a person needs something of them to be shot at.
  const needsShot = [...Object.keys(ofOnePlace), ...Object.keys(ofOnePerson)]
  expect(needsShot.filter((one) => !planted.shots.has(one))).toEqual([])
  expect([...planted.shots.keys()].filter((one) => !known.includes(one))).toEqual([])
  const self = signedIn().filter((route) => route.may === 'self')
  expect(self.map(named).filter((one) => one in wholeDesk || one in ofOnePlace)).toEqual([])
})

/** What the register says besides what our accounts are called: telling everybody that is what it is for. */
function beyondNames(route: KnownRoute, text: string): string {
  return isRegister.test(route.path) ? text.replaceAll(`English ${marker}`, '') : text
}
const isRegister = /^\/(official-accounts|comptes-officiels)(\.json)?$/

test('what anybody may read shows nothing of what is inside', async () => {
  const open = desk.routes.filter((route) => route.access === 'public' && !changes(route))
  const shown: string[] = []
  for (const route of open)
    for (const headers of [{}, { cookie: nobody }])
      if (beyondNames(route, (await call(route, headers)).text).includes(marker)) shown.push(named(route))
  expect(shown).toEqual([])
})

test('an address is open to everybody only where that was decided', () => {
  const open = desk.routes.filter((route) => route.access === 'public' && route.fromOutside !== true)
  expect(open.map(named).filter((one) => !openToAll.has(one))).toEqual([])
})

test('without a session nothing that asks for one can be read or changed', async () => {
  const noSession = { status: 401, error: 'signed-out' }
  expect(await unlike(signedIn(), { 'x-bellwether': '1' }, noSession)).toEqual([])
  for (const cookie of ['bw_session=', `bw_session=${'x'.repeat(43)}`, 'bw_session=%00'])
    expect(await unlike(signedIn(), { cookie, 'x-bellwether': '1' }, noSession)).toEqual([])
})

test('another site can make no browser change anything, even of somebody who may', async () => {
  const otherSite = { status: 403, error: 'other-site' }
  const cookie = nobody
  const routes = desk.routes.filter((route) => changes(route) && route.fromOutside !== true)
  expect(routes.length).toBeGreaterThan(25)
  const ours = new URL(desk.url).origin
  for (const forged of [
    { cookie },
    { cookie, origin: ours },
    { cookie, 'x-bellwether': '1', origin: 'https://evil.example' },
    { cookie, 'x-bellwether': '1', origin: 'null' },
    { cookie, 'x-bellwether': '1', origin: `${ours}.evil.example` },
    { cookie, 'x-bellwether': '1', 'sec-fetch-site': 'cross-site' },
    { cookie, 'x-bellwether': '1', 'sec-fetch-site': 'same-site' },
    // A key beside a cookie is no excuse: the browser was here.
    { cookie, authorization: 'Bearer bw_x' },
  ])
    expect(await unlike(routes, forged, otherSite)).toEqual([])
})

test('somebody in no team can do nothing but what is their own', async () => {
  const cookie = nobody
  const need = signedIn().filter((route) => route.may !== 'self')
  const refused = { status: 403, error: 'not-allowed' }
  expect(await unlike(need, { cookie, 'x-bellwether': '1' }, refused)).toEqual([])
})

test('for each verb, everything else one may do does not open what needs it', async () => {
  const wrong: string[] = []
  for (const verb of verbs) {
    const routes = signedIn().filter((route) => route.may === verb)
    if (routes.length === 0) continue
    const others = verbs.filter((other) => other !== verb)
    const cookie = await cookieOf(`All but ${verb}`, { grants: others })
    const headers = { cookie, 'x-bellwether': '1' }
    wrong.push(...(await unlike(routes, headers, { status: 403, error: 'not-allowed' })))
  }
  expect(wrong).toEqual([])
}, 60_000)

test('what asks for a fresh proof is refused without one, to whoever may everything', async () => {
  const cookie = await cookieOf('An Owner', { owner: true })
  const fresh = signedIn().filter((route) => route.fresh === true)
  expect(fresh.map(named)).toContain('post /api/programs/keys')
  const stale = { status: 403, error: 'not-fresh' }
  expect(await unlike(fresh, { cookie, 'x-bellwether': '1' }, stale)).toEqual([])
})

test('whoever left, or signed out, finds every door closed', async () => {
  const headers = { cookie: await cookieOf('A Leaver', { grants: verbs }), 'x-bellwether': '1' }
  const some = signedIn().find(
    (route) => route.may === 'read' && !changes(route) && !route.path.includes('{'),
  )
  if (some) expect((await call(some, headers)).status).toBe(200)
  const people = desk.store.db.withTables<PeopleTables>()
  await people.updateTable('people').set({ left_at: new Date() }).where('id', '=', 'walk-A Leaver').execute()
  expect(await unlike(signedIn(), headers, { status: 401, error: 'signed-out' })).toEqual([])
})

/** A key may call so often at once; there are more addresses than that. */
const callsAKey = 100

/** What answers otherwise than expected to programs that hold these grants, each asked with a key that has calls left. */
async function unlikeForPrograms(
  routes: readonly KnownRoute[],
  grants: readonly Grant[],
  expected: Parameters<typeof unlike>[2],
): Promise<string[]> {
  const wrong: string[] = []
  for (let at = 0; at < routes.length; at += callsAKey) {
    const authorization = `Bearer ${await newKey(desk, planted.owner.cookie, grants)}`
    wrong.push(...(await unlike(routes.slice(at, at + callsAKey), { authorization }, expected)))
  }
  return wrong
}

test('a program’s key opens only what it was made for', async () => {
  const read = [everywhere('read')]
  const notForIt = { status: 403, error: 'not-allowed' }
  const other = signedIn().filter(
    (route) => route.may !== 'read' && route.may !== 'self' && route.fresh !== true,
  )
  expect(await unlikeForPrograms(other, read, notForIt)).toEqual([])
  const inPerson = signedIn().filter((route) => route.may === 'self' || route.fresh === true)
  expect(await unlikeForPrograms(inPerson, read, { status: 403, error: 'not-for-programs' })).toEqual([])
  const reads = signedIn().filter((route) => route.may === 'read')
  expect(await unlikeForPrograms(reads, [everywhere('triage')], notForIt)).toEqual([])
  const secret = await newKey(desk, planted.owner.cookie, read)
  const typo = { authorization: `Bearer ${secret.slice(0, -1)}` }
  expect(await unlike(signedIn(), typo, { status: 401, error: 'signed-out' })).toEqual([])
})

test('every answer, also a refusal, carries the headers that keep browsers safe', async () => {
  const cookie = nobody
  const missing: string[] = []
  for (const route of desk.routes) {
    const { headers } = await call(route, { cookie, 'x-bellwether': '1' })
    const policy = headers.get('content-security-policy') ?? ''
    const isSafe =
      policy.includes("frame-ancestors 'none'") &&
      policy.includes("base-uri 'none'") &&
      !policy.includes('unsafe') &&
      headers.get('x-content-type-options') === 'nosniff' &&
      (headers.get('referrer-policy') ?? '') !== '' &&
      headers.get('permissions-policy') !== null &&
      headers.get('access-control-allow-origin') === null
    if (!isSafe) missing.push(named(route))
  }
  expect(missing).toEqual([])
  const page = await fetch(new URL('/', desk.url))
  const policy = page.headers.get('content-security-policy') ?? ''
  for (const part of ["object-src 'none'", "worker-src 'self'", "form-action 'self'", "script-src 'self'"])
    expect(policy).toContain(part)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
})

/** A second desk: the limits of the first count what the walk above has sent. */
let town: { desk: Desk; planted: Planted }
beforeAll(async () => {
  const other = await openTown('brown-water', 1)
  town = { desk: other, planted: await plant(other) }
}, 120_000)
afterAll(() => town?.desk.close())

const listed = (list: object): KnownRoute[] => desk.routes.filter((route) => named(route) in list)

/** Shoots at every route of a list as somebody; says where something was let in, or shown that `isShown` finds. */
async function shootAt(
  list: Readonly<Record<string, { says?: number } | string>>,
  headers: Record<string, string>,
  isShown: (said: Said) => boolean,
): Promise<string[]> {
  const wrong: string[] = []
  const before = await town.planted.state()
  for (const route of listed(list)) {
    const entry = list[named(route)]
    const said = await callAs(route, headers, town)
    const expected = typeof entry === 'object' ? entry.says : undefined
    const isRefused = [403, 404, 409, 422].includes(said.status)
    if (expected === undefined ? !isRefused : said.status !== expected)
      wrong.push(`${named(route)}: ${said.status} ${said.error}`)
    if (isShown(said)) wrong.push(`${named(route)}: shows what is not theirs`)
    if ((await town.planted.state()) !== before) return [...wrong, `${named(route)}: changed something`]
  }
  return wrong
}

test('who may everything, but for another account, language or lane, changes nothing here', async () => {
  const may = (where: Partial<Grant>): Grant[] =>
    accountVerbs.map((verb) => ({ ...everywhere(verb), ...where }))
  const elsewhere = [
    ...may({ account: 'practice' }),
    ...may({ language: 'fr' }),
    ...may({ lane: 'exercise' }),
  ]
  const { cookie } = await newWalker(town.desk, 'Elsewhere', {
    grants: ['read', ...elsewhere],
    isFresh: true,
  })
  // They may read: what the desk drafts is seen by everybody who may.
  const headers = { cookie, 'x-bellwether': '1' }
  expect(await shootAt(ofOnePlace, headers, () => false)).toEqual([])
  const writes = elsewhere.filter(({ verb }) => verb === 'write' || verb === 'publish')
  const secret = await newKey(town.desk, town.planted.owner.cookie, [everywhere('read'), ...writes])
  expect(await shootAt(ofOnePlace, { authorization: `Bearer ${secret}` }, () => false)).toEqual([])
}, 60_000)

test('without the right to read, no refusal shows what somebody else wrote, not even that it comes too late', async () => {
  const may = [...accountVerbs].map((verb) => ({ ...everywhere(verb), language: 'fr' }))
  const { cookie } = await newWalker(town.desk, 'Blind', { grants: may, isFresh: true })
  const writes = may.filter(({ verb }) => verb === 'write' || verb === 'publish')
  const secret = await newKey(town.desk, town.planted.owner.cookie, writes)
  const shows = ({ text }: Said): boolean => text.includes(marker)
  for (const headers of [{ cookie, 'x-bellwether': '1' }, { authorization: `Bearer ${secret}` }]) {
    expect(await shootAt(ofOnePlace, headers, shows)).toEqual([])
    const late = listed(ofOnePlace).filter((route) => town.planted.shots.get(named(route))?.late)
    expect(late).toHaveLength(5)
    for (const route of late) {
      const said = await callAs(route, headers, { ...town, isLate: true })
      expect([named(route), said.status, shows(said)]).toEqual([named(route), 409, false])
    }
  }
}, 60_000)

test('what is somebody’s own is neither shown to a colleague who may everything, nor changed by them', async () => {
  const { cookie } = await newWalker(town.desk, 'A Colleague', { grants: verbs, isFresh: true })
  const headers = { cookie, 'x-bellwether': '1' }
  const { ownIds } = town.planted
  const shows = ({ text }: Said): boolean => ownIds.some((id) => text.includes(id))
  expect(await shootAt(ofOnePerson, headers, shows)).toEqual([])
  const wrong: string[] = []
  const before = await town.planted.state()
  // Signing oneself out comes last: it would make the rest a walk without a session.
  const self = listed(everybodySignedIn).toSorted((a, b) => order(a) - order(b))
  for (const route of self) {
    const said = await callAs(route, headers, town)
    if (said.status === 401 || said.status >= 500) wrong.push(`${named(route)}: ${said.status}`)
    if (shows(said) || said.text.includes(marker)) wrong.push(`${named(route)}: shows what is not theirs`)
  }
  expect(wrong).toEqual([])
  expect(await town.planted.state()).toBe(before)
})

const order = (route: KnownRoute): number => (named(route) === 'delete /api/session' ? 1 : 0)

test('the same requests work for whom they belong to: the walk has shot at what is really there', async () => {
  const wrong: string[] = []
  for (const route of listed({ ...ofOnePlace, ...ofOnePerson })) {
    const cookie = town.planted.shots.get(named(route))?.by?.cookie ?? ''
    const before = await town.planted.state()
    const said = await callAs(route, { cookie, 'x-bellwether': '1' }, town)
    const isDone = said.status < 300 && (!changes(route) || (await town.planted.state()) !== before)
    if (!isDone) wrong.push(`${named(route)}: ${said.status} ${said.error}`)
  }
  expect(wrong).toEqual([])
}, 60_000)

test('every guard the self-review names is there, and every test that tries to break it', async () => {
  const root = new URL('../../', import.meta.url)
  const review = await readFile(new URL('docs/security.md', root), 'utf8')
  const tests = [...review.matchAll(/`([\w./-]+\.test\.ts)` "([^"]+)"/gu)]
  expect(tests.length).toBeGreaterThan(50)
  for (const [, file = '', name = ''] of tests)
    expect(await readFile(new URL(file, root), 'utf8'), `${file} has no test of this name`).toContain(name)
  const guards = [...review.matchAll(/`((?:src|test|tools)\/[\w./-]+\.\w+)`/gu)]
  for (const [, file = ''] of guards) expect(await readFile(new URL(file, root), 'utf8')).not.toBe('')
})
