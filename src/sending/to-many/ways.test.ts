import { expect, test } from 'vitest'
import { MailSettings } from '#sending/to-many/ways.ts'

const send = {
  ...{ host: 'smtp.example.org', port: 587, security: 'starttls', bounces: 'bounces@example.org' },
  ...{ from: { name: 'City', address: 'alerts@example.org' }, listId: 'alerts.example.org' },
}
const mailbox = { host: 'imap.example.org', port: 993, security: 'tls' }

test('mail is set up with a server, and with a mailbox if there is one', () => {
  expect(MailSettings.parse({ send })).not.toHaveProperty('mailbox')
  const both = MailSettings.parse({ send, user: 'desk', mailbox })
  // What comes back is recognised by the same names as what went out.
  expect(both.mailbox?.settings).toMatchObject({ from: 'alerts@example.org', bounces: 'bounces@example.org' })
})

test.each([
  ['nothing', undefined],
  ['a text', 'smtp://x'],
  ['a password beside it, which belongs into the vault', { send, user: 'desk', password: 'x' }],
  ['no encryption, without saying so', { send: { ...send, security: 'none' } }],
  ['bounces that are no address', { send: { ...send, bounces: 'x' } }],
  ['a mailbox that nobody signs in to', { send, mailbox }],
  ['a mailbox without a port', { send, user: 'desk', mailbox: { host: 'x', security: 'tls' } }],
])('%s is refused', (_, given) => {
  expect(MailSettings.safeParse(given).success).toBe(false)
})
