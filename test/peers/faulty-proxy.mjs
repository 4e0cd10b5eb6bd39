// Stands between a sender of ours and a real server, and misbehaves on request. What it lets through is untouched, so that both
// sides meet the real other one.
import { createServer, request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** The ways in which it can misbehave, once, at the next call it is told to spoil. */
export const faults = {
  'lost-before': 'the call arrives here and goes no further; silence',
  'cut-before': 'the call goes no further; the line is cut',
  'error-before': 'the call goes no further; an answer of 500',
  busy: 'the call goes no further; an answer of 429',
  'lost-after': 'the call is delivered; silence',
  'cut-after': 'the call is delivered; the answer breaks off',
  'error-after': 'the call is delivered; an answer of 500 takes the place of its own',
  'not-json': 'the call is delivered; a page takes the place of its answer',
  slow: 'the call is delivered only after whoever called has given up',
}

/**
 * Starts the proxy on loopback.
 *
 * @returns `url`; `misbehave(fault, method)` for the next call of that method; `delivered(method)`, how often the server got it;
 * `settled()`, when nothing is on its way any more; `close()`
 */
export async function startFaultyProxy(targetUrl, { slowMs = 1500 } = {}) {
  const counts = new Map()
  const pending = new Set()
  let next
  const pass = async (request, response) => {
    const body = await buffer(request)
    const method = new URL(request.url, targetUrl).pathname.replace('/xrpc/', '')
    const fault = next?.method === method ? next.fault : undefined
    if (fault !== undefined) next = undefined
    const deliver = () => {
      counts.set(method, (counts.get(method) ?? 0) + 1)
      return forward(targetUrl, request, body)
    }
    if (fault === undefined) give(response, await deliver())
    else await play(fault, response, deliver, slowMs)
  }
  const server = createServer((request, response) => {
    // A server that answers before it has read everything breaks the line: so does this one then.
    const passing = pass(request, response).catch(() => response.destroy())
    pending.add(passing)
    void passing.finally(() => pending.delete(passing))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    misbehave: (fault, method) => (next = { fault, method }),
    delivered: (method) => counts.get(method) ?? 0,
    settled: async () => {
      while (pending.size > 0) await Promise.allSettled([...pending])
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

async function play(fault, response, deliver, slowMs) {
  const json = { 'content-type': 'application/json' }
  if (fault === 'lost-before') return
  if (fault === 'cut-before') return void response.destroy()
  if (fault === 'error-before')
    return give(response, { status: 500, headers: json, body: '{"error":"InternalServerError"}' })
  if (fault === 'busy')
    return give(response, { status: 429, headers: json, body: '{"error":"RateLimitExceeded"}' })
  if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs))
  const answer = await deliver()
  if (fault === 'error-after')
    return give(response, { status: 500, headers: json, body: '{"error":"InternalServerError"}' })
  if (fault === 'not-json')
    return give(response, { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' })
  if (fault !== 'cut-after') return
  response.writeHead(200, { ...json, 'content-length': String(answer.body.length) })
  response.write(answer.body.subarray(0, 20), () => response.destroy())
}

function give(response, { status, headers, body }) {
  if (response.destroyed) return
  const { connection: _, 'transfer-encoding': __, ...rest } = headers
  response.writeHead(status, rest).end(body)
}

function forward(targetUrl, { method, url, headers }, body) {
  return new Promise((resolve, reject) => {
    httpRequest(new URL(url, targetUrl), { method, headers })
      .on('response', (answer) => {
        const { statusCode: status, headers } = answer
        buffer(answer).then((body) => resolve({ status, headers, body }), reject)
      })
      .on('error', reject)
      .end(body)
  })
}
