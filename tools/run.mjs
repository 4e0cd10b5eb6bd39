// What `npm start` and `npm run -s bellwether -- …` call: set everything up that is missing, then run the desk.
import { runChild } from './house/child.mjs'
import { requireNode } from './house/node-version.mjs'
import { inRoot } from './house/root.mjs'
import { runTool } from './house/say.mjs'

/** Commands that show screens; all others need only the server. */
const withScreens = new Set(['start', 'serve'])

await runTool(async () => {
  requireNode()
  const isDev = process.argv[2] === '--dev'
  const args = process.argv.slice(isDev ? 3 : 2)
  const { installWhatIsMissing } = await import('./house/install.mjs')
  await installWhatIsMissing()
  if (isDev) return (await import('./house/dev.mjs')).dev(args)
  const { buildServer } = await import('./house/build-server.mjs')
  await buildServer()
  if (withScreens.has(args[0])) await (await import('./house/build-web.mjs')).buildWeb()
  return runChild(process.execPath, ['--enable-source-maps', inRoot('dist/server/main.js'), ...args], {
    cwd: process.cwd(),
    // The channel says nothing; its end tells the desk that we were killed, and it closes by itself.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
})
