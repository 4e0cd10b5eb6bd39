import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { townPicture } from '#networks/practice/picture.ts'
import { practiceProfiles } from '#networks/practice/profiles.ts'
import type { NetworkProfile } from '#networks/profile.ts'
import { LookAlikeList, LookAlikePage } from '#roles/faces/look-alikes/contract.ts'
import { sweepLookAlikes } from '#roles/faces/look-alikes/keeping.ts'
import { searchFor } from '#roles/faces/look-alikes/searching.ts'
import { lookAtAll } from '#roles/faces/register/daily.ts'
import { lookAt } from '#roles/faces/register/looking.ts'
import { openOffice, profile } from '#roles/faces/register/test-official.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const signal = new AbortController().signal

async function opened(o: { isPractice?: boolean } = {}) {
  const office = await openOffice({ ana: 'owner', obs: ['read'] }, o)
  undo.push(() => office.store.close())
  await office.account('town', { handle: '@havreclair@town.example', name: 'Town of Havre-Clair' })
  const found = (...profiles: NetworkProfile[]): void => {
    office.network.found = { kind: 'found', profiles, isWhole: true }
  }
  const list = async () => LookAlikeList.parse((await office.ask('/api/look-alikes', { by: 'ana' })).json)
  return { ...office, found, list, search: () => searchFor(office.needs, 'town', signal) }
}

const impostor = profile({
  ...{ id: 'did:plc:thief', handle: 'hаvreclair@elsewhere.example', name: 'Town of Havre-Clair' },
  ...{ url: 'https://elsewhere.example/@hаvreclair', bio: '<script>alert(1)</script> official' },
})
const namesake = profile({
  id: 'did:plc:baker',
  handle: 'bakers@town.example',
  name: 'Old Town bakers',
  bio: 'Bread.',
})

test('an impostor is found, told once with the reasons, and nothing is kept of anybody else', async () => {
  const { found, list, search, bells, store, time, ask } = await opened()
  found(profile({ handle: 'havreclair@town.example' }), impostor, namesake)
  await search()
  time.nowMs += dayMs
  await search()
  const { lookAlikes, searches } = await list()
  expect(lookAlikes).toHaveLength(1)
  expect(lookAlikes[0]).toMatchObject({
    handle: 'hаvreclair@elsewhere.example',
    reasons: [
      { kind: 'handle-drawn-alike', letters: 'а (U+0430) = a' },
      { kind: 'same-name' },
      { kind: 'says-official' },
    ],
  })
  expect(searches).toMatchObject([{ state: 'done', candidates: 2, isWhole: true }])
  expect(await bells()).toEqual(['ana: An account imitates Town of Havre-Clair'])
  const { rows } = await sql<{ all: string }>`select look_alikes::text as all from look_alikes`.execute(
    store.db,
  )
  // Neither the words of its profile nor anything of the namesake.
  expect(JSON.stringify(rows)).not.toMatch(/script|Bread|bakers/)
  expect((await ask('/api/look-alikes', { by: 'obs' })).status).toBe(403)
})

test('a report is ready in both languages with everything the network must know, and a warning sends nobody there', async () => {
  const { found, list, search, ask } = await opened()
  found(impostor)
  await search()
  const [one] = (await list()).lookAlikes
  const page = LookAlikePage.parse((await ask(`/api/look-alikes/${one?.id}`, { by: 'ana' })).json)
  for (const words of [
    'hаvreclair@elsewhere.example',
    'https://desk.example/official-accounts',
    'U+0430',
    'Havre-Clair',
  ])
    expect(page.report.en).toContain(words)
  expect(page.report.fr).toContain('https://desk.example/comptes-officiels')
  expect(page.form?.url).toBe('https://elsewhere.example/about')
  expect(page.warning.text.en).not.toMatch(/@h|elsewhere.example\/@/)
})

test('what somebody works on stays; the rest is forgotten after 30 days', async () => {
  const { found, list, search, ask, time, store } = await opened()
  found(impostor, { ...impostor, id: 'did:plc:second', handle: 'havreclaіr@elsewhere.example' })
  await search()
  const [kept, other] = (await list()).lookAlikes
  await ask(`/api/look-alikes/${kept?.id}/acts`, { by: 'ana', body: { does: 'keep', note: 'reported' } })
  time.nowMs += 29 * dayMs
  await sweepLookAlikes(store.db, time.nowMs)
  expect((await list()).lookAlikes).toHaveLength(2)
  time.nowMs += 2 * dayMs
  await sweepLookAlikes(store.db, time.nowMs)
  expect((await list()).lookAlikes.map(({ id }) => id)).toEqual([kept?.id])
  expect((await ask(`/api/look-alikes/${other?.id}`, { by: 'ana' })).status).toBe(404)
})

