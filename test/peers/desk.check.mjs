// The whole way, with nothing of it pretended: a post published on a real PDS, heard by the built desk, seen in a browser.
import assert from 'node:assert/strict'
import { launchBrowser, openPage } from '../support/browser.ts'
import { startBlueskyPeer } from './bluesky-peer.mjs'
import { deskOn } from './desk-process.mjs'

const patienceMs = 15_000

async function start() {
  const peer = await startBlueskyPeer()
  const undo = [() => peer.stop()]
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const desk = await deskOn(`jetstream:${peer.jetstreamUrl}`)
    undo.push(() => desk.stop())
    const [{ url, link }, browser] = await Promise.all([desk.start(), launchBrowser()])
    undo.push(() => browser.close())
    const { page, problems } = await openPage(browser, url)
    await page.goto(link)
    await api(page, 'POST', '/api/watches', {
      name: 'River',
      rule: 'river OR bridge',
      purpose: 'Hear early when the river rises.',
      owner: 'Communications',
      endsAt: new Date(Date.now() + 30 * 24 * 3_600_000).toISOString(),
      column: 0,
    })
    const place = { name: 'Havre-Clair', lat: 45.6, lon: -74.7, country: 'CA' }
    await api(page, 'PATCH', '/api/session', { place, welcomed: true, locale: 'en' })
    await page.goto(`${url}/now`)
    await column(page)
      .waitFor({ timeout: patienceMs })
      .catch(async (cause) => {
        throw new Error(`no column at ${page.url()}: ${await page.innerText('body')}`, { cause })
      })
    await heard(page)
    return { peer, desk, page, problems, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Speaks to the desk with the browser's own session. */
async function api(page, method, path, body) {
  const asked = { method, path, body: body === undefined ? undefined : JSON.stringify(body) }
  return page.evaluate(async (ask) => {
    const headers = { 'x-bellwether': '1', 'content-type': 'application/json' }
    const answer = await fetch(ask.path, { method: ask.method, headers, body: ask.body })
    if (!answer.ok) throw new Error(`${ask.path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }, asked)
}

/** Waits until the desk says that it hears its source. */
async function heard(page) {
  for (let tries = 0; tries < 100; tries += 1) {
    const { sources } = await api(page, 'GET', '/api/coverage')
    if (sources[0]?.state === 'hearing') return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the desk does not hear its source')
}

function column(page) {
  return page.getByRole('region', { name: 'River' })
}

const shown = (page, text) => column(page).getByText(text).waitFor({ timeout: patienceMs })
const gone = (page, text) => column(page).getByText(text).waitFor({ state: 'detached', timeout: patienceMs })

/** The checks, in order; each gets the desk with its screen open, and the peer. */
export const deskChecks = {
  start,
  checks: {
    'a post posted on the real PDS appears on the Now screen': async ({ peer, page, problems }) => {
      const startMs = Date.now()
      await peer.createPost('The river is over the path at the mill')
      await shown(page, 'The river is over the path at the mill')
      console.log(`    on screen ${Date.now() - startMs} ms after the call`)
      assert.deepEqual(problems(), [])
    },

    'a post deleted on the PDS leaves the open screen and the desk': async ({ peer, page }) => {
      const { uri } = await peer.createPost('Said too soon about the river')
      await shown(page, 'Said too soon about the river')
      await peer.deletePost(uri)
      await gone(page, 'Said too soon about the river')
      const { posts } = await api(page, 'GET', '/api/posts?q=soon')
      assert.deepEqual(posts, [])
    },

    'a desk killed and started again hears what was said in between': async ({ peer, desk, page }) => {
      await peer.createPost('Before the power went, by the river')
      await shown(page, 'Before the power went, by the river')
      await desk.kill()
      await peer.createPost('Said by the river while the desk was dead')
      const { url } = await desk.start()
      await page.goto(`${url}/now`)
      await shown(page, 'Said by the river while the desk was dead')
      await shown(page, 'Before the power went, by the river')
      const { posts } = await api(page, 'GET', '/api/posts?q=power')
      assert.equal(posts.length, 1, 'what was heard before the fall is there once')
    },

    'an account that its owner switches off leaves nothing on the desk': async ({ peer, page }) => {
      await peer.deactivate()
      await gone(page, 'Said by the river while the desk was dead')
      const { posts } = await api(page, 'GET', '/api/posts?q=river')
      assert.deepEqual(posts, [])
    },
  },
}
