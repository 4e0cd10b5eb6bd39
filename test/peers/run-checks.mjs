// Runs every suite against its real peer, one after the other. Started by `run.mjs`; the last line is `N passed, N failed`.
import { blueskyChecks } from './bluesky.check.mjs'
import { blueskyReadingChecks } from './bluesky-reading.check.mjs'
import { blueskySendingChecks } from './bluesky-sending.check.mjs'
import { deskChecks } from './desk.check.mjs'
import { fiveNetworksChecks } from './five-networks.check.mjs'

const suites = {
  Bluesky: blueskyChecks,
  'Speaking on Bluesky': blueskySendingChecks,
  'Bluesky with its AppView': blueskyReadingChecks,
  'Bluesky to the screen': deskChecks,
  'Five networks': fiveNetworksChecks,
}
const counts = { passed: 0, failed: 0 }

for (const [name, suite] of Object.entries(suites)) await runSuite(name, suite)
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0

async function runSuite(name, { start, checks, cannotStart }) {
  const reason = cannotStart?.()
  if (reason !== undefined) return console.warn(`SKIPPED: ${name}, ${reason}`)
  const startMs = Date.now()
  let peer
  try {
    peer = await start()
  } catch (error) {
    console.error(`${name}: the peer did not start`, error)
    counts.failed += Object.keys(checks).length
    return
  }
  console.log(`${name}: the peer started in ${((Date.now() - startMs) / 1000).toFixed(1)} s`)
  for (const [says, check] of Object.entries(checks)) await runCheck(says, () => check(peer))
  await peer.stop()
}

async function runCheck(says, check) {
  const startMs = Date.now()
  try {
    await check()
    counts.passed += 1
    console.log(`  ok    ${says} (${Date.now() - startMs} ms)`)
  } catch (error) {
    counts.failed += 1
    console.log(`  WRONG ${says}`)
    console.error(error)
  }
}
