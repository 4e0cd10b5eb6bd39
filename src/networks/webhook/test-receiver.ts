import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { Fault, SeenPost } from '#networks/test-sender-contract.ts'

/** One telling as it arrived. */
export type Arrived = { headers: IncomingMessage['headers']; body: string; isGenuine: boolean }

/** A program that is told: it checks signatures by its own lights, and does nothing twice. */
export type TestReceiver = {
  url: string
  secret: string
  arrived: Arrived[]
  posts(): SeenPost[]
  misbehave(fault: Fault): void
  /** Answers everything with this from now on. */
  answerAlways(status: number, body: (request: IncomingMessage) => string): void
  close(): Promise<void>
}

const Event = z.object({
  type: z.enum(['message.posted', 'message.edited', 'message.removed']),
  data: z.object({
    id: z.string(),
    text: z.string().default(''),
    language: z.string().optional(),
    replyTo: z.string().optional(),
    after: z.string().optional(),
    media: z.array(z.object({ alt: z.string(), url: z.string() })).default([]),
    card: z
      .object({ url: z.string(), title: z.string(), description: z.string(), image: z.unknown().optional() })
      .optional(),
  }),
})

/** Opens one on a free port of this machine. */
export async function openReceiver(): Promise<TestReceiver> {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const arrived: Arrived[] = []
  const posts = new Map<string, SeenPost>()
  const done = new Set<string>()
  let fault: Fault | undefined
  let always: { status: number; body: (request: IncomingMessage) => string } | undefined

  function take(request: IncomingMessage, body: string): number {
    const isGenuine = signatureHolds(secret, request.headers, body)
    arrived.push({ headers: request.headers, body, isGenuine })
    if (!isGenuine) return 401
    const id = String(request.headers['webhook-id'])
    if (done.has(id)) return 200
    done.add(id)
    const { type, data } = Event.parse(JSON.parse(body))
    if (type === 'message.removed') posts.delete(data.id)
    else {
      const { id: nativeId, text, language, media, card } = data
      const replyTo = data.after ?? data.replyTo
      const seen = {
        nativeId,
        text,
        alts: media.map(({ alt }) => alt),
        ...(language !== undefined && { language }),
        ...(card !== undefined && {
          card: {
            ...{ url: card.url, title: card.title, description: card.description },
            hasPicture: card.image !== undefined,
          },
        }),
      }
      posts.set(nativeId, { ...seen, ...(replyTo !== undefined && { replyTo }) })
    }
    return 200
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    if (always !== undefined) return void response.writeHead(always.status).end(always.body(request))
    if (request.method !== 'POST') return void response.writeHead(405).end()
    const now = fault
    fault = undefined
    const hasEffect =
      now === undefined || ['lost-after', 'cut-after', 'error-after', 'not-json'].includes(now)
    const status = hasEffect ? take(request, body) : 0
    if (now === 'lost-before' || now === 'lost-after') return void request.socket.destroy()
    if (now === 'cut-after') {
      response.writeHead(200, { 'content-length': 1000 }).write('{"taken"')
      return void setImmediate(() => request.socket.destroy())
    }
    if (now === 'error-before' || now === 'error-after') return void response.writeHead(503).end('no')
    if (now === 'busy') return void response.writeHead(429, { 'retry-after': '7' }).end()
    if (now === 'busy-without-time') return void response.writeHead(429).end()
    if (now === 'revoked') return void response.writeHead(401).end('who are you')
    if (now === 'not-json') return void response.writeHead(200).end('<!doctype html>Welcome')
    response.writeHead(status).end()
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => answer(request, response, Buffer.concat(parts).toString('utf8')))
  })
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server has one
  return {
    ...{ url: `http://127.0.0.1:${port}/hooks/planted-password`, secret, arrived, close },
    posts: () => [...posts.values()],
    misbehave: (next) => void (fault = next),
    answerAlways: (status, body) => void (always = { status, body }),
  }
}

/** Written from the specification, and not with the code that signs. */
function signatureHolds(secret: string, headers: IncomingMessage['headers'], body: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  return String(headers['webhook-signature'])
    .split(' ')
    .map((one) => Buffer.from(one))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected))
}
