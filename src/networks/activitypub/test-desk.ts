import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { silentLog } from '#kernel/log.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { FederationDesk, OurActor } from '#networks/activitypub/desk.ts'
import { deliverQueued } from '#networks/activitypub/deliver.ts'
import { serveFederation } from '#networks/activitypub/serve.ts'
import { testKey } from '#networks/activitypub/test-keys.ts'
import { testStore, type TestStore } from '#networks/activitypub/test-store.ts'
import type { Credentials } from '#networks/sender.ts'

/** A keeper of secrets in memory. */
export function testCredentials(kept: unknown = {}): Credentials & { kept: () => unknown } {
  return {
    kept: () => kept,
    read: async () => structuredClone(kept),
    write: async (value) => void (kept = structuredClone(value)),
  }
}

/** An actor of the invented town, with a key. */
export function testActor(more: Partial<OurActor> = {}): OurActor {
  const { name = 'havre_clair' } = more
  const actorKeys = { [name]: testKey('ours').privatePem }
  return {
    ...{ name: 'havre_clair', account: 'a1', language: 'en', displayName: 'City of Havre-Clair' },
    ...{ summary: 'The city.', url: 'https://havre-clair.example/messages' },
    credentials: testCredentials({ actorKeys }),
    fields: [{ name: 'Website', value: 'https://havre-clair.example/' }],
    ...more,
  }
}

/** A desk in memory whose parts a test may look into. */
export type TestDesk = FederationDesk & { store: TestStore; stop(): void }

/** A desk that nobody can reach: for what needs no wire. */
export function testDesk(more: Partial<FederationDesk> = {}): TestDesk {
  const stopped = new AbortController()
  const actors = more.actors ?? (async () => known)
  const known = [testActor()]
  return {
    ...{ origin: 'https://social.havre-clair.example', actors, clock: wallClock },
    async ensureActors({ account, name }) {
      const own = (await actors()).filter((actor) => actor.account === account)
      return own.length > 0 ? { kind: 'there', actors: own } : { kind: 'taken', name }
    },
    mediaUrl: ({ sha256 }) => `https://havre-clair.example/media/${sha256}`,
    ...{ log: silentLog, signal: stopped.signal, version: '0', stop: () => stopped.abort() },
    ...more,
    store: testStore(more.clock),
  }
}

/** A server of ours on loopback, with what waits in its queue on its way. */
export type TestServer = { desk: TestDesk; close(): Promise<void> }

/** Opens one. */
export async function testServer(
  actors: readonly OurActor[] = [testActor()],
  clock: Clock = wallClock,
): Promise<TestServer> {
  let answer: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 })
  const { origin, close } = await listening((request) => answer(request))
  const desk = testDesk({ origin, actors: async () => actors, clock, allowPrivateNetworks: true })
  answer = serveFederation(desk)
  const delivering = deliverQueued(desk, { timeoutMs: 2000, chance: () => 0 })
  return {
    desk,
    close: async () => {
      desk.stop()
      await delivering
      await close()
    },
  }
}

/** Listens on loopback with a handler of the web's kind. */
export async function listening(
  handler: (request: Request) => Promise<Response>,
): Promise<{ origin: string; close(): Promise<void> }> {
  let origin = ''
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part)
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
    const { method = 'GET', url = '/' } = incoming
    const body = method === 'GET' ? {} : { body: Buffer.concat(parts) }
    const response = await handler(new Request(`${origin}${url}`, { method, headers, ...body }))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
