// Takes what `fan-out-mail` sends, in a process of its own: a mail server and a push service that count whom they were given something for.
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { SMTPServer } from 'smtp-server'

const mailed = new Map()
const pushed = new Map()
const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1)

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  maxClients: 200,
  onData: (stream, session, done) => {
    stream.resume()
    stream.on('end', () => {
      for (const { address } of session.envelope.rcptTo) count(mailed, address)
      done(null)
    })
  },
})
const mailServer = smtp.listen(0, '127.0.0.1', () => tellWhenReady())
const take = (request, response) => {
  request.resume()
  request.on('end', () => {
    count(pushed, request.url)
    response.writeHead(201).end()
  })
}
const pushServer = createServer(take).listen(0, '127.0.0.1', () => tellWhenReady())
// Where a certificate is given, push is taken over https as well.
const { SINK_KEY: key, SINK_CERT: cert } = process.env
const tlsServer = createTlsServer({ key, cert }, take).listen(0, 'localhost', () => tellWhenReady())

let ready = 0
function tellWhenReady() {
  ready += 1
  const [mailPort, pushPort, tlsPort] = [mailServer, pushServer, tlsServer].map((one) => one.address()?.port)
  if (ready === 3) process.send({ mailPort, pushPort, tlsPort })
}

// Asked what came: how many recipients, and how often the one who got most. It begins anew after each answer.
process.on('message', () => {
  const told = [mailed, pushed].map((map) => ({ recipients: map.size, most: Math.max(0, ...map.values()) }))
  mailed.clear()
  pushed.clear()
  process.send({ mail: told[0], push: told[1] })
})
process.on('disconnect', () => process.exit(0))
