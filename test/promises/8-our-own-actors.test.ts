import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openDesk, type Desk } from '#app/desk.ts'
import { silentLog } from '#kernel/log.ts'
import { minuteMs, wallClock, type Clock } from '#kernel/time.ts'
import { keys } from '#networks/activitypub/addresses.ts'
import { deliverQueued } from '#networks/activitypub/deliver.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { serveFederation } from '#networks/activitypub/serve.ts'
import { signedHeaders } from '#networks/activitypub/sign.ts'
import {
  listening,
  testActor,
  testCredentials,
  testDesk,
  type TestDesk,
} from '#networks/activitypub/test-desk.ts'
import { hearNow, inShort, until } from '#networks/activitypub/test-hearing.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'
import { RecordPage } from '#records/contract.ts'
import { liveNetworks } from '#app/live-networks.ts'
import { Message } from '#roles/publishing/contract.ts'
import { AccountBoard, DeliveryList } from '#sending/contract.ts'
import { testFolder } from '#store/test-store.ts'
import { freePort } from '../support/free-port.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 8 on the fediverse: a desk speaks and is answered there by itself, with no account at any network. A whole desk, and a
// second server of the same kind in memory, speak to each other over loopback.

const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

/** Another server, with one person on it. `told`: what was delivered there, by the ids of activities, as often as it was taken. */
type Elsewhere = { desk: TestDesk; actorId: string; told: string[]; isDown: boolean; close(): Promise<void> }

async function elsewhere(): Promise<Elsewhere> {
  let answer: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 })
  const { origin, close } = await listening((request) => answer(request))
  const actors = [testActor({ name: 'zoe', account: 'zoe' })]
  const desk = testDesk({ origin, actors: async () => actors, allowPrivateNetworks: true })
  const serve = serveFederation(desk)
  const delivering = deliverQueued(desk, { chance: () => 0 })
  const server: Elsewhere = {
    ...{ desk, actorId: `${origin}/ap/actors/zoe`, told: [], isDown: false },
    async close() {
      desk.stop()
      await delivering
      await close()
    },
  }
  answer = async (request) => {
    if (request.method !== 'POST') return serve(request)
    if (server.isDown) return new Response(null, { status: 503 })
    const id = textOf(fieldsOf(await request.clone().json()), 'id') ?? ''
    const response = await serve(request)
    if (response.status === 202) server.told.push(id)
    return response
  }
  return server
}

/** What a person there posts to an inbox of the desk, signed by them. */
async function posted(from: Elsewhere, activity: object, desk: TestDesk = from.desk): Promise<number> {
  const [actor] = await desk.actors()
  const url = `${origin}/ap/inbox`
  const body = JSON.stringify(activity)
  const { host: _, ...headers } = await signedHeaders({ url, body }, actor ?? testActor(), desk)
  return (await fetch(url, { method: 'POST', headers, body })).status
}

let origin: string
let port: number
let dataDir: string
let desk: Desk
let zoe: Elsewhere

function openHere(clock: Clock = wallClock): Promise<Desk> {
  return openDesk({
    ...{ dataDir, port, host: '127.0.0.1', publicUrl: origin, allowPrivateNetworks: true, clock },
    ...{ locale: 'en', timeZone: 'America/Toronto', matchThreads: 1, providers: [] },
    plan: { mode: 'live', readers: [], networks: liveNetworks() },
    ...{ log: silentLog, progress: () => undefined },
    scripts: new URL('../../dist/server/', import.meta.url),
    screens: fileURLToPath(new URL('../../dist/web/', import.meta.url)),
  })
}

let olive: Joined
let wen: Joined
let ana: Joined
let account: string

beforeAll(async () => {
  port = await freePort()
  origin = `http://127.0.0.1:${port}`
  dataDir = testFolder()
  zoe = await elsewhere()
  desk = await openHere()
  olive = await joinDesk(desk, { name: 'Olive', owner: true })
  wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  account = await connected()
}, 120_000)

