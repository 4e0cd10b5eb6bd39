import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import type { ManyMessage, ManyVersion } from '#networks/to-many.ts'
import { mailAddress } from './address.ts'
import { composeMail, webUrl } from './compose.ts'
import { mailIds } from './mail-ids.ts'
import { EmailSettings } from './settings.ts'

const settings = EmailSettings.parse({
  ...{ host: 'mail.city.example', port: 465, security: 'tls', replyTo: 'desk@city.example' },
  ...{
    from: { name: 'Ville de Havre-Clair ⚓', address: 'alerts@city.example' },
    bounces: 'bounces@city.example',
  },
  listId: 'alerts.city.example',
})
const ids = mailIds({ key: 'k'.repeat(43), domain: 'city.example', bounces: 'bounces@city.example' })

async function mailOf(
  version: Partial<ManyVersion>,
  { why, ...more }: Partial<ManyMessage> & { why?: string } = {},
): Promise<string> {
  const whole: ManyVersion = { language: 'en', title: 'Water is off', text: 'Until six.', ...version }
  const message: ManyMessage = {
    ...{ key: 'd1-0', atMs: Date.UTC(2031, 3, 7, 12), versions: [whole], topic: 't', isUrgent: false },
    ...more,
  }
  const to = mailAddress('jo@people.example')
  if (to === undefined) throw new Error('no address')
  const recipient = {
    ...{ id: 'r1', address: to.text, language: 'en', unsubscribeUrl: '' },
    ...(why !== undefined && { why }),
  }
  const unsubscribeUrl = 'https://city.example/u/r1?a=1&b=2'
  const made = await composeMail({ settings, ids, message, version: whole, recipient, to, unsubscribeUrl })
  return made.bytes.toString('latin1')
}

function headersIn(raw: string): string {
  return raw.slice(0, raw.indexOf('\r\n\r\n'))
}

test('a mail says the same in plain words and as a page, and carries what lists carry', async () => {
  const text = 'Main Street & 2nd, “until six”.\n\nAsk: https://city.example/a?b=1&c=2.\nThank you. 🚰'
  const raw = await mailOf({ title: 'L’eau est coupée', text, url: 'https://city.example/w' })
  const mail = await simpleParser(raw)
  expect(mail.subject).toBe('L’eau est coupée')
  expect(mail.from?.value).toEqual([{ name: 'Ville de Havre-Clair ⚓', address: 'alerts@city.example' }])
  expect(mail.replyTo?.text).toBe('desk@city.example')
  expect(mail.text).toContain(text)
  expect(mail.text).toContain('Stop these messages: https://city.example/u/r1?a=1&b=2')
  expect(mail.html).toContain('<h1>L’eau est coupée</h1>')
  expect(mail.html).toContain('<a href="https://city.example/a?b=1&amp;c=2">')
  expect(mail.html).toMatch(/<html lang="en" dir="auto">/)
  expect(mail.date?.getTime()).toBe(Date.UTC(2031, 3, 7, 12))
  const headers = headersIn(raw)
  expect(headers).toContain('List-Unsubscribe: <https://city.example/u/r1?a=1&b=2>')
  expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(headers).toMatch(/^List-ID: <alerts.city.example>/im)
  expect(headers).toContain('Auto-Submitted: auto-generated')
  expect(headers).toContain('Precedence: bulk')
})

test('why somebody gets it stands at its end, as words and nothing else; one press still ends it', async () => {
  const why = 'You chose: <b>Water</b> & "roads".\r\nBcc: all@people.example'
  const raw = await mailOf({}, { why })
  const mail = await simpleParser(raw)
  const line = 'You chose: <b>Water</b> & "roads". Bcc: all@people.example'
  expect(mail.text).toContain(`${line}\nStop these messages: https://city.example/u/r1?a=1&b=2`)
  expect(mail.html).toContain('<p>You chose: &lt;b&gt;Water&lt;/b&gt; &amp; &quot;roads&quot;. Bcc:')
  expect(mail.text).not.toContain('because you subscribed')
  expect(headersIn(raw)).not.toContain('Bcc')
  expect(await mailOf({}, { why, isRequest: true })).not.toContain('You chose')
  expect((await simpleParser(await mailOf({}, { why: 'x'.repeat(5000) }))).text?.length).toBeLessThan(500)
})

test('opening a mail fetches nothing', async () => {
  const text = '<img src="https://spy.example/x.png"> <script>alert(1)</script> &lt;b&gt;'
  const { html } = await simpleParser(await mailOf({ text, title: '<img src=x>' }))
  expect(html).not.toMatch(/<(img|script|link|iframe|style|object)\b|url\(|@import|\bsrc="/i)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;')
})

test('a warning does not wait behind bulk mail, and says until when it holds', async () => {
  const headers = headersIn(await mailOf({}, { isUrgent: true, validUntilMs: Date.UTC(2031, 3, 7, 18) }))
  expect(headers).toContain('Importance: high')
  expect(headers).toContain('Expires: Mon, 07 Apr 2031 18:00:00 GMT')
  expect(headers).not.toContain('Precedence')
})

test.each([
  'Hello\r\nBcc: all@people.example',
  'Hello\nX-Spy: 1\n\n<script>',
  'Hello\rBcc: all@people.example',
  'Hello\u2028Bcc: all@people.example',
  'Hello\u0000\u0008world\u0085Bcc: x@y.example',
  '=?utf-8?Q?Hello=0D=0ABcc:_all=40people.example?=',
  `${'long '.repeat(200)}\r\nBcc: all@people.example`,
])('a title %j stays a title', async (title) => {
  const raw = await mailOf({ title, language: 'en\r\nX-Spy: 2' })
  const headers = headersIn(raw)
  expect(headers).not.toMatch(/^(Bcc|X-Spy)\s*:/im)
  expect(headers.split('\r\n').every((line) => line.length < 998 && !/[\r\n\0]/.test(line))).toBe(true)
  const mail = await simpleParser(raw)
  expect(mail.bcc).toBeUndefined()
  expect(mail.to).toMatchObject({ value: [{ address: 'jo@people.example' }] })
})

test('a text that says how mail is built stays text', async () => {
  const text = 'One.\r\n.\r\nQUIT\r\nFrom: x\n--d1-0.r1\nContent-Type: text/html\n\n<b>'
  const mail = await simpleParser(await mailOf({ text }))
  expect(mail.text).toContain('One.\n.\nQUIT\nFrom: x\n--d1-0.r1\nContent-Type: text/html\n\n<b>')
  expect(mail.attachments).toEqual([])
})

test('half characters and very long texts do not break a mail', async () => {
  const mail = await simpleParser(await mailOf({ text: `\ud83d${'é'.repeat(60_000)}`, title: '\udc00!' }))
  expect(mail.text?.length).toBeLessThan(52_000)
  expect(mail.text?.isWellFormed()).toBe(true)
})

test('only plain addresses of the web stand in headers', () => {
  expect(webUrl('https://city.example/ü')).toBe('https://city.example/%C3%BC')
  for (const bad of ['javascript:alert(1)', 'mailto:a@b.c', 'x', `https://a.example/${'x'.repeat(1000)}`])
    expect(webUrl(bad)).toBeUndefined()
  expect(webUrl('https://a.example/>\r\nBcc:x')).not.toMatch(/[<>\r\n]/)
})
