import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A step at which a mail server speaks. `END`: after the dot that ends a mail. */
export type Step = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'END' | 'RSET' | 'QUIT' | 'OTHER'

/**
 * What the peer does at a step: its reply, or `drop` the connection, say the beginning of a reply and be gone (`cut 25`),
 * say nothing (`silence`), or go on and on without an end (`trickle`).
 * `open-then-drop`: takes the first bytes of a mail and is gone.
 */
export type Doing = string

/** A mail server that does what a test tells it. What it took is in `mails`, taken before the answer is said. */
export type SmtpPeer = {
  port: number
  mails: { from: string; to: string; raw: string }[]
  connections(): number
  /** Asked at each step; undefined: as a good server. */
  tell(doing: (step: Step, said: string) => Doing | undefined): void
  close(): Promise<void>
}

const goodReplies: Readonly<Record<Step, string>> = {
  greeting: '220 peer ESMTP',
  EHLO: '250-peer\r\n250-PIPELINING\r\n250 SMTPUTF8',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  END: '250 2.0.0 queued as 1',
  RSET: '250 ok',
  QUIT: '221 bye',
  OTHER: '502 no',
}

/** Starts a mail server on this machine. */
export async function openSmtpPeer(): Promise<SmtpPeer> {
  const mails: SmtpPeer['mails'] = []
  const sockets = new Set<Socket>()
  let doing: (step: Step, said: string) => Doing | undefined = () => undefined
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, mails, (step, said) => doing(step, said))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    mails,
    connections: () => connections,
    tell: (next) => (doing = next),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function serve(
  socket: Socket,
  mails: SmtpPeer['mails'],
  doing: (step: Step, said: string) => Doing | undefined,
): void {
  let rest = ''
  let isMail = false
  let isGone = false
  let mail = { from: '', to: '', raw: '' }
  const say = (step: Step, said: string): void => {
    const hasNobody = step === 'DATA' && mail.to === ''
    const done = doing(step, said) ?? (hasNobody ? '554 no valid recipients' : goodReplies[step])
    if (step === 'RCPT' && done.startsWith('2')) mail.to = addressIn(said)
    if (step === 'END' && !/^[45]/.test(done) && mail.to !== '') mails.push(mail)
    if (step === 'DATA') isMail = /^354|^open/.test(done)
    isGone = done === 'open-then-drop'
    if (done === 'silence') return
    if (done === 'trickle') return trickle(socket)
    if (done === 'drop') return void socket.destroy()
    if (done.startsWith('cut')) return void socket.end(done.slice(4))
    socket.write(`${isGone ? goodReplies.DATA : done}\r\n`)
    if (done.startsWith('421')) socket.end()
  }
  const take = (line: string): void => {
    const step = stepOf(line)
    if (step === 'MAIL') mail = { from: addressIn(line), to: '', raw: '' }
    say(step, line)
  }
  socket.setEncoding('latin1')
  say('greeting', '')
  socket.on('data', (text: string) => {
    if (isGone) return void socket.destroy()
    rest += text
    for (;;) {
      const end = isMail ? `\r\n${rest}`.indexOf('\r\n.\r\n') : rest.indexOf('\r\n')
      if (end < 0 || socket.destroyed) return
      const taken = rest.slice(0, end)
      rest = rest.slice(end + (isMail ? 3 : 2))
      if (isMail) {
        isMail = false
        mail.raw = taken
        say('END', taken)
      } else take(taken)
    }
  })
}

function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-and\r\n'), 20)
  socket.on('close', () => clearInterval(timer))
}

function stepOf(line: string): Step {
  const word = line.slice(0, 4).toUpperCase()
  return word === 'EHLO' ||
    word === 'MAIL' ||
    word === 'RCPT' ||
    word === 'DATA' ||
    word === 'RSET' ||
    word === 'QUIT'
    ? word
    : 'OTHER'
}

function addressIn(line: string): string {
  return Buffer.from(/<([^>]*)>/.exec(line)?.[1] ?? '', 'latin1').toString('utf8')
}
