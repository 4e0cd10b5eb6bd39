// Building what the browser loads, with Vite.
import { existsSync } from 'node:fs'
import { inRoot } from './root.mjs'
import { SetUpProblem, withProgress } from './say.mjs'
import { filesBelow, hashOf, isStamped, stamp } from './stamps.mjs'
import { discard, folderBeside, swapIn } from './swap.mjs'

const stampPath = 'dist/web/.stamp'
const isWebSource = (path) =>
  !/\.test\.tsx?$|\.md$/.test(path) &&
  (/\/web\/|^src\/app\/browser/.test(path) || /^src\/(kernel|stream)\/|contract\.ts$/.test(path))

/** Builds dist/web when a source changed since the last build; nothing when there is no page to build yet. */
export async function buildWeb() {
  if (!existsSync(inRoot('src/web/index.html'))) return false
  const hash = hashOf([
    ...filesBelow('src', isWebSource),
    'tools/house/desk-worker.mjs',
    'vite.config.ts',
    'package-lock.json',
  ])
  if (isStamped(stampPath, hash)) return false
  await withProgress('Building the screens', () => bundle(hash))
  return true
}

async function bundle(hash) {
  // Started by a test this says `test`, and React would be built with its warnings, at twice the size.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const fresh = folderBeside('web')
  try {
    await build({
      configFile: inRoot('vite.config.ts'),
      logLevel: 'warn',
      customLogger: await stderrLogger(),
      build: { outDir: inRoot(fresh), emptyOutDir: true },
    })
  } catch (error) {
    discard(fresh)
    throw new SetUpProblem(
      `The screens could not be built.\n${error instanceof Error ? error.message : String(error)}`,
    )
  }
  stamp(`${fresh}/.stamp`, hash)
  swapIn(fresh, 'web')
}

/** Vite writes its warnings to stdout, which belongs to the command being run. */
async function stderrLogger() {
  const { createLogger } = await import('vite')
  const logger = createLogger('warn')
  const write = (message) => process.stderr.write(`${message}\n`)
  return { ...logger, info: () => undefined, warn: write, warnOnce: write, error: write }
}
