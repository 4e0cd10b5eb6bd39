import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { createApi, type Api } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { dayMs, minuteMs, wallClock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { openPauses } from '#sending/pauses.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { askBack } from '#sending/to-many/asking-back.ts'
import { toManyRoutes } from '#sending/to-many/routes.ts'
import { countSubscribers } from '#sending/to-many/subscribers.ts'
import { askLimits, listsFor } from '#sending/to-many/subscribing.ts'
import { openMailDesk, type MailDesk } from '#sending/to-many/test-mail-desk.ts'

// From the page to the mail that asks back, to the yes: with a mail server on this machine.

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

/** As a browser without scripts asks; a form comes from anywhere, as it does from a page that was saved. */
async function ask(
  path: string,
  form?: Record<string, string> | string,
): Promise<{ status: number; html: string; to: string }> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'city.example' }
  const body = typeof form === 'object' ? new URLSearchParams(form).toString() : form
  const answer = await api.hono.request(`https://city.example${path}`, {
    ...{ method: body === undefined ? 'GET' : 'POST', headers },
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' }
}

const form = (address: string, more: Record<string, string> = {}): Record<string, string> => ({
  ...{ list: 'ours', language: 'en', lang: 'en', address, ...more },
})

/** Asks from another house each time, so that only what is about one mailbox is limited. */
async function subscribe(address: string, more: Record<string, string> = {}): Promise<void> {
  time.nowMs += minuteMs
  expect(await ask('/subscribe', form(address, more))).toMatchObject({
    ...{ status: 303, to: `/subscribe?asked=yes&lang=${more['lang'] ?? 'en'}` },
  })
  await askBack(desk.toMany.ground, signal)
}

/** The link in the newest mail to an address, as its path. */
function linkTo(address: string): string {
  const raw = desk.out.mails.findLast(({ to }) => to === address)?.raw ?? ''
  // Quoted-printable breaks long lines.
  return (
    /https:\/\/city\.example(\/subscribe\/confirm\/[\w.-]+)/.exec(raw.replaceAll(/=\r\n/g, ''))?.[1] ?? ''
  )
}

async function active(): Promise<{ account: string; language: string; active: number }[]> {
  const counted = await countSubscribers(store.db)
  return counted.map(({ account, language, active: n }) => ({ account, language, active: n }))
}

test('the page is a plain form in both languages, without script or anything fetched', async () => {
  const [en, fr, abonnement] = [
    await ask('/subscribe'),
    await ask('/subscribe?lang=fr'),
    await ask('/abonnement'),
  ]
  for (const { status, html } of [en, fr, abonnement]) {
    expect(status).toBe(200)
    expect(html).not.toMatch(/<script|src=|@import|url\(/)
    expect(html).toMatch(/<input type="email" id="address" [^>]*autocomplete="email"/)
  }
  expect(en.html).toMatch(/<html lang="en-CA">.*<h1>Get our messages/s)
  expect(fr.html).toMatch(/<html lang="fr-CA">.*<h1>Recevoir nos messages/s)
  expect(abonnement.html.replace(/nonce="[^"]+"/, '')).toBe(fr.html.replace(/nonce="[^"]+"/, ''))
})

test('nobody is subscribed before they said yes in the mail; opening the link changes nothing, one press does', async () => {
  await subscribe('Ana@People.example')
  expect(await active()).toEqual([])
  const [mail, ...more] = desk.out.mails
  expect([mail?.to, more]).toEqual(['Ana@people.example', []])
  // It speaks of no subscription: there is none yet.
  expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m)
  expect(mail?.raw).not.toMatch(/List-Id|List-Unsubscribe|Precedence|because you subscribed/)
  const link = linkTo('Ana@people.example')
  expect((await ask(link)).html).toContain('Yes, subscribe me')
  expect(await active()).toEqual([])
  const [first, again] = [await ask(link, ''), await ask(link, '')]
  expect([first.status, again.status]).toEqual([200, 200])
  expect(first.html).toContain('You are subscribed')
  expect(await active()).toEqual([{ account: 'ours', language: 'en', active: 1 }])
  const { rows } = await sql<{ body: string; all: string }>`
    select body, (select string_agg(a::text, ' ') from subscription_asks a) as all
    from records_entries where body like '%subscribersAdded%'`.execute(store.db)
  expect(rows).toHaveLength(1)
  expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({
    ...{ kind: 'account-changed', by: { kind: 'desk' }, account: 'ours' },
    facts: { subscribersAdded: 1, source: '/subscribe' },
  })
  expect(JSON.stringify(rows)).not.toMatch(/people/i)
  await desk.send('Water is off.')
  expect(desk.out.mails.map(({ to }) => to)).toEqual(['Ana@people.example', 'Ana@people.example'])
})

test('what is answered, and the mail, are the same whether an address is subscribed, has left, or is new', async () => {
  const known = await desk.add('ana@people.example')
  const keys = await desk.toMany.ground.keys()
  await desk.add('bea@people.example')
  for (const name of ['ana', 'bea', 'new']) await subscribe(`${name}@people.example`)
  const said = desk.out.mails.map(({ raw }) =>
    raw
      .replaceAll(/ana|bea|new/g, 'N')
      .replaceAll(/[0-9a-f]{24}[\w.-]*/g, 'ID')
      .replaceAll(/^(Date|Message-ID):.*$/gim, ''),
  )
  expect(said).toHaveLength(3)
  expect(said[0]?.length).toBe(said[2]?.length)
  // Who is subscribed and says yes reads what they chose now; the link of leaving is no link of coming.
  expect((await ask(`/subscribe/confirm/${keys.token(known)}`, '')).status).toBe(404)
  time.nowMs += askLimits.againMs
  await subscribe('ana@people.example', { language: 'fr', lang: 'fr' })
  expect((await ask(linkTo('ana@people.example'), '')).html).toContain('Vous êtes abonné')
  expect(await active()).toEqual([
    { account: 'ours', language: 'en', active: 1 },
    { account: 'ours', language: 'fr', active: 1 },
  ])
})

test('nobody can be flooded: a mailbox is asked once in a while, however its address is written', async () => {
  for (const address of [
    'ana@people.example',
    'ANA@people.example',
    'ana+1@people.example',
    'Ana+x+y@PEOPLE.example',
  ])
    await subscribe(address)
  expect(desk.out.mails).toHaveLength(1)
  for (let n = 0; n < 10; n += 1) {
    time.nowMs += askLimits.againMs
    await subscribe(`ana+${n}@people.example`)
  }
  expect(desk.out.mails).toHaveLength(askLimits.perDayMax)
  await subscribe('bea@people.example')
  expect(desk.out.mails).toHaveLength(askLimits.perDayMax + 1)
  time.nowMs += dayMs
  await subscribe('ana@people.example')
  expect(desk.out.mails).toHaveLength(askLimits.perDayMax + 2)
})

test('while too many wait nobody else is noted, and the page says the same as ever; afterwards they are', async () => {
  await sql`insert into subscription_asks (id, accounts, language, mailbox_hash, asked_at, expires_at, next_at)
    select 'w' || n, '{ours}', 'en', decode(md5(n::text), 'hex'), ${new Date(time.nowMs)}::timestamptz,
      ${new Date(time.nowMs + dayMs)}::timestamptz, ${new Date(time.nowMs + minuteMs)}::timestamptz
    from generate_series(1, ${askLimits.waitingMax}::int) n`.execute(store.db)
  await subscribe('ana@people.example')
  expect(desk.out.mails).toEqual([])
  await sql`delete from subscription_asks where id = 'w1'`.execute(store.db)
  await subscribe('ana@people.example')
  expect(desk.out.mails.map(({ to }) => to)).toEqual(['ana@people.example'])
})

test('ten at once for one mailbox are one mail; three desks at once give it once', async () => {
  const came = await Promise.all(
    Array.from({ length: 10 }, () => ask('/subscribe', form('ana@people.example'))),
  )
  expect(came.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303))
  await Promise.all([1, 2, 3].map(() => askBack(desk.toMany.ground, signal)))
  expect(desk.out.mails).toHaveLength(1)
})

