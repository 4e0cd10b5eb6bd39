import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came to a browser: opened with its own keys. */
export type Pushed = {
  path: string
  payload: string
  ttl: string
  topic: string
  urgency: string
  /** Who sent it, as the signed pass says: who vouches, for which service, until when. */
  pass: { sub: string; aud: string; exp: number; key: string }
}

/** What the service answers instead of 201; `drop`: it takes the message and is gone. */
export type PushAnswer =
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'drop'
  | 'drop-before'

/** A push service and browsers that subscribed there, of our own (RFC 8030, 8188, 8291, 8292): it refuses what it cannot open. */
export type PushService = {
  origin: string
  pushed: Pushed[]
  /** Why calls were refused by the service itself. */
  wrong: string[]
  /** A new browser's subscription, as JSON. */
  subscribe(path: string): string
  tell(answer: (path: string) => PushAnswer | undefined): void
  calls(): number
  close(): Promise<void>
}

type Browser = { keys: ReturnType<typeof createECDH>; auth: Buffer }

/** Starts a push service on this machine. */
export async function openPushService(): Promise<PushService> {
  const browsers = new Map<string, Browser>()
  const pushed: Pushed[] = []
  const wrong: string[] = []
  let calls = 0
  let answer: (path: string) => PushAnswer | undefined = () => undefined
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    calls += 1
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const path = request.url ?? ''
    const told = answer(path)
    if (told === 'drop-before') return void request.socket.destroy()
    if (told === undefined || told === 'drop') {
      try {
        pushed.push(open(request, Buffer.concat(parts), browsers.get(path), origin))
      } catch (error) {
        wrong.push(String(error))
        return void response.writeHead(400).end(String(error))
      }
    }
    if (told === 'drop') return void request.socket.destroy()
    response.writeHead(told?.status ?? 201, { location: `${path}/m`, ...told?.headers }).end(told?.body)
  }
  const server = createServer((request, response) => void take(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  return {
    ...{ origin, pushed, wrong, calls: () => calls },
    subscribe: (path) => {
      const browser = { keys: createECDH('prime256v1'), auth: randomBytes(16) }
      const p256dh = browser.keys.generateKeys().toString('base64url')
      browsers.set(path, browser)
      const keys = { p256dh, auth: browser.auth.toString('base64url') }
      return JSON.stringify({ endpoint: `${origin}${path}`, expirationTime: null, keys })
    },
    tell: (next) => (answer = next),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function open(request: IncomingMessage, body: Buffer, browser: Browser | undefined, origin: string): Pushed {
  const { headers } = request
  if (browser === undefined) throw new Error('nobody subscribed here')
  if (body.length > 4096) throw new Error(`${body.length} bytes are too many`)
  if (headers['content-encoding'] !== 'aes128gcm') throw new Error('another sealing')
  if (!/^[\w-]{1,32}$/.test(String(headers['topic']))) throw new Error('a topic nobody takes')
  const pass = readPass(headers.authorization ?? '')
  if (pass.aud !== origin) throw new Error('a pass for another service')
  return {
    ...{ path: request.url ?? '', payload: unsealed(body, browser), pass },
    ...{ ttl: String(headers['ttl']), topic: String(headers['topic']), urgency: String(headers['urgency']) },
  }
}

/** RFC 8291, section 3.4. */
function unsealed(body: Buffer, { keys, auth }: Browser): string {
  const salt = body.subarray(0, 16)
  const senderKey = body.subarray(21, 21 + (body[20] ?? 0))
  const shared = keys.computeSecret(senderKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), senderKey])
  const key = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const contentKey = Buffer.from(hkdfSync('sha256', key, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', key, salt, 'Content-Encoding: nonce\0', 12))
  const sealed = body.subarray(21 + senderKey.length)
  const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** RFC 8292, section 3. */
function readPass(header: string): Pushed['pass'] {
  const [, head = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? []
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({
    key: {
      ...{ kty: 'EC', crv: 'P-256' },
      ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
    },
    format: 'jwk',
  })
  const isSigned = verify(
    ...(['sha256', Buffer.from(`${head}.${claims}`)] as const),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) throw new Error('a pass that is not signed by its key')
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Omit<Pushed['pass'], 'key'>
  return { ...said, key }
}
