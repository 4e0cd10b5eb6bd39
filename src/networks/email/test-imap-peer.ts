import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { TestCertificate } from './test-certificate.ts'

/**
 * A mailbox server of our own, of the few commands of RFC 9051 that reading needs: no server for Node was found, so what is shown
 * here is that our side keeps to the protocol, and not that every server does.
 */
export type ImapPeer = {
  port: number
  /** By UID; may be changed at any time. */
  mails: Map<number, Buffer>
  setUidValidity(value: number): void
  /** Asked before each command; what it gives is said instead. `drop`: the connection ends. */
  tell(doing: (command: string) => string | undefined): void
  /** Everything that was said to it. */
  said: string[]
  close(): Promise<void>
}

/** Starts a mailbox server on this machine; with a certificate it is encrypted from the start. */
export async function openImapPeer(certificate?: TestCertificate): Promise<ImapPeer> {
  const state = {
    mails: new Map<number, Buffer>(),
    validity: 7,
    said: [] as string[],
    sockets: new Set<Socket>(),
  }
  let doing: (command: string) => string | undefined = () => undefined
  const onSocket = (socket: Socket): void => {
    state.sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => state.sockets.delete(socket))
    socket.write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n')
    let rest = ''
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) answer(line, socket, state, doing)
    })
  }
  const server = certificate === undefined ? createServer(onSocket) : createTlsServer(certificate, onSocket)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    mails: state.mails,
    said: state.said,
    setUidValidity: (value) => (state.validity = value),
    tell: (next) => (doing = next),
    close: async () => {
      for (const socket of state.sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

type State = { mails: Map<number, Buffer>; validity: number; said: string[] }

function answer(
  line: string,
  socket: Socket,
  state: State,
  doing: (command: string) => string | undefined,
): void {
  state.said.push(line)
  const [tag = '*', ...words] = line.split(' ')
  const command = words.join(' ')
  const told = doing(command)
  if (told === 'drop') return void socket.destroy()
  if (told !== undefined) return void socket.write(`${tag} ${told}\r\n`)
  const name =
    (words[0] ?? '').toUpperCase() === 'UID' ? `UID ${words[1]?.toUpperCase()}` : words[0]?.toUpperCase()
  const { mails, validity } = state
  switch (name) {
    case 'CAPABILITY':
      socket.write('* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n')
      break
    case 'LIST':
      socket.write('* LIST (\\HasNoChildren) "/" INBOX\r\n')
      break
    case 'SELECT':
    case 'EXAMINE':
      socket.write(`* ${mails.size} EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY ${validity}] ok\r\n`)
      socket.write(`* OK [UIDNEXT ${Math.max(0, ...mails.keys()) + 1}] ok\r\n`)
      return void socket.write(`${tag} OK [READ-ONLY] done\r\n`)
    case 'UID SEARCH': {
      const from = Number(/UID (\d+):\*/.exec(command)?.[1] ?? 1)
      const uids = [...mails.keys()].toSorted((a, b) => a - b)
      const found = uids.filter((uid) => uid >= from || uid === uids.at(-1))
      socket.write(`* SEARCH ${found.join(' ')}\r\n`)
      break
    }
    case 'UID FETCH': {
      const asked = new Set((words[2] ?? '').split(',').flatMap(spread))
      const lengthMax = Number(/<0\.(\d+)>/.exec(command)?.[1] ?? Number.MAX_SAFE_INTEGER)
      // The newest first: the order is not promised.
      const found = [...mails].filter(([uid]) => asked.has(uid)).toReversed()
      for (const [uid, bytes] of found) writeMail(socket, uid, bytes, lengthMax)
      break
    }
    case 'LOGOUT':
      socket.write('* BYE bye\r\n')
      break
    default:
  }
  socket.write(`${tag} OK done\r\n`)
}

function spread(range: string): number[] {
  const [from = 0, to = from] = range.split(':').map(Number)
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

function writeMail(socket: Socket, uid: number, bytes: Buffer, lengthMax: number): void {
  const part = bytes.subarray(0, lengthMax)
  const facts = `UID ${uid} RFC822.SIZE ${bytes.length} INTERNALDATE "07-Apr-2031 12:00:00 +0000"`
  socket.write(`* ${uid} FETCH (${facts} BODY[]<0> {${part.length}}\r\n`)
  socket.write(part)
  socket.write(')\r\n')
}
