import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readDeliveryReport } from './delivery-report.ts'
import { mailIds } from './mail-ids.ts'
import { readMail, type MailHeard } from './read-mail.ts'

const ids = mailIds({ key: 'k'.repeat(43), domain: 'city.example', bounces: 'bounces@city.example' })
const messageId = ids.messageId('d1-0', 'r7')
const returnAddress = ids.returnAddress('r7')

async function heardOf(raw: string | Buffer): Promise<MailHeard> {
  const bytes = typeof raw === 'string' ? Buffer.from(raw.replaceAll(/\r?\n/g, '\r\n')) : raw
  return readMail({ bytes, size: bytes.length, receivedAtMs: 5 }, ids)
}

function report(o: { fields: string; to?: string; returned?: string }): string {
  return `From: MAILER-DAEMON@mx.people.example
To: ${o.to ?? 'alerts@city.example'}
Auto-Submitted: auto-replied
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.people.example

Final-Recipient: rfc822; jo@people.example
${o.fields}

--b
Content-Type: ${o.returned === undefined ? 'text/plain' : 'message/rfc822'}

${o.returned ?? ''}
--b--
`
}

test.each([
  ['Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user', true, '5.1.1'],
  ['ACTION: Failed\nSTATUS: 5.1.1 (bad)', true, '5.1.1'],
  ['Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;\n 550 user unknown', true, '5.0.0'],
  ['Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 spam', false, '5.7.1'],
  ['Action: failed\nStatus: 5.2.2', false, '5.2.2'],
  ['Action: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 550 x', false, '4.4.7'],
  ['Action: delayed\nStatus: 4.4.1', false, '4.4.1'],
  ['Status: 5.1.10', true, '5.1.10'],
])('a report %j is read', async (fields, isPermanent, status) => {
  const heard = await heardOf(report({ fields, to: returnAddress }))
  expect(heard).toMatchObject({ kind: 'bounce', isPermanent, status, about: { recipientId: 'r7' } })
})

test('whom it is about is read from the returned mail too, and named with the message', async () => {
  const returned = `From: alerts@city.example\nMessage-ID: ${messageId}\nSubject: Water\n\nText`
  const heard = await heardOf(report({ fields: 'Action: failed\nStatus: 5.1.1', returned }))
  expect(heard).toMatchObject({ kind: 'bounce', about: { recipientId: 'r7', messageKey: 'd1-0' } })
})

test('a report anybody could write ends nobody’s subscription', async () => {
  const forged = [
    returnAddress.replace('+r7', '+r8'),
    messageId.replace('.r7.', '.r8.'),
    `<d2-0.r7.${'f'.repeat(12)}@city.example>`,
    returnAddress.replace('city.example', 'evil.example'),
  ]
  for (const name of forged) {
    const heard = await heardOf(
      report({ fields: 'Action: failed\nStatus: 5.1.1', returned: `Message-ID: ${name}\n\nx` }),
    )
    expect(heard).toMatchObject({ kind: 'bounce' })
    expect(heard).not.toHaveProperty('about')
  }
})

test('a server that changed the case of our name is understood', async () => {
  const heard = await heardOf(
    report({ fields: 'Action: failed\nStatus: 5.1.1', to: returnAddress.toUpperCase() }),
  )
  expect(heard).toMatchObject({ about: { recipientId: 'r7' } })
})

test.each([
  ['This is the qmail-send program.\n<jo@people.example>:\n192.0.2.1 said: 550 #5.1.1 no mailbox', true],
  ['Your message could not be delivered: 550 No such user here', true],
  ['552 5.2.2 mailbox full', false],
  ['Will be tried again: 451 4.4.1 no answer', false],
])('a letter of a server, %j, is a bounce', async (text, isPermanent) => {
  const heard = await heardOf(
    `Return-Path: <>\nFrom: Mailer-Daemon@mx.example\nTo: ${returnAddress}\n\n${text}`,
  )
  expect(heard).toMatchObject({ kind: 'bounce', isPermanent, about: { recipientId: 'r7' } })
  expect(JSON.stringify(heard)).not.toContain('jo@people.example')
})

