import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailIds } from '#networks/email/mail-ids.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { readAnswers } from '#sending/to-many/answers.ts'
import { answerLimits } from '#sending/to-many/contract.ts'
import { tidy } from '#sending/to-many/finishing.ts'
import { viewReach } from '#sending/to-many/reach.ts'
import { openMailDesk, type MailDesk } from '#sending/to-many/test-mail-desk.ts'

// Answers of people to a mail of ours, from a mailbox on this machine to the archive and to who may read there.

let store: Store
let desk: MailDesk
const time = { nowMs: Date.UTC(2031, 3, 7, 12) }
// Servers are waited for as long as it takes; only what the desk calls today is ours.
const clock = { ...wallClock, nowMs: () => time.nowMs }
beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  desk = await openMailDesk(store, { clock })
})
afterEach(() => store.close())

const grants = [{ verb: 'publish', account: 'ours', language: 'en', lane: 'normal' }] as const
const asking = { grants, isProgram: false }

let uid = 0
function comes(head: string, text = 'Thank you!'): void {
  const lines = [`Received: by mx.city.example id ${(uid += 1)}`, head, '', text, '']
  desk.mailbox.mails.set(uid, Buffer.from(lines.join('\r\n')))
}

const from = (name: string): string =>
  `From: ${name} <${name.toLowerCase()}@people.example>\r\nSubject: Re: Water`

async function archived(): Promise<{ kind: string; body: string }[]> {
  const { rows } = await sql<{ kind: string; body: string }>`
    select kind, body from records_entries where kind like 'reply%' order by seq`.execute(store.db)
  return rows
}

test('an answer goes on record with the delivery it answers, without a name or an address, and is read by who may', async () => {
  await desk.add('ana@people.example')
  const id = await desk.send('Water is off.')
  const { messageId, unsubscribe } = desk.namesOf('ana@people.example')
  comes(
    `${from('Ana')}\r\nIn-Reply-To: ${messageId}`,
    `Is it off on Mill Street too? ana@people.example\r\n\r\nOn Monday City wrote:\r\n> Stop: ${unsubscribe}`,
  )
  await desk.readMailbox()
  const [entry, ...more] = await archived()
  expect(more).toEqual([])
  expect(entry?.body).not.toMatch(/ana@|Ana|unsubscribe/)
  expect(JSON.parse(entry?.body ?? '')).toMatchObject({
    ...{ kind: 'reply-received', account: 'ours', language: 'en' },
    facts: {
      text: 'Is it off on Mill Street too? …',
      network: 'email',
      answers: 'message:mail-1',
      delivery: id,
    },
  })
  expect(await viewReach({ store }, id, asking)).toMatchObject({ answers: 1, autoReplies: 0 })
  expect(await readAnswers({ store }, { id, grants })).toMatchObject({
    answers: [{ text: 'Is it off on Mill Street too? …', at: '2031-04-07T12:00:00.000Z' }],
  })
  for (const other of [
    [],
    [{ ...grants[0], verb: 'read' as const }],
    [{ ...grants[0], account: 'theirs' }],
    [{ ...grants[0], language: 'fr' }],
    [{ ...grants[0], lane: 'exercise' as const }],
  ])
    expect(await readAnswers({ store }, { id, grants: other })).toBe('no-right')
  expect(await readAnswers({ store }, { id: 'none', grants })).toBe('gone')
  // It lies there unread for whoever writes back, and nothing was sent.
  expect(desk.mailbox.said.some((line) => /STORE|MOVE|COPY|EXPUNGE|DELETE|SELECT/i.test(line))).toBe(false)
  expect(desk.out.mails).toHaveLength(1)
})

test('a mailbox made anew, and the same mail read by two at once, is one answer', async () => {
  await desk.add('ana@people.example')
  const id = await desk.send('Water is off.')
  comes(`${from('Ana')}\r\nIn-Reply-To: ${desk.namesOf('ana@people.example').messageId}`)
  await Promise.all([desk.readMailbox(), desk.readMailbox()])
  desk.mailbox.setUidValidity(99)
  await desk.readMailbox()
  desk.mailbox.setUidValidity(7)
  await desk.readMailbox()
  expect(await archived()).toHaveLength(1)
  expect(await viewReach({ store }, id, asking)).toMatchObject({ answers: 1 })
})

test.each([
  'Auto-Submitted: auto-replied',
  'Auto-Submitted: auto-generated; owner-email="x"',
  'Precedence: bulk',
  'Precedence: auto_reply',
  'X-Autoreply: yes',
])('an absence notice (%s) is counted once, not kept, and nothing is answered', async (header) => {
  await desk.add('ana@people.example')
  const id = await desk.send('Water is off.')
  const { messageId, returnAddress } = desk.namesOf('ana@people.example')
  comes(`${from('Ana')}\r\nTo: ${returnAddress}\r\nIn-Reply-To: ${messageId}\r\n${header}`, 'Back in May.')
  await desk.readMailbox()
  desk.mailbox.setUidValidity(99)
  await desk.readMailbox()
  expect(await archived()).toEqual([])
  expect(await viewReach({ store }, id, asking)).toMatchObject({ answers: 0, autoReplies: 1 })
  const { rows } = await sql<{
    all: string
  }>`select string_agg(a::text, ' ') as all from mail_answers a`.execute(store.db)
  expect(rows[0]?.all).not.toContain('May')
  expect(desk.out.mails).toHaveLength(1)
})

