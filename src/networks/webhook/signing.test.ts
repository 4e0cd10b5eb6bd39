import { expect, test } from 'vitest'
import { readSecrets, signedHeaders } from '#networks/webhook/signing.ts'

test('the signature is the one that the reference libraries of Standard Webhooks make', () => {
  // From the tests of the reference libraries: secret, id, time and body of one message.
  const keys = readSecrets('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const body = Buffer.from('{"test": 2432232314}')
  const headers = signedHeaders(keys, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: 1_614_265_330_500, body })
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('secrets are between 24 and 64 bytes, five at most, all of them good', () => {
  const secret = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`
  expect(readSecrets(`  ${secret(24)}\n${secret(64)} `).map(({ length }) => length)).toEqual([24, 64])
  for (const bad of ['', ' ', 'whsec_', secret(23), secret(65), `${secret(24)} x`, secret(24).slice(6)])
    expect(readSecrets(bad)).toEqual([])
  expect(readSecrets(Array.from({ length: 6 }, () => secret(32)).join(' '))).toEqual([])
})