afterAll(async () => {
  await desk.close()
  await zoe.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function said({ ask }: Joined, path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const answer = await ask(path, { method, body })
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? undefined : answer.json()
}

/** Notes an account and connects it, as the guided screen does. */
async function connected(): Promise<string> {
  const form = { network: 'activitypub', handle: '@city', name: 'City', languages: ['en', 'fr'] }
  const { id } = z.object({ id: z.string() }).parse(await said(olive, '/api/accounts', form))
  await freshen(desk, olive.id)
  const filledIn = {
    ...{ handle: 'city', displayName: 'City of Havre-Clair', displayNameFr: 'Ville de Havre-Clair' },
    summary: 'News of the city.',
  }
  const wrong = await olive.ask(`/api/connections/${id}`, {
    ...{ method: 'PUT', body: { ...filledIn, handle: 'mairie' } },
  })
  expect([wrong.status, await wrong.json()]).toMatchObject([409, { fields: { handle: {} } }])
  const board = AccountBoard.parse(await said(olive, `/api/connections/${id}`, filledIn, 'PUT'))
  expect(board.accounts.find((one) => one.account === id)).toMatchObject({ state: 'connected' })
  return id
}

async function asked(made: Message): Promise<void> {
  await said(wen, `/api/messages/${made.id}/ask`, { revision: made.revision })
  const versions = made.versions.map(({ content, sha256 }) => ({
    ...{ account: content.account, language: content.language, sha256 },
  }))
  await said(ana, `/api/approvals/${encodeURIComponent(`message:${made.id}`)}/approve`, { versions })
  await said(ana, `/api/messages/${made.id}/send`, { revision: made.revision })
}

/** Says something in both languages; the message, and the addresses of its notes by language. */
async function speak(en: string, fr: string): Promise<{ id: string; notes: Record<string, string> }> {
  const versions = Object.entries({ en, fr }).map(([language, text]) => ({ account, language, text }))
  const form = { title: 'Water', lane: 'normal', versions }
  const made = Message.parse(await said(wen, '/api/messages', form))
  await asked(made)
  const out = await until(async () => {
    const now = Message.parse(await (await wen.ask(`/api/messages/${made.id}`)).json())
    return now.publications.length === 2 ? now : undefined
  })
  const notes = Object.fromEntries(out.publications.map(({ language, url }) => [language, url]))
  return { id: made.id, notes }
}

/** Says that something was wrong, gives both languages other words, and has them approved and sent. */
async function correct(id: string, en: string, fr: string): Promise<void> {
  const read = async (): Promise<Message> =>
    Message.parse(await (await wen.ask(`/api/messages/${id}`)).json())
  const { revision, title, lane } = await read()
  const versions = Object.entries({ en, fr }).map(([language, text]) => ({ account, language, text }))
  await said(wen, `/api/messages/${id}`, { revision, title, lane, versions }, 'PUT')
  const sentences = { en: 'The hour was wrong.', fr: 'L’heure était fausse.' }
  const at = (await read()).revision
  await said(wen, `/api/messages/${id}/correction`, { revision: at, sentences }, 'PUT')
  await asked(await read())
}

async function isQueueEmpty(): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from federation_deliveries`.execute(desk.store.db)
  return rows[0]?.count === 0
}

const activityJson = { headers: { accept: 'application/activity+json' } }

test('an actor for each language is found by its handle, and keeps its name for ever', async () => {
  const host = `127.0.0.1:${port}`
  for (const [name, displayName] of [
    ['city', 'City of Havre-Clair'],
    ['city_fr', 'Ville de Havre-Clair'],
  ]) {
    const found = await fetch(`${origin}/.well-known/webfinger?resource=acct:${name}@${host}`)
    expect(await found.json()).toMatchObject({ subject: `acct:${name}@${host}` })
    const actor = await (await fetch(`${origin}/ap/actors/${name}`, activityJson)).json()
    expect(actor).toMatchObject({ preferredUsername: name, name: displayName })
    expect(JSON.stringify(actor)).not.toContain('PRIVATE KEY')
  }
  await freshen(desk, olive.id)
  const other = { handle: '@mairie', displayName: 'Mairie', summary: 'x' }
  const again = await olive.ask(`/api/connections/${account}`, { method: 'PUT', body: other })
  expect(again.status).toBe(409)
  const board = AccountBoard.parse(await (await olive.ask('/api/connections')).json())
  const network = board.networks.find((one) => one.network === 'activitypub')
  expect(network).toMatchObject({ can: { edits: true, deletes: true, replies: true } })
})

test('what nobody signed, somebody else signed, or was changed on its way, is refused and changes nothing', async () => {
  const follow = {
    id: `${zoe.actorId}#follow-0`,
    type: 'Follow',
    actor: zoe.actorId,
    object: `${origin}/ap/actors/city`,
  }
  const url = `${origin}/ap/actors/city/inbox`
  const headers = { 'content-type': 'application/activity+json' }
  expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(follow) })).status).toBe(401)
  const stranger = await elsewhere()
  onTestFinished(() => stranger.close())
  expect(await posted(stranger, follow)).toBe(401)
  const forged = testDesk({
    ...zoe.desk,
    actors: async () => [testActor({ name: 'zoe', credentials: testCredentials() })],
  })
  expect(await posted(zoe, follow, forged)).toBe(401)
  expect((await fetch(url, { method: 'POST', headers, body: 'x'.repeat(300_000) })).status).toBe(413)
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(415)
  expect(await (await fetch(`${origin}/ap/actors/city/followers`)).json()).toMatchObject({ totalItems: 0 })
})

