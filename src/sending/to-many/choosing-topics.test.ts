import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi, type Api } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { minuteMs, wallClock } from '#kernel/time.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { askBack } from '#sending/to-many/asking-back.ts'
import { toManyRoutes } from '#sending/to-many/routes.ts'
import { askLimits } from '#sending/to-many/subscribing.ts'
import { openMailDesk, type MailDesk } from '#sending/to-many/test-mail-desk.ts'
import { keepTestTopics } from '#sending/topics/test-topics.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

// Topics on our own page to subscribe, in the mail that asks back, and at the end of each mail.

let store: Store
let desk: MailDesk
let api: Api<SignedIn>
const time = { nowMs: Date.UTC(2031, 3, 7, 12) }
const clock = { ...wallClock, nowMs: () => time.nowMs }
const { signal } = new AbortController()

beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  desk = await openMailDesk(store, { clock })
  api = createApi<SignedIn>({
    ...{ log: silentLog, strictAnswers: true, clock, publicUrl: 'https://city.example' },
    sessionOf: () => Promise.resolve(undefined),
  })
  toManyRoutes(api, desk.toMany, { isPractice: false })
})
afterEach(() => store.close())

type Fields = readonly (readonly [string, string])[]

async function ask(path: string, fields?: Fields): Promise<{ status: number; html: string }> {
  // From another house each time, so that only what is about one mailbox is limited.
  time.nowMs += minuteMs
  const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'city.example' }
  const body = fields && new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
  const answer = await api.hono.request(`https://city.example${path}`, {
    ...{ method: fields === undefined ? 'GET' : 'POST', headers },
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, html: await answer.text() }
}

/** A form as a browser sends it. */
function filled(
  topics: readonly string[],
  o: { about?: string; address?: string; lang?: string } = {},
): Fields {
  const { about = 'all', address = 'ana@people.example', lang = 'en' } = o
  const whole = { list: 'ours', language: lang, lang, address, about }
  return [...Object.entries(whole), ...topics.map((id) => ['topic', id] as const)]
}

