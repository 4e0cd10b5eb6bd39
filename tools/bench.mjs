// `npm run bench -- NAME…`: runs bench/NAME.ts, each of which prints one JSON line a figure. Without a name: all of them.
import { readdirSync } from 'node:fs'
import { buildBench } from './house/build-bench.mjs'
import { runChild } from './house/child.mjs'
import { requireNode } from './house/node-version.mjs'
import { inRoot } from './house/root.mjs'
import { runTool, say, SetUpProblem } from './house/say.mjs'

await runTool(async () => {
  requireNode()
  await (await import('./house/install.mjs')).installWhatIsMissing()
  await (await import('./house/build-server.mjs')).buildServer()
  await (await import('./house/build-web.mjs')).buildWeb()
  const known = readdirSync(inRoot('bench')).flatMap((name) =>
    name.endsWith('.ts') ? [name.slice(0, -3)] : [],
  )
  const [asked, args] = askedFor(process.argv.slice(2), known)
  let worst = 0
  for (const name of asked) {
    say(`bench ${name}`)
    worst = Math.max(
      worst,
      await runChild(process.execPath, [
        '--enable-source-maps',
        '--expose-gc',
        await buildBench(name),
        ...args,
      ]),
    )
  }
  return worst
})

/** Names come first; what follows goes to each benchmark. */
function askedFor(words, known) {
  const firstOther = words.findIndex((word) => !known.includes(word))
  const names = firstOther === -1 ? words : words.slice(0, firstOther)
  const rest = firstOther === -1 ? [] : words.slice(firstOther)
  if (names.length === 0 && rest[0] !== undefined && !rest[0].startsWith('-'))
    throw new SetUpProblem(
      `There is no benchmark named ${rest[0]}. There are: ${known.sort().join(', ') || 'none yet'}.`,
    )
  return [names.length > 0 ? names : known.sort(), rest]
}