test('who is no impostor is forgotten at once, never shown again, and three of a kind teach', async () => {
  const { found, list, search, ask, store, records } = await opened()
  const fan = (n: number) =>
    profile({
      id: `did:plc:fan${n}`,
      handle: `fan${n}@x.example`,
      name: 'Town of Havre-Clair',
      bio: 'The official fan club.',
    })
  found(fan(1), fan(2), fan(3))
  await search()
  const { lookAlikes } = await list()
  expect(lookAlikes).toHaveLength(3)
  for (const { id } of lookAlikes)
    expect(
      (await ask(`/api/look-alikes/${id}/acts`, { by: 'ana', body: { does: 'not-an-impostor' } })).status,
    ).toBe(200)
  found(fan(1), fan(2), fan(3), fan(4))
  await search()
  expect((await list()).lookAlikes).toEqual([])
  found(fan(4), impostor)
  await search()
  expect((await list()).lookAlikes.map(({ handle }) => handle)).toEqual([impostor.handle])
  expect((await list()).lessons).toBe(3)
  const { rows } = await sql<{
    all: string
  }>`select look_alike_lessons::text as all from look_alike_lessons`.execute(store.db)
  expect(JSON.stringify([rows, await records('account:town')])).not.toContain('fan')
})

test('a copied picture is seen also when it was scaled and packed again, and only where the network keeps pictures', async () => {
  const { default: sharp } = await import('sharp')
  const { needs, network, found, list, search } = await opened()
  const ours = await sharp(townPicture(5)).resize(256, 256).png().toBuffer()
  network.own = {
    kind: 'profile',
    profile: profile({ handle: 'havreclair@town.example', avatarUrl: 'ours' }),
  }
  network.pictures.set('ours', ours)
  network.pictures.set('copy', await sharp(ours).resize(90, 90).jpeg({ quality: 60 }).toBuffer())
  network.pictures.set('other', await sharp(townPicture(77)).resize(90, 90).jpeg().toBuffer())
  network.pictures.set('broken', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))
  await lookAt(needs, 'town', signal)
  const near = (id: string) =>
    profile({ id, handle: `havreclair-${id}@x.example`, name: 'Somebody', bio: '', avatarUrl: id })
  found(near('copy'), near('other'), near('broken'), near('missing'))
  await search()
  expect(
    (await list()).lookAlikes.map(({ handle, reasons }) => [handle, reasons.map(({ kind }) => kind)]),
  ).toEqual([['havreclair-copy@x.example', ['handle-holds-ours', 'same-picture']]])
})

test('a network that does not answer is told as such, and nobody is taken for gone', async () => {
  const { network, found, list, search } = await opened()
  found(impostor)
  await search()
  network.found = { kind: 'unanswered', why: 'rate-limited', detail: '429' }
  await search()
  expect(await list()).toMatchObject({
    searches: [{ state: 'unanswered', why: 'rate-limited' }],
    lookAlikes: [{}],
  })
})

test('somebody notes one by hand where the desk cannot search, once', async () => {
  const { ask, list } = await opened()
  const form = {
    account: 'town',
    network: 'Facebook',
    handle: 'Havre Clair Refunds',
    url: 'https://facebook.example/hc',
  }
  expect((await ask('/api/look-alikes', { by: 'ana', body: form })).status).toBe(200)
  expect((await ask('/api/look-alikes', { by: 'ana', body: form })).status).toBe(409)
  expect((await ask('/api/look-alikes', { by: 'ana', body: { ...form, url: 'javascript:1' } })).status).toBe(
    422,
  )
  expect((await ask('/api/look-alikes', { by: 'ana', body: { ...form, account: 'none' } })).status).toBe(404)
  expect(await list()).toMatchObject({
    lookAlikes: [{ network: 'facebook', foundBy: 'ana', reasons: [{ kind: 'by-hand' }] }],
  })
})

test('a desk that practises searches only when somebody asks, and finds the impostor of the town', async () => {
  const { needs, list, board } = await opened({ isPractice: true })
  board.splice(0, 1, ...board.map((one) => ({ ...one, state: 'own' as const })))
  const practising = {
    ...needs,
    profilesOf: () => practiceProfiles({ handle: 'havreclair', name: 'Town of Havre-Clair' }),
  }
  await lookAtAll(practising, { signal, extend: async () => true })
  expect((await list()).lookAlikes).toEqual([])
  await searchFor(practising, 'town', signal)
  expect((await list()).lookAlikes).toMatchObject([
    {
      reasons: [
        { kind: 'handle-drawn-alike' },
        { kind: 'same-name' },
        { kind: 'same-picture' },
        { kind: 'says-official' },
      ],
    },
  ])
})