test(
  'who follows is told what is approved, once; what they answer is on record; corrections and removals reach them too',
  { timeout: 60_000 },
  async () => {
    const clerk = await joinDesk(desk, { name: 'Maya', teams: ['Records'] })
    const city = `${origin}/ap/actors/city`
    const follow = { id: `${zoe.actorId}#follow-1`, type: 'Follow', actor: zoe.actorId, object: city }
    expect(await posted(zoe, follow)).toBe(202)
    await until(() => zoe.told.some((id) => id.startsWith(`${city}#accept-`)))
    const { id, notes } = await speak('Water is cut until six.', 'L’eau est coupée jusqu’à six heures.')
    const note = notes['en'] ?? ''
    await until(() => zoe.told.includes(`${note}#create`))
    // They follow the English actor, and are not told twice in a language they did not choose.
    await until(isQueueEmpty)
    expect(zoe.told.filter((one) => one.includes('#create'))).toEqual([`${note}#create`])
    expect(await (await fetch(note, activityJson)).json()).toMatchObject({
      contentMap: { en: '<p>Water is cut until six.</p>' },
    })

    const voice = activitypubNetwork(zoe.desk).open({
      ...{ account: 'zoe', handle: 'zoe', languages: ['en'], credentials: testCredentials() },
    })
    const answer = {
      ...textPart('Until six today?', { key: 'z1-0', atMs: Date.now() }),
      replyTo: `activitypub:${note}`,
    }
    expect(await voice.send(answer, needs)).toMatchObject({ kind: 'sent' })
    const replies = await until(async () => {
      const page = RecordPage.parse(await (await clerk.ask('/api/records?kind=reply-received')).json())
      return page.entries.length > 0 ? page.entries : undefined
    })
    expect(replies).toMatchObject([
      {
        account,
        language: 'en',
        facts: { network: 'activitypub', answers: `message:${id}`, text: 'Until six today?' },
      },
    ])

    await correct(id, 'Water is cut until seven.', 'L’eau est coupée jusqu’à sept heures.')
    const update = await until(() => zoe.told.find((one) => one.startsWith(`${note}#update-`)))
    expect(await (await fetch(note, activityJson)).json()).toMatchObject({
      content: '<p>Water is cut until seven.</p>',
    })
    await until(isQueueEmpty)
    expect(zoe.told.filter((one) => one === update)).toHaveLength(1)

    const list = DeliveryList.parse(await (await ana.ask(`/api/deliveries?item=message:${id}`)).json())
    const delivery = list.deliveries.find(({ language, isEdit }) => language === 'en' && !isEdit)
    const act = { does: 'take-down', reason: 'It is over' }
    await said(ana, `/api/deliveries/${delivery?.id ?? ''}/acts`, act)
    await until(() => zoe.told.includes(`${note}#delete`))
    expect((await fetch(note, activityJson)).status).toBe(410)
    expect(inShort(await hearNow(zoe.desk))).toEqual([])
  },
)

test(
  'what waits when the desk ends goes on when it begins again, and what was told is not told twice',
  { timeout: 60_000 },
  async () => {
    await until(isQueueEmpty)
    const before = [...zoe.told]
    zoe.isDown = true
    const { notes } = await speak('Water is back.', 'L’eau est revenue.')
    const told = `${notes['en'] ?? ''}#create`
    await until(async () => {
      const { rows } = await sql`select 1 from federation_deliveries where attempts > 0`.execute(
        desk.store.db,
      )
      return rows.length === 1
    })
    await desk.close()
    zoe.isDown = false
    // Ten minutes later: a server that was away is tried again after half a minute.
    desk = await openHere({ ...wallClock, nowMs: () => wallClock.nowMs() + 10 * minuteMs })
    await until(() => zoe.told.includes(told))
    await until(isQueueEmpty)
    expect(zoe.told).toEqual([...before, told])
    expect(zoe.desk.store.entries.has(keys.seen(told))).toBe(true)
  },
)