test('what answers no mail that we sent to them is left where it lies', async () => {
  const ana = await desk.add('ana@people.example')
  const bea = await desk.add('bea@people.example')
  const id = await desk.send('Water is off.')
  const { messageId } = desk.namesOf('ana@people.example')
  // Signed by somebody else; the same of another person; cut; of a message that never was; of another desk.
  const [, key = ''] = /^<([^.]+)\./.exec(messageId) ?? []
  const forger = mailIds({ key: 'f'.repeat(43), domain: 'city.example', bounces: 'bounces@city.example' })
  for (const name of [
    forger.messageId(key, ana),
    messageId.replace(ana, bea),
    messageId.slice(0, -20),
    messageId.replace(key, 'f'.repeat(32)),
    messageId.replace('city.example', 'evil.example'),
    '<>',
    'x'.repeat(5000),
  ])
    comes(`${from('Mallory')}\r\nIn-Reply-To: ${name}\r\nReferences: ${name}`)
  comes(from('Nobody'))
  await desk.readMailbox()
  expect(await archived()).toEqual([])
  expect(await viewReach({ store }, id, asking)).toMatchObject({ answers: 0, autoReplies: 0 })
})

test('hostile mail with a true name is one entry at most, and reading goes on behind it', async () => {
  await desk.add('ana@people.example')
  await desk.send('Water is off.')
  const head = `${from('Ana')}\r\nIn-Reply-To: ${desk.namesOf('ana@people.example').messageId}`
  let deep = 'Content-Type: text/plain\r\n\r\nhere\r\n'
  for (let n = 0; n < 1000; n += 1)
    deep = `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n${deep}\r\n--b${n}--\r\n`
  const bad = (raw: string | Buffer): void =>
    void desk.mailbox.mails.set(
      (uid += 1),
      Buffer.concat([Buffer.from(`Received: ${uid}\r\n${head}\r\n`), Buffer.from(raw)]),
    )
  bad(deep)
  bad(
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(5000)}--b--`,
  )
  bad(`\r\n${'x'.repeat(3_000_000)}`)
  bad(
    Buffer.concat([
      Buffer.from('Content-Type: text/plain; charset=utf-16\r\n\r\n'),
      Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x00]),
    ]),
  )
  bad('Content-Type: text/plain; charset="no-such"\r\n\r\n\u0000\ud800 zero')
  bad('Subject: a\r\nBcc: all@people.example\r\n\r\nIn-Reply-To: <x>\r\n\r\nBcc: all@people.example')
  bad(`Content-Type: text/html\r\n\r\n<script>alert(1)</script>${'<div>'.repeat(30_000)}`)
  comes(head, 'The last one')
  await desk.readMailbox()
  const texts = (await archived()).map(({ body }) =>
    String((JSON.parse(body) as { facts: { text: unknown } }).facts.text),
  )
  expect(texts.at(-1)).toBe('The last one')
  expect(texts.length).toBeLessThanOrEqual(8)
  for (const text of texts) {
    expect(text.length).toBeLessThanOrEqual(answerLimits.textLengthMax)
    expect(text).not.toContain('<script>')
  }
  expect(desk.out.mails).toHaveLength(1)
})

test('one person fills no archive: what is beyond is counted, and others are still heard', async () => {
  for (const name of ['ana', 'bea']) await desk.add(`${name}@people.example`)
  const id = await desk.send('Water is off.')
  for (let n = 0; n < answerLimits.perPersonMax + 5; n += 1)
    comes(`${from('Ana')}\r\nIn-Reply-To: ${desk.namesOf('ana@people.example').messageId}`, `No ${n}`)
  comes(`${from('Bea')}\r\nIn-Reply-To: ${desk.namesOf('bea@people.example').messageId}`, 'And me?')
  await desk.readMailbox()
  expect(await archived()).toHaveLength(answerLimits.perPersonMax + 1)
  expect(await viewReach({ store }, id, asking)).toMatchObject({ answers: answerLimits.perPersonMax + 6 })
  const read = await readAnswers({ store }, { id, grants })
  expect(typeof read === 'object' && read.answers.some(({ text }) => text === 'And me?')).toBe(true)
})

test('after a month it is forgotten who was told and who answered; the numbers are those on record, and a late answer is heard', async () => {
  await desk.add('ana@people.example')
  const id = await desk.send('Water is off.')
  const { messageId } = desk.namesOf('ana@people.example')
  comes(`${from('Ana')}\r\nIn-Reply-To: ${messageId}`)
  await desk.readMailbox()
  time.nowMs += 31 * dayMs
  await tidy({ store, clock })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from mail_answers where subscriber_id is not null`.execute(store.db)
  expect(rows).toEqual([{ n: 0 }])
  expect(await viewReach({ store }, id, asking)).toMatchObject({
    ...{ state: 'done', isFromRecord: true, recipients: 1, sent: 1, waiting: 0, answers: 1 },
  })
  comes(`${from('Ana')}\r\nIn-Reply-To: ${messageId}`, 'Still brown.')
  await desk.readMailbox()
  expect(await archived()).toHaveLength(2)
})

test('an answer whose time in the archive is over is not shown any more', async () => {
  await desk.add('ana@people.example')
  const id = await desk.send('Water is off.')
  comes(`${from('Ana')}\r\nIn-Reply-To: ${desk.namesOf('ana@people.example').messageId}`)
  await desk.readMailbox()
  await sql`alter table records_entries disable trigger all`.execute(store.db)
  await sql`update records_entries set body = null, subject = null where kind = 'reply-received'`.execute(
    store.db,
  )
  expect(await readAnswers({ store }, { id, grants })).toEqual({ answers: [] })
  desk.mailbox.setUidValidity(99)
  await desk.readMailbox()
  expect((await archived()).map(({ body }) => body)).toEqual([null])
})
