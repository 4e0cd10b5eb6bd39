import { createECDH, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isOfferable, readSubscription } from './subscription.ts'

const keys = {
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
}

function isTaken(endpoint: string, given: object = keys): boolean {
  const subscription = readSubscription(JSON.stringify({ endpoint, keys: given }), false)
  return subscription !== undefined && isOfferable(subscription)
}

test('what browsers give is taken', () => {
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/abc:APA91b',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
    'https://web.push.apple.com/QGuQyavXutnMH',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYA%3d%3d',
  ])
    expect([endpoint, isTaken(endpoint)]).toEqual([endpoint, true])
})

test.each([
  'http://push.example/x',
  'https://push.example:8443/x',
  'https://127.0.0.1/x',
  'https://2130706433/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://10.1.2.3/x',
  'https://169.254.169.254/latest',
  'https://localhost/x',
  'https://a.localhost/x',
  'https://printer.local/x',
  'https://vault.internal/x',
  'https://router.home.arpa./x',
  'https://desk/x',
  'https://user:pass@push.example/x',
  'ftp://push.example/x',
  'javascript:alert(1)',
  'no address',
])('%s is no push service out on the internet', (endpoint) => {
  expect(isTaken(endpoint)).toBe(false)
})

test('keys that are none are not taken', () => {
  const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url')
  for (const p256dh of [offCurve, 'A'.repeat(87), '', keys.p256dh.slice(0, 80)])
    expect([p256dh, isTaken('https://push.example/x', { ...keys, p256dh })]).toEqual([p256dh, false])
  for (const auth of ['', 'short', 'x'.repeat(90)])
    expect([auth, isTaken('https://push.example/x', { ...keys, auth })]).toEqual([auth, false])
})
