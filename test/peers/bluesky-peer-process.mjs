// The far side, in a process of its own so that nothing of it touches the program under test: a real AT Protocol network
// (PLC directory and PDS, from npm) and the bridge. Takes orders from `bluesky-peer.mjs`.
import { AtpAgent } from '@atproto/api'
import { TestNetworkNoAppView } from '@atproto/dev-env'
import { startBridge } from './jetstream-bridge.mjs'

const network = await TestNetworkNoAppView.create({ pds: { hostname: 'localhost' } })
const bridge = await startBridge(network.pds.url)
const agent = new AtpAgent({ service: network.pds.url })
await agent.createAccount({ email: 'river@example.org', handle: 'river.test', password: 'practice-only' })

const orders = {
  createPost: async ({ text, langs }) => agent.post({ text, langs, createdAt: new Date().toISOString() }),
  reply: async ({ text, to }) =>
    agent.post({ text, reply: { root: to, parent: to }, createdAt: new Date().toISOString() }),
  deletePost: async ({ uri }) => agent.deletePost(uri),
  like: async ({ uri, cid }) => agent.like(uri, cid),
  deactivate: async () => (await agent.com.atproto.server.deactivateAccount({})).success,
  closeBridge: () => bridge.close(),
  openBridge: () => bridge.open(),
  stop: async () => {
    await bridge.stop()
    await network.close()
    // Some part of the development network keeps a timer: leaving is part of stopping.
    setImmediate(() => process.exit(0))
  },
}

process.on('message', (message) => void obey(message))
process.on('disconnect', () => process.exit(0))
process.send({
  ready: { jetstreamUrl: bridge.url(), pdsUrl: network.pds.url, did: agent.assertDid, handle: 'river.test' },
})

async function obey({ id, order, facts }) {
  try {
    process.send({ id, done: (await orders[order](facts)) ?? null })
  } catch (error) {
    process.send({ id, failed: error instanceof Error ? error.message : String(error) })
  }
}
