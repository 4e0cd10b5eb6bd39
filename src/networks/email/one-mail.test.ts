import { simpleParser } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { giveOneMail, type OneMail } from './one-mail.ts'
import { memoryOf, settingsFor } from './test-sending.ts'
import { openSmtpPeer, type SmtpPeer } from './test-smtp-peer.ts'

const mail: OneMail = {
  ...{ key: 'm-1', address: 'office@minister.example', language: 'fr-CA', atMs: Date.UTC(2031, 3, 7, 12) },
  ...{ subject: 'Rapport : l’eau\r\nBcc: all@city.example', text: 'Bonjour', html: '<p>Bonjour</p>' },
  attachment: { name: 'rapport.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 …') },
}

async function peer(): Promise<SmtpPeer> {
  const opened = await openSmtpPeer()
  onTestFinished(() => opened.close().catch(() => undefined))
  return opened
}

function give(at: SmtpPeer, more: Partial<OneMail> = {}) {
  const needs = { clock: wallClock, signal: new AbortController().signal }
  const secrets = memoryOf({ tokenKey: 'a'.repeat(43) })
  return giveOneMail(settingsFor(at.port), secrets, { ...mail, ...more }, needs)
}

test('one mail with its file arrives, is the same at every attempt, and is no mail of a list', async () => {
  const at = await peer()
  expect(await give(at)).toMatchObject({ kind: 'sent' })
  expect(await give(at)).toMatchObject({ kind: 'sent' })
  expect(at.mails[0]?.raw).toBe(at.mails[1]?.raw)
  const read = await simpleParser(at.mails[0]?.raw ?? '')
  expect(read.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
    ['rapport.pdf', '%PDF-1.7 …'],
  ])
  expect(read.text?.trim()).toBe('Bonjour')
  expect(read.headers.has('list')).toBe(false)
  expect(read.headers.get('auto-submitted')).toBe('auto-generated')
})

test('a line break in a title begins no further header', async () => {
  const at = await peer()
  await give(at)
  expect(at.mails.map(({ to }) => to)).toEqual(['office@minister.example'])
  const read = await simpleParser(at.mails[0]?.raw ?? '')
  expect(read.bcc).toBeUndefined()
})

test('what certainly did not go is to be tried again, what may have gone is unknown, what is refused is final', async () => {
  const at = await peer()
  at.tell((step) => (step === 'RCPT' ? '451 4.7.1 later' : undefined))
  expect(await give(at)).toMatchObject({ kind: 'wait' })
  at.tell((step) => (step === 'END' ? 'drop' : undefined))
  expect(await give(at)).toMatchObject({ kind: 'unknown' })
  at.tell((step) => (step === 'RCPT' ? '550 5.1.1 office@minister.example is not here' : undefined))
  const refused = await give(at)
  expect(refused).toMatchObject({ kind: 'refused', why: 'no-such-address' })
  expect(JSON.stringify(refused)).not.toContain('minister.example')
  expect(await give(at, { address: 'nobody' })).toMatchObject({ kind: 'refused', why: 'bad-address' })
})

test('a server that is not there leaves the mail to be tried again', async () => {
  const at = await peer()
  await at.close()
  const needs = { clock: wallClock, signal: new AbortController().signal }
  const outcome = await giveOneMail(settingsFor(at.port), memoryOf({}), mail, needs)
  expect(outcome).toMatchObject({ kind: 'wait', why: 'unreachable' })
})