test('from one address ten go through at once, and then one a minute; the others are told so in words', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 12; n += 1)
    statuses.push((await ask('/subscribe', form(`p${n}@people.example`))).status)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429, 429])
  const { html } = await ask('/subscribe', form('p@people.example', { lang: 'fr' }))
  expect(html).toContain('Veuillez patienter un moment')
  time.nowMs += minuteMs
  expect((await ask('/subscribe', form('p@people.example'))).status).toBe(303)
})

test('what is wrong is said at its field, with what was typed still there; hostile forms subscribe nobody', async () => {
  await desk.addList('roads', 'Roads <b>')
  const empty = await ask('/subscribe', { lang: 'fr', address: '"><script>alert(1)</script>' })
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('<a href="#address">Écrivez une adresse complète')
  expect(empty.html).toContain('<a href="#list-0">Choisissez au moins un type')
  expect(empty.html).toMatch(/aria-invalid="true" aria-describedby="address-bad"/)
  expect(empty.html).not.toMatch(/<script>|Roads <b>/)
  time.nowMs += dayMs
  for (const hostile of [
    '',
    'address=%00%ff&list=ours',
    '%',
    `address=ana@people.example&list=${'x'.repeat(30_000)}`,
    'address=ana%40people.example%0d%0aBcc:all%40people.example&list=ours',
    'address=ana@people.example,bea@people.example&list=ours',
    'address=ana@people.example&list=site',
    'address=ana@people.example&list=__proto__',
    `address=${'a'.repeat(10_000)}@people.example&list=ours`,
  ])
    expect((await ask('/subscribe', hostile)).status).toBe(422)
  await askBack(desk.toMany.ground, signal)
  expect(desk.out.mails).toEqual([])
})

