// `npm run build`: everything the desk needs to run, and nothing when nothing changed.
import { requireNode } from './house/node-version.mjs'
import { runTool, say } from './house/say.mjs'

await runTool(async () => {
  requireNode()
  await (await import('./house/install.mjs')).installWhatIsMissing()
  const server = await (await import('./house/build-server.mjs')).buildServer()
  const web = await (await import('./house/build-web.mjs')).buildWeb()
  say(server || web ? 'Built: dist/server and dist/web.' : 'Nothing changed since the last build.')
  return 0
})
