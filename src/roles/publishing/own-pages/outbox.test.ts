import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lane } from '#kernel/permission.ts'
import { silentLog } from '#kernel/log.ts'
import { versionBytes } from '#kernel/version-content.ts'
import type { Sender } from '#networks/sender.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import { openSite } from '#roles/publishing/own-pages/test-site.ts'
import type { Ground } from '#sending/ground.ts'
import { schedule, type Scheduled } from '#sending/scheduling.ts'
import { turn } from '#sending/worker.ts'

// Our own site behind the real outbox: both languages or none, practised never.

let office: Awaited<ReturnType<typeof openSite>>
const clock = skippingClock(Date.UTC(2031, 3, 7, 12))
const signal = new AbortController().signal

beforeAll(async () => {
  office = await openSite({ clock })
})
afterAll(() => office.store.close())

/** The same sender, which never gives the store up: the clock of these tests ends every wait at once. */
function patient(sender: Sender): Sender {
  const still = {
    clock: { nowMs: () => clock.nowMs(), sleep: () => new Promise<void>(() => undefined) },
    signal,
  }
  return {
    ...sender,
    send: (part) => sender.send(part, still),
    readBack: (part) => sender.readBack(part, still),
    remove: async (posted) => (await sender.remove?.(posted, still)) ?? { kind: 'gone' },
  }
}

/** A worker to which `tamper` gives its way to speak. */
function worker(tamper: (sender: Sender) => Sender = (sender) => sender): Ground {
  return {
    ...{ store: office.store, clock, log: silentLog, chance: () => 0.5 },
    newId: () => `o${randomUUID()}`,
    approvals: { mayGoOut: async () => ({ yes: true, kind: 'approved', by: 'ana', round: 1 }) },
    lines: {
      open: async () => ({ sender: tamper(patient(office.sender)) }),
      capabilities: () => office.sender.capabilities,
      lost: async () => undefined,
    },
    ports: { sent: async () => undefined, removed: async () => undefined },
  }
}

function send(item: string, lane: Lane = 'normal'): Promise<Scheduled> {
  const versions = Object.entries({ en: `Water ${item}`, fr: `Eau ${item}` }).map(([language, text]) => {
    const bytes = versionBytes({ account: 'site', language, parts: [text], media: [] })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return {
      account: 'site',
      network: 'pages',
      language,
      contentText: new TextDecoder().decode(bytes),
      sha256,
    }
  })
  const ground = worker()
  const by = { id: 'wen', name: 'Wen' }
  return office.store.inTransaction((tx) =>
    schedule(ground, tx, { item, title: 'Water', lane, round: 1, versions, by }),
  )
}

async function settle(ground: Ground): Promise<void> {
  while ((await turn(ground, signal)) > 0);
}

/** The path of the page that says this, as the list of its language has it. */
async function pathOf(text: string, language: string): Promise<string> {
  const items = (await listed(language)).split('<li>')
  const item = items.find((one) => one.includes(text)) ?? ''
  return /\/p\/[\w-]+-0/u.exec(item)?.[0] ?? ''
}

async function listed(language: string): Promise<string> {
  return (await office.ask(`/p?lang=${language}`)).text()
}

test('both languages of a message are there, and each names the other', async () => {
  expect(await send('message:1')).toMatchObject({ ok: true })
  await settle(worker())
  const english = await pathOf('Water message:1', 'en')
  const french = await pathOf('Eau message:1', 'fr')
  for (const [path = '', language, other = ''] of [
    [english, 'en', french],
    [french, 'fr', english],
  ] as const) {
    const html = await (await office.ask(path)).text()
    expect(html).toContain(`<html lang="${language}"`)
    const tags = [...html.matchAll(/<link rel="alternate" hreflang="(\w+)" href="([^"]+)"/gu)]
    expect(Object.fromEntries(tags.map(([, tag, url = '']) => [tag, new URL(url).pathname]))).toEqual({
      [language]: path,
      [language === 'en' ? 'fr' : 'en']: other,
    })
  }
})

test('when the second language cannot follow, the first is withdrawn, and stays so', async () => {
  await send('message:2')
  const stuck = worker((sender) => ({
    ...sender,
    send: (part, needs) =>
      part.language === 'fr'
        ? Promise.resolve({ kind: 'wait', why: 'server-error', detail: 'no', retryInMs: 600_000 })
        : sender.send(part, needs),
  }))
  await settle(stuck)
  const path = await pathOf('Water message:2', 'en')
  expect((await office.ask(path)).status).toBe(200)
  await clock.sleep(46_000)
  await settle(stuck)
  expect((await office.ask(path)).status).toBe(410)
  await clock.sleep(3_600_000)
  await settle(worker())
  expect((await office.ask(path)).status).toBe(410)
  expect(await listed('en')).not.toContain('Water message:2')
  expect(await listed('fr')).not.toContain('Eau message:2')
})

test('what is practised is refused before it is in the outbox', async () => {
  expect(await send('message:3', 'exercise')).toEqual({ ok: false, why: 'exercise' })
  await settle(worker())
  expect(await listed('en')).not.toContain('message:3')
})

test('a warning in the emergency lane is an announcement for machines', async () => {
  await send('message:4', 'emergency')
  await settle(worker())
  const path = await pathOf('Water message:4', 'en')
  expect(await (await office.ask(path)).text()).toContain('"SpecialAnnouncement"')
})
