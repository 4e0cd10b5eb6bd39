import { expect, onTestFinished, test } from 'vitest'
import { hookLimits } from '#access/programs/hook-rules.ts'
import { checkSignature, signatureOf } from '#access/programs/signature.ts'
import { minuteMs, wallClock } from '#kernel/time.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { webhookNetwork } from '#networks/webhook/sender.ts'
import { readSecrets, signedHeaders } from '#networks/webhook/signing.ts'
import { openReceiver } from '#networks/webhook/test-receiver.ts'

test('what one desk tells is believed by another: the signature holds, for five minutes, and for these bytes only', async () => {
  const receiver = await openReceiver()
  onTestFinished(() => receiver.close())
  const { url, secret } = receiver
  const sender = webhookNetwork.open({
    ...{ account: 'a1', handle: 'The other desk', languages: ['fr'], allowPrivateNetworks: true },
    credentials: { read: () => Promise.resolve({ url, secret }), write: () => Promise.resolve() },
  })
  const signal = new AbortController().signal
  await sender.send(textPart('L’eau est coupée. 🚰'), { clock: wallClock, signal })
  const [arrived] = receiver.arrived
  const header = (name: string): string => String(arrived?.headers[name])
  const signed = {
    ...{ id: header('webhook-id'), timestamp: header('webhook-timestamp') },
    ...{ signature: header('webhook-signature'), body: Buffer.from(arrived?.body ?? '') },
  }
  const nowMs = wallClock.nowMs()
  expect(checkSignature(secret, signed, nowMs)).toBe('holds')
  expect(checkSignature(secret, signed, nowMs + hookLimits.toleranceMs + minuteMs)).toBe('late')
  expect(checkSignature(secret, { ...signed, body: Buffer.from(`${arrived?.body} `) }, nowMs)).toBe('wrong')
  expect(signed.body.length).toBeLessThan(hookLimits.bodyBytesMax)
})

test('both rooms sign alike', () => {
  const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
  const o = { id: 'd1-0', timestamp: '1930000000', body: Buffer.from('{}') }
  const headers = signedHeaders(readSecrets(secret), { id: o.id, atMs: 1_930_000_000_000, body: o.body })
  expect(headers['webhook-signature']).toBe(`v1,${signatureOf(secret, o)}`)
})
