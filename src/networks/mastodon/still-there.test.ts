import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { mastodonStillThere } from '#networks/mastodon/still-there.ts'
import { needs } from '#networks/mastodon/test-account.ts'

test('only "not found" and "gone" of the server a post is from mean that it was deleted', async () => {
  const server = createServer((request, response) => response.writeHead(Number(request.url?.slice(1))).end())
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ids = [200, 401, 403, 404, 410, 429, 503].map((status) => ({ id: `mastodon:${origin}/${status}` }))
  const check = mastodonStillThere({ allowPrivateNetworks: true })
  expect(await check.ask([...ids, { id: 'mastodon:tag:odd' }, { id: 'bluesky:at://x' }], needs)).toEqual({
    ...{ kind: 'answered', gone: [`mastodon:${origin}/404`, `mastodon:${origin}/410`], unanswered: 2 },
  })
  const careful = mastodonStillThere({ allowPrivateNetworks: false })
  expect(await careful.ask(ids, needs)).toEqual({ kind: 'answered', gone: [], unanswered: 0 })
})
