// A real AT Protocol server for tests: `await startBlueskyPeer()`. Needs `node test/peers/run.mjs` to have installed it once.
import { startPeerProcess } from './peer-process.mjs'

/**
 * Starts a PLC directory, a PDS with one account, and a Jetstream over it, all on loopback.
 *
 * @returns addresses and what can be done: `createPost(text)` gives `{ uri, cid }`; `deactivate` switches the account off; `closeBridge` and `openBridge` take the
 * Jetstream away and give it back at the same address; `stop` ends everything and removes its files
 */
export async function startBlueskyPeer() {
  const { facts, order, stop } = await startPeerProcess('bluesky-peer-process.mjs')
  return {
    ...facts,
    createPost: (text, langs = ['en']) => order('createPost', { text, langs }),
    reply: (text, to) => order('reply', { text, to }),
    deletePost: (uri) => order('deletePost', { uri }),
    like: (post) => order('like', post),
    deactivate: () => order('deactivate'),
    closeBridge: () => order('closeBridge'),
    openBridge: () => order('openBridge'),
    stop,
  }
}
