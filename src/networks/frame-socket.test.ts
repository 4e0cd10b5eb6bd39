import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { openFrames, type FrameEvent, type FrameSocket, type FrameTarget } from '#networks/frame-socket.ts'

const limits = {
  ...{ frameBytesMax: 10, socketBytesMax: 100, connectMs: 5000 },
  ...{ queueFramesMax: 4, queueBytesMax: 1000 },
}

/** A server of ours; `serve` is what it does with whoever connects, and `asked` the headers it was shown. */
async function served(serve: (socket: WebSocket) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise<void>((resolve) => void server.on('listening', resolve))
  const asked: unknown[] = []
  server.on('connection', (socket, { headers }) => {
    asked.push(headers.authorization)
    socket.on('error', () => undefined)
    serve(socket)
  })
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server }
}

function opened(target: Partial<FrameTarget> & { url: string }): FrameSocket {
  const socket = openFrames({ limits, nowMs: () => 7, ...target })
  onTestFinished(() => socket.close())
  return socket
}

/** Everything that comes until the end, or until there is so much of it. */
async function all(socket: FrameSocket, countMax = Infinity): Promise<FrameEvent[]> {
  const events: FrameEvent[] = []
  while (events.at(-1)?.kind !== 'closed' && events.length < countMax) {
    await socket.arrived()
    events.push(...socket.take(3))
  }
  return events
}

test('frames come in order with their time; one that is too long is dropped, and the line lives on', async () => {
  const { url, asked } = await served((socket) => {
    for (const text of ['one', 'x'.repeat(11), 'é\u0000', Buffer.from([0xff, 0xfe])]) socket.send(text)
    socket.close()
  })
  const events = await all(opened({ url, headers: { authorization: 'Bearer t' } }))
  expect(events).toEqual([
    { kind: 'open' },
    { kind: 'frame', data: Buffer.from('one'), heardMs: 7 },
    { kind: 'too-long', bytes: 11, sample: 'x'.repeat(11), heardMs: 7 },
    { kind: 'frame', data: Buffer.from('é\u0000'), heardMs: 7 },
    { kind: 'frame', data: Buffer.from([0xff, 0xfe]), heardMs: 7 },
    { kind: 'closed', why: 'closed', detail: 'close code 1005' },
  ])
  expect(asked).toEqual(['Bearer t'])
})

test('a frame that would not fit into memory ends the line', async () => {
  const { url } = await served((socket) => socket.send('x'.repeat(101)))
  expect((await all(opened({ url }))).at(-1)).toMatchObject({ kind: 'closed', why: 'too-long' })
})

test('more than may wait is not read before it is taken, and nothing of it is lost', async () => {
  const { url } = await served((socket) => {
    for (let n = 0; n < 200; n += 1) socket.send(`${n}`)
    socket.close()
  })
  const texts = (await all(opened({ url }))).flatMap((one) =>
    one.kind === 'frame' ? [String(one.data)] : [],
  )
  expect(texts).toEqual(Array.from({ length: 200 }, (_, n) => `${n}`))
})

test('an address that must not be called is not, and what is said of it repeats no token', async () => {
  const { server } = await served(() => undefined)
  const { port } = server.address() as AddressInfo
  const socket = opened({
    url: `ws://inside.example:${port}/?access_token=s3cret&stream=user`,
    lookup: (name, _options, callback) =>
      callback(new Error(`${name} is private: /?access_token=s3cret&stream=user`), ''),
  })
  expect(await all(socket)).toEqual([
    {
      ...{ kind: 'closed', why: 'unreachable' },
      detail: 'inside.example is private: /?access_token=…&stream=user',
    },
  ])
  expect(server.clients.size).toBe(0)
})

test('a sign of life is noted, ours is answered, and after the end nothing comes any more', async () => {
  let nowMs = 1
  const { url } = await served((socket) => {
    socket.on('ping', () => socket.send('pinged'))
  })
  const socket = opened({ url, nowMs: () => nowMs })
  // Before the line stands there is nobody to ask.
  socket.ping()
  expect(await all(socket, 1)).toEqual([{ kind: 'open' }])
  nowMs = 5
  socket.ping()
  expect(await all(socket, 1)).toMatchObject([{ kind: 'frame' }])
  expect(socket.aliveMs()).toBe(5)
  socket.close()
  socket.close()
  await socket.arrived()
  expect(socket.take(10)).toEqual([])
})
