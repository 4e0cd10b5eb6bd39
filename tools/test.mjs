// `npm test`: everything that needs no outside server, with all set-up done first. Arguments go to vitest: `npm test -- src/stream`.
import { existsSync } from 'node:fs'
import { requireNode } from './house/node-version.mjs'
import { inRoot } from './house/root.mjs'
import { runTool, say } from './house/say.mjs'

await runTool(async () => {
  requireNode()
  await (await import('./house/install.mjs')).installWhatIsMissing()
  // Worker threads and browser journeys run what is built, as people do.
  if (existsSync(inRoot('src/app/main.ts'))) await (await import('./house/build-server.mjs')).buildServer()
  await (await import('./house/build-web.mjs')).buildWeb()
  const { runVitest } = await import('./house/vitest.mjs')
  const { code, counts } = await runVitest(process.argv.slice(2))
  return report(code, counts)
})

/** Zero tests is a failure: a check that sees nothing has shown nothing. */
function report(code, counts) {
  if (counts === undefined) say('The tests ended before they could be counted.')
  const { passed, failed, skipped, reasons } = counts ?? { passed: 0, failed: 1, skipped: 0, reasons: {} }
  for (const [reason, count] of Object.entries(reasons)) say(`skipped ${count}: ${reason}`)
  const nothingRan = passed + failed === 0
  const failedInAll = failed === 0 && (code !== 0 || nothingRan) ? 1 : failed
  process.stdout.write(
    `${passed} passed, ${failedInAll} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  )
  return failedInAll > 0 ? 1 : 0
}
