// Building the server: our own code in one file per thread, packages left where npm put them.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'
import { inRoot, root } from './root.mjs'
import { SetUpProblem, withProgress } from './say.mjs'
import { filesBelow, hashOf, isStamped, stamp } from './stamps.mjs'
import { discard, folderBeside, swapIn } from './swap.mjs'

/** Built file name to source: the process itself and its worker threads. */
const entries = {
  main: 'src/app/main.ts',
  'match-worker': 'src/listening/workers/match-worker.ts',
  'trend-worker': 'src/listening/workers/trend-worker.ts',
  'verify-worker': 'src/records/verify/verify-worker.ts',
}
const stampPath = 'dist/server/.stamp'
const isServerSource = (path) =>
  !/\.(test|bench)\.tsx?$|\.(md|css|tsx|html)$/.test(path) && !/\/web\//.test(path)

/** Builds dist/server when a source changed since the last build. */
export async function buildServer() {
  const hash = hashOf([
    ...filesBelow('src', isServerSource),
    ...filesBelow('tools/house'),
    'package-lock.json',
  ])
  if (isStamped(stampPath, hash)) return false
  if (!existsSync(inRoot(entries.main)))
    throw new SetUpProblem(`There is no ${entries.main} to build the server from.`)
  await withProgress('Building the server', () => bundle(hash))
  return true
}

async function bundle(hash) {
  const { build } = await import('esbuild')
  const fresh = folderBeside('server')
  const present = Object.entries(entries).filter(([, source]) => existsSync(inRoot(source)))
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present),
    outdir: fresh,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'silent',
    plugins: [filesBesideCode(fresh)],
  }).catch((error) => error)
  if (result instanceof Error) {
    discard(fresh)
    throw new SetUpProblem(`The server could not be built.\n${result.message}`)
  }
  stamp(`${fresh}/.stamp`, hash)
  swapIn(fresh, 'server')
}

const besideCode = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1,\s*import\.meta\.url,?\s*\)/g

/**
 * Code names a file beside it as `new URL('./prior.bin', import.meta.url)`. After bundling that would point elsewhere,
 * so the file is copied to dist/server/files and the name rewritten; a thread's own source becomes its built file.
 */
function filesBesideCode(outdir) {
  return {
    name: 'files-beside-code',
    setup(esbuild) {
      esbuild.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        if (!source.includes('import.meta.url')) return undefined
        return {
          loader: 'ts',
          contents: source.replace(besideCode, (whole, _quote, name) => moved(path, name, outdir) ?? whole),
        }
      })
    },
  }
}

function moved(importer, name, outdir) {
  const target = join(dirname(importer), name)
  if (!existsSync(target)) return undefined
  const relativeTarget = relative(root, target).replaceAll('\\', '/')
  const thread = Object.entries(entries).find(([, source]) => source === relativeTarget)
  if (thread) return `new URL('./${thread[0]}.js', import.meta.url)`
  if (extname(target) === '.ts') return undefined
  const copy = relativeTarget.replaceAll('/', '-')
  mkdirSync(inRoot(outdir, 'files'), { recursive: true })
  copyFileSync(target, inRoot(outdir, 'files', copy))
  return `new URL('./files/${basename(copy)}', import.meta.url)`
}