test('what is delivered, absence notices and complaints are what they are', async () => {
  expect(await heardOf(report({ fields: 'Action: delivered\nStatus: 2.0.0' }))).toMatchObject({
    kind: 'auto-reply',
  })
  const away = `From: jo@people.example\nAuto-Submitted: auto-replied (vacation)\nIn-Reply-To: ${messageId}\n\nBack in May. 550 5.1.1`
  expect(await heardOf(away)).toMatchObject({ kind: 'auto-reply', about: { messageKey: 'd1-0' } })
  const complaint = `From: fbl@isp.example
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
--b
Content-Type: message/rfc822

Message-ID: ${messageId}

x
--b--
`
  expect(await heardOf(complaint)).toMatchObject({ kind: 'complaint', about: { recipientId: 'r7' } })
})

test('an answer written as a page is read as words, with nothing of its markup', async () => {
  const html = '<p>Merci&nbsp;!</p><script>alert(1)</script><img src="https://spy.example/x">'
  const heard = await heardOf(
    `From: "Zo\u00eb" <z@people.example>\nContent-Type: text/html; charset=utf-8\n\n${html}`,
  )
  expect(heard).toMatchObject({ kind: 'reply', text: 'Merci !' })
})

test.each(['utf-7', 'no-such-charset', 'iso-2022-jp', '"; drop', 'utf-16'])(
  'a wrong charset (%s) is no end',
  async (charset) => {
    const heard = await heardOf(
      `From: a@b.example\nContent-Type: text/plain; charset=${charset}\n\n+ADw-script+AD4- \xff\xfe é`,
    )
    expect(heard.kind).toBe('reply')
    expect(JSON.stringify(heard)).not.toContain('<script>')
  },
)

test('a mail nested a thousand deep, one of ten thousand parts, and heads without end come to an end', async () => {
  let deep = 'Content-Type: text/plain\n\nhere\n'
  for (let n = 0; n < 1000; n += 1)
    deep = `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n${deep}\n--b${n}--\n`
  const wide = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(10_000)}--b--`
  const long = `Subject: ${'x'.repeat(200_000)}\n\nx`
  const tags = `Content-Type: text/html\n\n${'<div>'.repeat(40_000)}`
  for (const raw of [deep, wide, long, tags, `${'a: b\n'.repeat(40_000)}\n`])
    expect(['reply', 'unreadable']).toContain((await heardOf(`From: a@b.example\n${raw}`)).kind)
})

test('a packed attachment stays packed', async () => {
  const bomb = gzipSync(Buffer.alloc(30_000_000)).toString('base64')
  const heard = await heardOf(
    `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee this.\n--b\nContent-Type: application/gzip\nContent-Encoding: gzip\nContent-Transfer-Encoding: base64\n\n${bomb}\n--b--`,
  )
  expect(heard).toMatchObject({ kind: 'reply', text: 'See this.' })
})

test('whatever bytes come, something is told and nothing thrown', async () => {
  const words = fc.constantFrom(
    ...[
      'From: a@b\r\n',
      'Content-Type: multipart/report; boundary=b\r\n',
      '\r\n',
      '--b\r\n',
      '--b--',
      '=?utf-8?Q?=00',
    ],
    ...[
      'Content-Type: message/delivery-status\r\n',
      'Action: failed\r\n',
      'Status: 5.1.1\r\n',
      returnAddress,
      '\0',
      'é',
    ],
  )
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.array(words, { maxLength: 30 }).map((list) => Buffer.from(list.join(''))),
  )
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const heard = await heardOf(bytes)
      expect(heard.id).toMatch(/^[0-9a-f]{32}$/)
      expect(JSON.stringify(heard).length).toBeLessThan(50_000)
    }),
    { numRuns: 200 },
  )
})

test('a report without a recipient says nothing', () => {
  for (const text of ['', '\n\n\n', 'Reporting-MTA: dns; x', ':::', 'a'.repeat(100_000)])
    expect(readDeliveryReport(text)).toBeUndefined()
})

test('of several recipients in a report, one that failed counts', () => {
  const text = 'Action: delivered\nStatus: 2.0.0\n\nAction: failed\nStatus: 5.1.1\n'
  expect(readDeliveryReport(text)).toMatchObject({ action: 'failed', isPermanent: true })
})
