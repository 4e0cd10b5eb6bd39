import { afterEach, expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import { OfficialBoard } from '#roles/faces/life-cycle/contract.ts'
import { PublicRegister } from '#roles/faces/register/contract.ts'
import { lookAtAll } from '#roles/faces/register/daily.ts'
import { lookAt } from '#roles/faces/register/looking.ts'
import { openOffice, profile, type OfficialPeople } from '#roles/faces/register/test-official.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const signal = new AbortController().signal
const going = { signal, extend: async () => true }
const entry = {
  kind: 'role',
  purpose: { en: 'The mayor’s office', fr: 'Le bureau du maire' },
  profileUrl: 'https://town.example/@town',
  isListed: true,
  since: '2024-05-01',
}

async function opened(people: OfficialPeople = { ana: 'owner', rose: ['read', 'accounts'], obs: ['read'] }) {
  const office = await openOffice(people)
  undo.push(() => office.store.close())
  await office.account('town')
  return office
}

test('what somebody writes about an account is public in both languages, as a page and for programs, and on record', async () => {
  const { ask, records } = await opened()
  expect((await ask('/api/official-accounts/town', { by: 'ana', method: 'PUT', body: entry })).status).toBe(
    200,
  )
  const english = await ask('/official-accounts')
  expect(english.text).toContain('<html lang="en-CA">')
  expect(english.text).toContain('<a rel="me" href="https://town.example/@town">')
  expect(english.text).toContain('mayor&#8217;s office'.replace('&#8217;', '’'))
  expect(english.text).not.toMatch(/<script|onclick/)
  const french = await ask('/comptes-officiels')
  expect(french.text).toContain('<html lang="fr-CA">')
  expect(french.text).toContain('Le bureau du maire')
  expect(french.text).toContain('1 mai 2024')
  const { json, headers } = await ask('/official-accounts.json')
  expect(headers.get('cache-control')).toBe('public, max-age=60')
  expect(PublicRegister.parse(json)).toMatchObject({
    organization: 'Havre-Clair',
    accounts: [{ network: 'mastodon', handle: '@town@town.example', kind: 'role', since: '2024-05-01' }],
  })
  expect((await records('account:town')).at(-1)).toMatchObject({
    does: 'register-entry',
    to: { kind: 'role' },
  })
})

test('whoever asks is told whether an account is ours, was, or only looks so', async () => {
  const { ask } = await opened()
  const said = async (name: string) => (await ask(`/official-accounts?name=${encodeURIComponent(name)}`)).text
  expect(await said('@Town')).toContain('Yes, this account is ours')
  expect(await said('town@town.example')).toContain('Yes, this account is ours')
  expect(await said('https://town.example/@town/')).toContain('Yes, this account is ours')
  expect(await said('town@elsewhere.example')).toContain('looks like one of ours')
  expect(await said('tоwn')).toContain('looks like one of ours')
  expect(await said('somebody-else')).toContain('not one of ours')
  expect(await said('   ')).not.toContain('role="status"')
})

test('nothing that is asked becomes markup, however long or strange', async () => {
  const { ask } = await opened()
  const hostile = [
    '"><script>alert(1)</script>',
    '<img src=x onerror=1>',
    '\u202Eevil',
    '%',
    '🦆'.repeat(500),
    'a\u0000b',
  ]
  for (const name of hostile) {
    const { status, text } = await ask(`/official-accounts?name=${encodeURIComponent(name)}`)
    expect(status).toBe(200)
    expect(text).not.toMatch(/<script|<img/)
  }
})

test('an account that is not listed is in no public list', async () => {
  const { ask } = await opened()
  await ask('/api/official-accounts/town', { by: 'ana', method: 'PUT', body: { ...entry, isListed: false } })
  expect((await ask('/official-accounts')).text).not.toContain('@town@town.example')
  expect(PublicRegister.parse((await ask('/official-accounts.json')).json).accounts).toEqual([])
})

test('who may not look after accounts changes nothing', async () => {
  const { ask } = await opened()
  for (const [path, method, body] of [
    ['/api/official-accounts/town', 'PUT', entry],
    ['/api/official-accounts/town/look', 'POST', undefined],
    ['/api/official-accounts/town/accept', 'POST', { kind: 'text' }],
    ['/api/look-alikes/search', 'POST', undefined],
  ] as const)
    expect((await ask(path, { by: 'obs', method, body })).status).toBe(403)
  const bad = { ...entry, profileUrl: 'javascript:alert(1)' }
  expect((await ask('/api/official-accounts/town', { by: 'ana', method: 'PUT', body: bad })).status).toBe(422)
  expect((await ask('/api/official-accounts/none', { by: 'ana', method: 'PUT', body: entry })).status).toBe(
    404,
  )
})

test('a profile that says something else rings once, shows what changed, and is found right by a person', async () => {
  const { needs, network, time, bells, ask, records } = await opened()
  await lookAt(needs, 'town', signal)
  expect(await bells()).toEqual([])
  network.own = { kind: 'profile', profile: profile({ bio: 'Send us money.' }) }
  for (let day = 0; day < 3; day += 1) {
    time.nowMs += dayMs
    await lookAt(needs, 'town', signal)
  }
  expect(await bells()).toEqual([
    'ana: Look at Town of Havre-Clair (town@town.example): something changed',
    'rose: À vérifier : Town of Havre-Clair (town@town.example) a changé',
  ])
  const board = OfficialBoard.parse((await ask('/api/official-accounts', { by: 'obs' })).json)
  expect(board.accounts[0]?.change).toMatchObject({
    noted: { bio: 'News of the town.' },
    seen: { bio: 'Send us money.' },
  })
  expect(board.accounts[0]?.checks.find(({ kind }) => kind === 'text')).toMatchObject({
    state: 'bad',
    code: 'text-changed',
  })
  const accepted = await ask('/api/official-accounts/town/accept', { by: 'rose', body: { kind: 'text' } })
  expect(OfficialBoard.parse(accepted.json).accounts[0]?.change).toBeUndefined()
  expect((await records('account:town')).at(-1)).toMatchObject({
    does: 'found-right',
    from: { bio: 'News of the town.' },
  })
  expect(
    (await ask('/api/official-accounts/town/accept', { by: 'rose', body: { kind: 'text' } })).status,
  ).toBe(409)
})

test('another account behind our handle, one that is gone and one that was renamed ring; a network that is away does not, at first', async () => {
  const { needs, network, time, bells } = await opened()
  const check = async () => {
    time.nowMs += hourMs
    await lookAt(needs, 'town', signal)
    const { standingsOf } = await import('#roles/faces/register/store.ts')
    const one = (await standingsOf(needs.store.db)).get('town')?.get('profile')
    return `${one?.state} ${one?.code}`
  }
  expect(await check()).toBe('ok profile-there')
  network.own = { kind: 'unanswered', why: 'timeout', detail: 'no complete answer in time' }
  expect(await check()).toBe('unknown unanswered')
  expect(await bells()).toHaveLength(0)
  time.nowMs += 3 * dayMs
  expect(await check()).toBe('unknown unanswered')
  expect(await bells()).toHaveLength(2)
  network.own = { kind: 'profile', profile: profile({ id: 'did:plc:thief' }) }
  expect(await check()).toBe('bad another-account')
  network.own = { kind: 'gone', detail: 'AccountTakedown' }
  expect(await check()).toBe('bad profile-gone')
  expect(await bells()).toHaveLength(4)
  network.own = { kind: 'profile', profile: profile({ handle: 'town-2@town.example' }) }
  expect(await check()).toBe('bad renamed')
})

test('a sign-in that is lost is seen on the same day', async () => {
  const { needs, board, bells, ask } = await opened()
  board.splice(
    0,
    1,
    ...board.map((one) => ({ ...one, state: 'lost' as const, problem: 'revoked', detail: 'signed out' })),
  )
  await lookAtAll(needs, going)
  expect(await bells()).toHaveLength(2)
  const { accounts } = OfficialBoard.parse((await ask('/api/official-accounts', { by: 'obs' })).json)
  expect(accounts[0]).toMatchObject({
    life: 'not-connected',
    checks: [{ kind: 'sign-in', state: 'bad', code: 'sign-in-lost' }],
  })
})

test('a look is not confused by a profile in every script, nor by what a database cannot hold', async () => {
  const { needs, network, ask } = await opened()
  await lookAt(needs, 'town', signal)
  const bio = '\u0000\uD800 <b>العربية</b> 漢字 🦆 '.repeat(200)
  network.own = {
    kind: 'profile',
    profile: profile({ bio, name: '\u202Etown', fields: [{ name: 'x', text: '\u0000' }] }),
  }
  expect(await lookAt(needs, 'town', signal)).toBe('looked')
  expect(await lookAt(needs, 'town', signal)).toBe('looked')
  expect((await ask('/api/official-accounts', { by: 'obs' })).status).toBe(200)
})
