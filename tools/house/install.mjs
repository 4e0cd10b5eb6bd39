// Installing what is missing, without anybody having to think of it.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { runQuietly } from './child.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { inRoot, root } from './root.mjs'
import { SetUpProblem, withProgress } from './say.mjs'
import { hashOf, isStamped, stamp } from './stamps.mjs'

const stampPath = 'node_modules/.bellwether-stamp'

/** Installs the packages of package-lock.json unless they are there already. No install script of any package is run. */
export async function installWhatIsMissing() {
  const wanted = hashOf(['package-lock.json'])
  if (isStamped(stampPath, wanted) || (!mayWrite() && holdsWhatTheLockNames())) return
  await oneAtATime('installing', async () => {
    if (isStamped(stampPath, wanted)) return
    if (!holdsWhatTheLockNames()) await install()
    stamp(stampPath, wanted)
  })
}

/** Where we may not write, somebody else installed: then the stamp is theirs to write, and ours to do without. */
function mayWrite() {
  try {
    accessSync(inRoot('node_modules'), constants.W_OK)
    return true
  } catch (error) {
    return error.code === 'ENOENT'
  }
}

/** Somebody may have run `npm ci` themselves: then npm's own record of node_modules agrees with the lock file. */
function holdsWhatTheLockNames() {
  const record = inRoot('node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const has = JSON.parse(readFileSync(record, 'utf8')).packages
  const wants = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(wants).every(
    ([path, entry]) =>
      path === '' || entry.optional || (has[path]?.version === entry.version && existsSync(inRoot(path))),
  )
}

async function install() {
  const [program, ...first] = npmCommand()
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await withProgress('Installing packages', () =>
    runQuietly(program, args, { cwd: root }).catch((error) => ({ code: 1, output: String(error) })),
  )
  if (code === 0) return
  throw new SetUpProblem(
    `The packages could not be installed. npm said:\n${output.trim().split('\n').slice(-12).join('\n')}\n\n` +
      'Check that this machine reaches the npm registry and that this folder may be written to, then run the same command again.',
  )
}

/** The npm that called us where there is one, so that no second npm is looked for on the path. */
function npmCommand() {
  const called = process.env.npm_execpath
  return called?.endsWith('.js') && existsSync(called) ? [process.execPath, called] : ['npm']
}
