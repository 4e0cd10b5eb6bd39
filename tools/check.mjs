// `npm run check`: everything a reviewer would ask for that a machine can answer, in under 30 s. `-- --fix` formats first.
import { runQuietly } from './house/child.mjs'
import { requireNode } from './house/node-version.mjs'
import { inRoot } from './house/root.mjs'
import { runTool, say } from './house/say.mjs'
import { vitestProgram } from './house/vitest.mjs'

const bin = (name) => inRoot('node_modules/.bin', name)

/** In two lanes, one a core: each lane runs its checks one after the other. */
const lanes = [
  [
    { name: 'format', command: [bin('oxfmt'), '--check'] },
    { name: 'lint', command: [bin('oxlint'), '--quiet'] },
    { name: 'unused', command: [bin('knip'), '--no-progress'] },
  ],
  [
    { name: 'types', command: [bin('tsc'), '--noEmit', '--pretty', 'false'] },
    {
      name: 'rooms, tidy',
      command: [...vitestProgram, 'run', '--project', 'unit', '--reporter=dot', 'tools/rooms', 'tools/tidy'],
    },
  ],
]

await runTool(async () => {
  requireNode()
  await (await import('./house/install.mjs')).installWhatIsMissing()
  if (process.argv.includes('--fix')) await runQuietly(bin('oxfmt'), [])
  const startMs = Date.now()
  const results = (await Promise.all(lanes.map(runLane))).flat()
  const failed = results.filter((result) => result.code !== 0)
  for (const { name, output } of failed) say(`\n--- ${name}\n${output.trim()}`)
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1)
  process.stdout.write(
    `\n${results.length - failed.length} passed, ${failed.length} failed in ${seconds} s\n`,
  )
  return failed.length > 0 ? 1 : 0
})

async function runLane(checks) {
  const results = []
  for (const check of checks) results.push(await runCheck(check))
  return results
}

async function runCheck({ name, command: [program, ...args] }) {
  const startMs = Date.now()
  const { code, output } = await runQuietly(program, args, { env: { ...process.env, NO_COLOR: '1' } })
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1).padStart(5)
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds} s\n`)
  return { name, code, output }
}
