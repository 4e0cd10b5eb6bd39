// `npm test`: everything that needs no outside server, with all set-up done first. Arguments go to vitest: `npm test -- src/stream`.
import { requireNode } from './house/node-version.mjs'
import { runTool, say, SetUpProblem } from './house/say.mjs'

await runTool(async () => {
  try {
    await setUp()
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error
    say(error.message)
    return report(1)
  }
  const { runVitest } = await import('./house/vitest.mjs')
  const { code, counts } = await runVitest(process.argv.slice(2))
  if (counts === undefined) say('The tests ended before they could be counted.')
  return report(code, counts)
})

async function setUp() {
  requireNode()
  await (await import('./house/install.mjs')).installWhatIsMissing()
  // Worker threads and browser journeys run what is built, as people do.
  await (await import('./house/build-server.mjs')).buildServer()
  await (await import('./house/build-web.mjs')).buildWeb()
}

/** Zero tests is a failure: a check that sees nothing has shown nothing. */
function report(code, counts = { passed: 0, failed: 1, skipped: 0, reasons: {} }) {
  const { passed, failed, skipped, reasons } = counts
  for (const [reason, count] of Object.entries(reasons)) say(`skipped ${count}: ${reason}`)
  const nothingRan = passed + failed === 0
  const failedInAll = failed === 0 && (code !== 0 || nothingRan) ? 1 : failed
  process.stdout.write(
    `${passed} passed, ${failedInAll} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  )
  return failedInAll > 0 ? 1 : 0
}
