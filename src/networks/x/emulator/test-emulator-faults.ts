import type { ServerResponse } from 'node:http'
import type { Fault } from '#networks/test-sender-contract.ts'
import type { Reply } from '#networks/x/emulator/test-emulator-state.ts'

/** Plays one fault on an answer. `effect` does what was asked; where it is not called, nothing was done. */
export function playFault(fault: Fault, response: ServerResponse, effect: () => Reply): void {
  switch (fault) {
    case 'lost-before':
      return
    case 'lost-after':
      return void effect()
    case 'cut-after':
      effect()
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"data":{"id"', () => response.destroy())
      return
    case 'error-before':
      return plain(response, 503, 'Service Unavailable')
    case 'error-after':
      effect()
      return plain(response, 502, 'Bad Gateway')
    case 'busy':
      return plain(response, 429, 'Too Many Requests', {
        ...{ 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0' },
        'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 60),
      })
    case 'busy-without-time':
      return plain(response, 429, 'Too Many Requests')
    case 'not-json':
      effect()
      return plain(response, 201, '<html>fine</html>')
    case 'revoked':
    case 'refused-connection':
      throw new Error(`${fault} is played elsewhere`)
  }
}

function plain(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text)
}
