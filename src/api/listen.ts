import { getRequestListener } from '@hono/node-server'
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Api } from '#api/api.ts'
import { secondMs } from '#kernel/time.ts'

/** How many ports are tried after the one asked for. */
export const portsTriedMax = 20

/** A server that listens. */
export type Listening = {
  /** Address people open on this machine, without a slash at the end. */
  url: string
  port: number
  /** The port asked for, when it was taken by somebody else. */
  movedFrom: number | undefined
  /** Stops taking requests, gives those under way `graceMs`, then ends. */
  close(graceMs?: number): Promise<void>
}

/** No port in the range was free. */
export class NoFreePort extends Error {
  override name = 'NoFreePort'
}

/**
 * Serves an API. A taken port is not the end: the next ones are tried, and `movedFrom` says so. Port 0 takes any.
 *
 * @throws NoFreePort when the port and the 20 after it are taken
 */
export async function listen<S>(api: Api<S>, o: { port: number; host: string }): Promise<Listening> {
  const listener = getRequestListener(api.hono.fetch, { overrideGlobalObjects: false })
  const longestMs = Math.max(receiveMs, ...api.routes.map((route) => route.receiveMs ?? 0))
  const server = createServer(
    { requestTimeout: longestMs, headersTimeout: 10 * secondMs, keepAliveTimeout: 65 * secondMs },
    (incoming, outgoing) => {
      endSlow(incoming, receiveMsFor(api, incoming))
      void listener(incoming, outgoing)
    },
  )
  server.maxConnections = 2000
  const port = await takePort(server, o)
  const movedFrom = o.port !== 0 && port !== o.port ? o.port : undefined
  return {
    url: `http://${await nameFor(o.host, port)}:${port}`,
    port,
    movedFrom,
    close: (graceMs = 2 * secondMs) => close(server, graceMs),
  }
}

/** How long receiving a request may take, ms, unless its route says otherwise. */
const receiveMs = 30 * secondMs

function receiveMsFor<S>({ routes }: Api<S>, { method = '', url = '' }: IncomingMessage): number {
  const [path = ''] = url.split('?')
  const known = routes.find((route) => route.method.toUpperCase() === method && route.matches(path))
  return known?.receiveMs ?? receiveMs
}

/** Ends a request that is not whole in time: Node knows one limit for all, which is that of the slowest route. */
function endSlow(incoming: IncomingMessage, withinMs: number): void {
  const timer = setTimeout(() => {
    if (!incoming.complete) incoming.destroy()
  }, withinMs)
  timer.unref()
  incoming.once('close', () => clearTimeout(timer))
}

async function takePort(server: Server, o: { port: number; host: string }): Promise<number> {
  const last = o.port === 0 ? 0 : Math.min(o.port + portsTriedMax, 65_535)
  for (let port = o.port; port <= last; port++) {
    if (await tryPort(server, port, o.host)) return (server.address() as AddressInfo).port
  }
  throw new NoFreePort(
    `Ports ${o.port} to ${last} on ${o.host} are all taken. Free one, or choose another with BELLWETHER_PORT.`,
  )
}

function tryPort(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refused = (why: NodeJS.ErrnoException): void => {
      server.off('listening', taken)
      if (why.code === 'EADDRINUSE' || why.code === 'EACCES') resolve(false)
      else reject(new Error(`Cannot listen on ${host}:${port}: ${why.message}`, { cause: why }))
    }
    const taken = (): void => {
      server.off('error', refused)
      resolve(true)
    }
    server.once('error', refused).once('listening', taken).listen(port, host)
  })
}

/** Longest wait for an answer of this machine itself. */
const askedMs = 500

/**
 * The name people open on this machine: `localhost`, since browsers have passkeys for a name and not for numbers. Where
 * another program has the same port on the other address family, `localhost` could lead to it, so then it is the number.
 */
async function nameFor(host: string, port: number): Promise<string> {
  if (host === '::' || host === '::1') return 'localhost'
  if (host === '127.0.0.1' || host === '0.0.0.0')
    return (await isAnswered('::1', port)) ? '127.0.0.1' : 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function isAnswered(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: askedMs })
    const told = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once('connect', () => told(true))
      .once('error', () => told(false))
      .once('timeout', () => told(false))
  })
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs)
    // A live stream that just ended leaves its connection open for a next request; nobody will make one.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(force)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}
