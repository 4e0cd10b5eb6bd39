import { lookup as lookUpName } from 'node:dns'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { isPrivateAddress } from '#networks/private-address.ts'
import type { SendingWhy } from '#networks/sender.ts'
import type { MailServer } from './settings.ts'

/** Why no connection came about. Nothing was said to anybody. */
export type NoSocket = { why: SendingWhy; detail: string }

/** An address we do not connect to. */
class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/**
 * Connects to a mail server. The addresses of its name are checked as the connection is made, so that a second look-up cannot
 * answer differently: out on the internet, in the owner's network only where that was said, and for mail without encryption on
 * this machine only.
 */
export function openSocket(
  server: MailServer,
  o: { timeoutMs: number; signal: AbortSignal },
): Promise<Socket | NoSocket> {
  const wrong = isIP(server.host) === 0 ? undefined : refusal(server.host, server)
  if (wrong !== undefined) return Promise.resolve({ why: 'private-address', detail: wrong })
  if (o.signal.aborted) return Promise.resolve({ why: 'stopped', detail: 'stopped by us' })
  return new Promise((resolve) => {
    const socket = connect({ host: server.host, port: server.port, lookup: checkedLookup(server) })
    const timer = setTimeout(() => fail('timeout', 'no connection in time'), o.timeoutMs)
    const onAbort = (): void => fail('stopped', 'stopped by us')
    const onError = (error: Error): void =>
      fail(error instanceof AddressRefused ? 'private-address' : 'unreachable', error.message.slice(0, 200))
    const settle = (): void => {
      clearTimeout(timer)
      o.signal.removeEventListener('abort', onAbort)
    }
    const fail = (why: SendingWhy, detail: string): void => {
      settle()
      socket.destroy()
      resolve({ why, detail })
    }
    o.signal.addEventListener('abort', onAbort, { once: true })
    socket.on('error', onError)
    socket.once('connect', () => {
      settle()
      socket.off('error', onError)
      resolve(socket)
    })
  })
}

/** An address of a server's name that may be called, for a client that connects by itself. */
export function openAddress(server: MailServer): Promise<string | NoSocket> {
  const lookup = checkedLookup(server)
  if (isIP(server.host) !== 0) {
    const wrong = refusal(server.host, server)
    return Promise.resolve(wrong === undefined ? server.host : { why: 'private-address', detail: wrong })
  }
  return new Promise((resolve) => {
    lookup(server.host, { all: false }, (error, address) => {
      if (error === null && typeof address === 'string') return resolve(address)
      const why = error instanceof AddressRefused ? 'private-address' : 'unreachable'
      resolve({ why, detail: error?.message.slice(0, 200) ?? 'the name has no address' })
    })
  })
}

function checkedLookup(server: MailServer): LookupFunction {
  return (name, options, callback) => {
    lookUpName(name, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '')
      const wrong = found.map(({ address }) => refusal(address, server)).find((one) => one !== undefined)
      if (wrong !== undefined) return callback(new AddressRefused(wrong), '')
      const [first] = found
      if (first === undefined) return callback(new Error('the name has no address'), '')
      if (options.all === true) return callback(null, found)
      callback(null, first.address, first.family)
    })
  }
}

/** Why an address is not connected to. */
function refusal(address: string, server: MailServer): string | undefined {
  const isOwnMachine = /^127\.|^::1$|^::ffff:127\./.test(address)
  if (server.security === 'none' && !(server.allowInsecure && isOwnMachine))
    return `${address} is not this machine, and mail without encryption goes no further`
  return isPrivateAddress(address) && !server.allowPrivateNetworks && !isOwnInsecure(server)
    ? `${address} is in a private network`
    : undefined
}

/** Where the owner allowed plain mail, this machine was meant. */
function isOwnInsecure({ security, allowInsecure }: MailServer): boolean {
  return security === 'none' && allowInsecure
}