/** The newest mail to Ana, in one piece. */
function mail(): string {
  const raw = desk.out.mails.findLast(({ to }) => to === 'ana@people.example')?.raw ?? ''
  const bytes = raw
    .replaceAll(/^\.\./gm, '.') // on its way a dot at the beginning of a line is doubled
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

async function sayYes(): Promise<void> {
  await askBack(desk.toMany.ground, signal)
  const link = /\/subscribe\/confirm\/[\w.-]+/.exec(mail())?.[0] ?? ''
  expect((await ask(link, [])).status).toBe(200)
}

async function kept(): Promise<{ language: string; topics: string[] | null }[]> {
  const { rows } = await sql<{ language: string; topics: string[] | null }>`
    select language, topics from subscribers where state = 'active' order by added_at`.execute(store.db)
  return rows
}

test('without topics of the desk the form asks for none, and whoever sends some gets everything', async () => {
  const { html } = await ask('/subscribe?topic=water')
  expect(html).not.toMatch(/name="about"|name="topic"|topic=/)
  expect((await ask('/subscribe', filled(['water'], { about: 'some' }))).status).toBe(303)
  await sayYes()
  expect(await kept()).toEqual([{ language: 'en', topics: null }])
})

test('everything is chosen at first; topics stand in their order and language, retired ones not at all', async () => {
  await keepTestTopics(store)
  const [en, fr] = [await ask('/subscribe'), await ask('/abonnement')]
  const names = ({ html }: { html: string }): string[] =>
    [...html.matchAll(/name="topic" value="[^"]+"><span>([^<]+)/g)].map(([, name = '']) => name)
  expect(names(en)).toEqual(['Water', 'Roads', 'Parks &#38; trees'])
  expect(names(fr)).toEqual(['Eau', 'Routes', 'Parcs &#38; arbres'])
  for (const { html } of [en, fr]) {
    expect(html).toContain('name="about" value="all" checked')
    expect(html.match(/ checked/g)).toHaveLength(2) // the language as well
    expect(html).not.toMatch(/<script|fairs/i)
  }
  expect(en.html).toContain('Emergencies come in any case')
  expect(fr.html).toContain('Les urgences vous parviennent dans tous les cas')
})

test('a link names topics, which stay chosen in the other language and on the way to the browser; others it does not', async () => {
  await keepTestTopics(store)
  const { html } = await ask(
    '/subscribe?lang=en&topic=water&topic=fairs&topic=%22%3E%3Cscript%3E&topic=parks',
  )
  expect(html).toContain('name="about" value="some" checked')
  expect([...html.matchAll(/value="(\w+)" checked><span>[A-Z]/g)].map(([, id]) => id)).toContain('water')
  expect(html).toMatch(/value="parks" checked/)
  expect(html).not.toMatch(/value="roads" checked|fairs|<script/)
  expect(html).toContain('href="/subscribe?topic=water&amp;topic=parks&amp;lang=fr"')
  expect((await ask(`/subscribe?${'topic=water&'.repeat(500)}`)).status).toBe(200)
})

test('a topic that is ticked is the choice, also where “Everything” was left; the mail names it, and the yes keeps it', async () => {
  await keepTestTopics(store)
  expect((await ask('/subscribe', filled(['roads', 'water', 'water']))).status).toBe(303)
  await sayYes()
  expect(mail()).toContain(
    'Only about: Water and Roads. Emergencies come in any case, and so do messages that are about none of our topics.',
  )
  expect(await kept()).toEqual([{ language: 'en', topics: ['roads', 'water'] }])
})

test('asking again replaces topics and language, once it was confirmed and not before', async () => {
  await keepTestTopics(store)
  await ask('/subscribe', filled(['water']))
  await sayYes()
  time.nowMs += askLimits.againMs
  await ask('/subscribe', filled(['parks'], { lang: 'fr', about: 'some' }))
  await askBack(desk.toMany.ground, signal)
  expect(mail()).toContain('Seulement sur\u00A0: Parcs & arbres.')
  expect(await kept()).toEqual([{ language: 'en', topics: ['water'] }])
  await sayYes()
  expect(await kept()).toEqual([{ language: 'fr', topics: ['parks'] }])
  time.nowMs += askLimits.againMs
  await ask('/subscribe', filled([]))
  await sayYes()
  expect(mail()).not.toContain('Only about')
  expect(await kept()).toEqual([{ language: 'en', topics: null }])
})

test('“Only these” with none ticked is said at its place, and nothing that was typed is lost', async () => {
  await keepTestTopics(store)
  const none = await ask('/subscribe', filled([], { about: 'some', lang: 'fr', address: 'rita@' }))
  expect(none.status).toBe(422)
  expect(none.html).toContain('<a href="#topic-0">Choisissez au moins un sujet, ou tous les sujets</a>')
  expect(none.html).toContain('aria-describedby="topic-what topic-bad"')
  expect(none.html).toMatch(/name="about" value="some" checked/)
  expect(none.html).toContain('value="rita@"')
  // Another fault keeps what was ticked.
  const bad = await ask('/subscribe', filled(['water'], { address: 'rita@' }))
  expect(bad.status).toBe(422)
  expect(bad.html).toMatch(/value="water" checked/)
  expect(bad.html).not.toContain('href="#topic-0"')
  expect(desk.out.mails).toEqual([])
})

test('hostile choices: what we do not know is no choice, forty-one boxes are read, and one that was retired meanwhile counts', async () => {
  await keepTestTopics(store)
  for (const hostile of [
    ...['nobody', '', 'WATER', "water'; drop table topics", '{water,roads}', '\u0000', '💧'],
    ...['<script>alert(1)</script>', 'x'.repeat(1000)],
  ]) {
    const { status, html } = await ask('/subscribe', filled([hostile]))
    expect(status, `topic ${hostile}`).toBe(422)
    expect(html).not.toContain('<script')
  }
  const many = Array.from({ length: 40 }, (_, n) => `topic-${n}`)
  expect((await ask('/subscribe', filled([...many, 'fairs']))).status).toBe(303)
  await sayYes()
  expect(await kept()).toEqual([{ language: 'en', topics: ['fairs'] }])
})

test('each mail says what somebody chose and why it comes; one press still ends it, and another way leads to fewer', async () => {
  await keepTestTopics(store)
  await ask('/subscribe', filled(['water', 'parks']))
  await sayYes()
  await desk.send('The park is closed.', { topics: ['parks'] })
  expect(mail()).toContain('You chose messages about: Water, Parks & trees.\r\nStop these messages')
  expect(mail()).toContain('You chose messages about: Water, Parks &amp; trees. <a href=')
  await desk.send('We moved.')
  expect(mail()).toContain('You chose messages about: Water, Parks & trees. This one is for everybody.')
  const before = desk.out.mails.length
  await desk.send('The road is closed.', { topics: ['roads'] })
  expect(desk.out.mails).toHaveLength(before)
  const path = new URL(desk.namesOf('ana@people.example').unsubscribe).pathname
  const { html } = await ask(path)
  expect(html).toContain('<a href="/subscribe?lang=en">Get fewer messages instead: choose topics</a>')
  expect(html).toContain('<a href="/subscribe?lang=fr">')
  expect((await ask(path, [])).status).toBe(200)
  expect(await kept()).toEqual([])
})
