// `node test/peers/run.mjs`: installs the real far sides beside the product (not in it), then runs the peer checks; with `--install` only the first.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const stampFile = `${folder}node_modules/.bellwether-installed`
// Two and a half minutes on a machine of its own; in the gate the tests run beside it.
const installMsMax = 15 * 60_000
const checksMsMax = 6 * 60_000

process.exitCode = await main()

async function main() {
  try {
    await install()
    if (process.argv.includes('--install')) return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.log('0 passed, 1 failed')
    return 1
  }
  return run(process.execPath, ['--import', 'tsx', `${folder}run-checks.mjs`], {
    cwd: root,
    msMax: checksMsMax,
  })
}

async function install() {
  const stamp = `${process.version} ${createHash('sha256')
    .update(await readFile(`${folder}package-lock.json`))
    .digest('hex')}`
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return
  const startMs = Date.now()
  say('Installing the real servers for the peer checks: about two and a half minutes the first time.')
  await must('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'])
  // Install scripts are off by default; this is the one native part the PDS cannot do without.
  if (!(await sqliteLoads())) {
    say('Building better-sqlite3 ...')
    await must('npm', [
      'rebuild',
      'better-sqlite3',
      '--ignore-scripts=false',
      '--foreground-scripts',
      '--loglevel=error',
    ])
    if (!(await sqliteLoads()))
      throw new Error('better-sqlite3 could not be built: gcc, make and python3 are needed.')
  }
  await writeFile(stampFile, stamp)
  say(`Installed in ${Math.round((Date.now() - startMs) / 1000)} s.`)
}

async function sqliteLoads() {
  const script = "new (require('better-sqlite3'))(':memory:').close()"
  return (await run(process.execPath, ['-e', script], { cwd: folder, msMax: 20_000, isQuiet: true })) === 0
}

async function must(command, args) {
  const code = await run(command, args, { cwd: folder, msMax: installMsMax })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}`)
}

function run(command, args, { cwd, msMax, isQuiet = false }) {
  return new Promise((resolve) => {
    const stdio = isQuiet ? 'ignore' : 'inherit'
    const child = spawn(command, args, { cwd, stdio, timeout: msMax, env: withoutNpmFaults() })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

// Run from `npm run`, npm hands its own settings down; those of another package do not belong here.
function withoutNpmFaults() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/.test(name)),
  )
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
