// A Jetstream (v1 wire) over one PDS: there is no Jetstream server on npm, and what it does is small. It decodes the real
// `subscribeRepos` stream of the PDS, remembers the last events, and plays them from a cursor as the public ones do.
import { Firehose } from '@skyware/firehose'
import { WebSocket, WebSocketServer } from 'ws'

const eventsMax = 10_000

/** Starts the bridge; `close` and `open` take its door away and give it back while it goes on recording. */
export async function startBridge(pdsUrl) {
  const events = []
  const clients = new Set()
  let lastUs = 0
  let server
  let port = 0

  const tell = (event) => {
    // Times strictly rise, as on the public servers: a cursor names one event.
    lastUs = Math.max(lastUs + 1, Date.now() * 1000)
    const timed = {
      timeUs: lastUs,
      collection: event.commit?.collection,
      json: JSON.stringify({ did: event.did, time_us: lastUs, ...event }),
    }
    events.push(timed)
    if (events.length > eventsMax) events.shift()
    for (const client of clients) send(client, timed)
  }

  // Reconnecting is off: this client takes five quiet seconds for a broken line, and its new one hears nothing more.
  const firehose = new Firehose({ relay: pdsUrl.replace(/^http/, 'ws'), ws: WebSocket, autoReconnect: false })
  const connected = new Promise((resolve) => firehose.on('open', resolve))
  firehose.on('commit', (message) => {
    for (const op of message.ops) tell({ did: message.repo, kind: 'commit', commit: commitOf(message, op) })
  })
  firehose.on('identity', ({ did, handle, seq, time }) =>
    tell({ did, kind: 'identity', identity: { did, handle, seq, time } }),
  )
  firehose.on('account', ({ did, active, status, seq, time }) =>
    tell({ did, kind: 'account', account: { active, did, status, seq, time } }),
  )
  firehose.on('error', ({ error }) => console.error('bridge:', error.message))
  firehose.start()
  await connected

  const open = async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port })
    await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
    port = server.address().port
    server.on('connection', (socket, request) => {
      const params = new URL(request.url, 'ws://bridge').searchParams
      const client = { socket, wanted: params.getAll('wantedCollections') }
      const cursorUs = params.has('cursor') ? Number(params.get('cursor')) : Infinity
      for (const event of events) if (event.timeUs > cursorUs) send(client, event)
      clients.add(client)
      socket.on('close', () => clients.delete(client))
    })
  }

  const close = async () => {
    for (const { socket } of clients) socket.terminate()
    await new Promise((resolve) => server.close(resolve))
  }

  await open()
  return {
    url: () => `ws://127.0.0.1:${port}/subscribe`,
    open,
    close,
    stop: async () => {
      firehose.close()
      await close()
    },
  }
}

// Collections filter commits only; identities and accounts always come (Jetstream README, "Consuming").
function send({ socket, wanted }, { collection, json }) {
  const isWanted = collection === undefined || wanted.length === 0 || wanted.includes(collection)
  if (isWanted && socket.readyState === WebSocket.OPEN) socket.send(json)
}

function commitOf({ rev }, { action, path, cid, record }) {
  const [collection, rkey] = path.split('/')
  const base = { rev, operation: action, collection, rkey }
  return action === 'delete' ? base : { ...base, record, cid: String(cid) }
}