test('several lists are chosen each, in a language they speak', async () => {
  await desk.addList('roads', 'Roads', ['en'])
  const body = new URLSearchParams(form('ana@people.example'))
  body.append('list', 'roads')
  expect((await ask('/subscribe', body.toString())).status).toBe(303)
  await askBack(desk.toMany.ground, signal)
  expect(desk.out.mails[0]?.raw).toContain('Alerts and Roads')
  await ask(linkTo('ana@people.example'), '')
  expect(await active()).toEqual([
    { account: 'ours', language: 'en', active: 1 },
    { account: 'roads', language: 'en', active: 1 },
  ])
})

test('a link that is too late, cut, forged or of somebody who left since subscribes nobody', async () => {
  await subscribe('ana@people.example')
  const link = linkTo('ana@people.example')
  for (const wrong of [
    `${link}x`,
    link.slice(0, -1),
    '/subscribe/confirm/%00',
    '/subscribe/confirm/<script>',
    `/subscribe/confirm/${'x'.repeat(5000)}`,
  ])
    for (const body of [undefined, '']) {
      const { status, html } = await ask(wrong, body)
      expect([status, html.includes('Ce lien ne fonctionne plus'), html.includes('<script>')]).toEqual([
        404,
        true,
        false,
      ])
    }
  await ask(link, '')
  await desk.send('Water is off.')
  await ask(new URL(desk.namesOf('ana@people.example').unsubscribe).pathname, 'List-Unsubscribe=One-Click')
  // The old yes brings nobody back.
  expect((await ask(link, '')).status).toBe(200)
  expect(await active()).toEqual([{ account: 'ours', language: 'en', active: 0 }])
  time.nowMs += askLimits.againMs
  await subscribe('ana@people.example')
  const later = linkTo('ana@people.example')
  time.nowMs += askLimits.validMs
  expect((await ask(later, '')).status).toBe(404)
  await askBack(desk.toMany.ground, signal)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from subscription_asks`.execute(
    store.db,
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('no address is to be read in any table, and none is kept that nothing can reach', async () => {
  desk.out.tell((step, said) =>
    step === 'RCPT' && said.includes('gone@') ? '550 5.1.1 no such user' : undefined,
  )
  for (const name of ['ana', 'gone', 'back']) await subscribe(`${name}@people.example`)
  const { rows } = await sql<{ all: string; kept: number }>`
    select string_agg(a::text, ' ') as all, count(sealed)::int as kept from subscription_asks a`.execute(
    store.db,
  )
  expect(rows[0]?.all).not.toMatch(/people|ana|gone/)
  expect(rows[0]?.kept).toBe(2)
  const returned = desk.out.mails.findLast(({ to }) => to === 'back@people.example')
  const report = [
    ...[
      `To: ${returned?.from}`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
    ],
    ...['Content-Type: message/delivery-status', '', 'Final-Recipient: rfc822; x@people.example'],
    ...['Action: failed', 'Status: 5.1.1', '', '--b--', ''],
  ]
  desk.mailbox.mails.set(1, Buffer.from(report.join('\r\n')))
  await desk.readMailbox()
  expect((await ask(linkTo('back@people.example'), '')).status).toBe(404)
})

test('a server that is away loses nobody: the mail goes when it is back; one in doubt is not given twice', async () => {
  desk.out.tell((step) => (step === 'MAIL' ? '451 4.3.0 come back' : undefined))
  await subscribe('ana@people.example')
  await subscribe('bea@people.example')
  expect(desk.out.mails).toEqual([])
  desk.out.tell((step) => (step === 'END' ? 'drop' : undefined))
  time.nowMs += 30 * minuteMs
  await askBack(desk.toMany.ground, signal)
  const taken = desk.out.mails.length
  expect(taken).toBeGreaterThan(0)
  desk.out.tell(() => undefined)
  time.nowMs += 30 * minuteMs
  await askBack(desk.toMany.ground, signal)
  const names = desk.out.mails.map(({ to }) => to)
  expect(new Set(names).size).toBe(names.length)
})

test('while a pause holds nobody is asked back; afterwards they are', async () => {
  await sql`insert into pauses (id, scope, value, reason, begun_at, begun_by_id, begun_by)
    values ('p', 'account', 'ours', 'Event', now(), 'pat', 'Pat')`.execute(store.db)
  expect(await openPauses(store.db.withTables())).toHaveLength(1)
  await subscribe('ana@people.example')
  expect(desk.out.mails).toEqual([])
  await sql`update pauses set ended_at = now(), ended_by = 'Pat'`.execute(store.db)
  time.nowMs += 2 * minuteMs
  await askBack(desk.toMany.ground, signal)
  expect(desk.out.mails).toHaveLength(1)
})

test('a desk without mail says what there is instead, and takes no address', async () => {
  const { ground } = desk.toMany
  Object.assign(ground, { ways: [] })
  expect(await listsFor(ground, 'email')).toEqual([])
  const site = { id: 'site', network: 'pages', handle: 'Havre-Clair', name: 'Site', languages: ['en', 'fr'] }
  await store.inTransaction((tx) => ensureAccount(tx, site, Date.UTC(2031, 3, 7)))
  const [shown, sent] = [await ask('/subscribe'), await ask('/subscribe', form('ana@people.example'))]
  expect([shown.status, sent.status]).toEqual([200, 404])
  for (const { html } of [shown, sent]) {
    for (const path of ['/feeds/en.rss', '/feeds/fr.json']) expect(html).toContain(`<a href="${path}"`)
    expect(html).toContain('This office does not send mail now.')
    expect(html).not.toContain('<form')
  }
})

test('every way that there is stands on the page, with its own names, and none that there is not', async () => {
  const { ground } = desk.toMany
  expect((await ask('/subscribe')).html).not.toMatch(/fediverse|In this browser/u)
  const values = [
    'https://city.example',
    'havre_clair_fr',
    'ours',
    'fr',
    'havre_clair',
    '',
    '',
    new Date(0),
  ] as const
  await sql`insert into federation_actors (origin, name, account, language, base, display_name, summary, made_at)
    values (${sql.join([...values])})`.execute(store.db)
  const { html } = await ask('/subscribe?lang=fr')
  expect(html).toContain('<code>@havre_clair_fr@city.example</code>')
  await sql`update federation_actors set origin = 'https://before.example'`.execute(store.db)
  expect((await ask('/subscribe?lang=fr')).html).not.toContain('havre_clair_fr')
  await sql`delete from federation_actors`.execute(store.db)
  expect(ground.publicUrl).toBe('https://city.example')
})
