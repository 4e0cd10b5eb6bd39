import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { dot, textPart } from '#networks/test-sender-contract.ts'
import type { Sender } from '#networks/sender.ts'
import { credentialsOf, needs, shortTimeouts } from '#networks/x/emulator/test-connection.ts'
import { xNetworkOf } from '#networks/x/sender.ts'

type Answer = { status: number; headers: Record<string, string>; body: string }

/** A server that answers everything with what it is told to. */
async function senderTo(answer: () => Answer): Promise<Sender> {
  const server = createServer((request, response) => {
    const { status, headers, body } = answer()
    request.resume().on('end', () => response.writeHead(status, headers).end(body))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const keys = {
    apiKey: 'apikey-1',
    apiSecret: 'apisecret-1',
    accessToken: 'access-1',
    accessTokenSecret: 'secret-1',
  }
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connection = {
    account: 'a',
    server: at,
    handle: 'a',
    languages: [],
    credentials: credentialsOf(keys),
  }
  return xNetworkOf({ timeouts: shortTimeouts }).open({ ...connection, allowPrivateNetworks: true })
}

const shapes = fc.oneof(
  fc.jsonValue().map((json) => JSON.stringify(json)),
  fc.jsonValue().map((json) => JSON.stringify({ data: json, errors: json, meta: json, includes: json })),
  fc.string(),
  fc.constantFrom(
    '{"data":{"id":"1","username":"a","author_id":"2","text":"t"}}',
    '{"data":[{"id":"1"}],"meta":{}}',
    '',
    '[',
  ),
)
const answers = fc.record({
  status: fc.constantFrom(
    200,
    201,
    204,
    301,
    302,
    304,
    400,
    401,
    402,
    403,
    404,
    409,
    410,
    422,
    429,
    500,
    502,
    503,
  ),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { location: 'http://127.0.0.1:9/' },
    { 'x-rate-limit-reset': 'soon' },
  ),
  body: shapes,
})

test('whatever a server answers, nothing is thrown, and nothing is claimed that it did not say', async () => {
  let now: Answer = { status: 200, headers: {}, body: '' }
  const sender = await senderTo(() => now)
  await fc.assert(
    fc.asyncProperty(answers, async (answer) => {
      now = answer
      const parts = [
        textPart('Hello.'),
        textPart('Hello.', { replyTo: 'x:5' }),
        textPart('Hello.', { media: [dot] }),
      ]
      for (const part of parts) {
        const outcome = await sender.send(part, needs())
        if (outcome.kind === 'sent') expect(JSON.parse(answer.body)).toHaveProperty('data.id')
        if (answer.status >= 500) expect(['unknown', 'wait']).toContain(outcome.kind)
        expect(JSON.stringify(outcome)).not.toMatch(/apisecret-1|secret-1/)
      }
      const [plain = textPart('Hello.')] = parts
      expect(['unanswered', 'cannot-know']).toContain((await sender.readBack(plain, needs())).kind)
      const removed = await sender.remove?.({ nativeId: '5' }, needs())
      if (removed?.kind === 'gone') expect([200, 201, 404, 410]).toContain(answer.status)
      const health = await sender.health(needs())
      if (!health.ok && health.why === 'revoked') expect(answer.status).toBe(401)
    }),
    { numRuns: 60 },
  )
})
