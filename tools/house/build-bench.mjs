// A benchmark is bundled as the server is, so that it measures what people run and not what a loader makes of it.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inRoot, root } from './root.mjs'
import { SetUpProblem } from './say.mjs'

/** Bundles bench/NAME.ts and gives the file to run. Files named beside the code are found where the code stands. */
export async function buildBench(name) {
  const { build } = await import('esbuild')
  const outfile = inRoot('dist', 'bench', `${name}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: [inRoot('bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'silent',
    plugins: [sourcePlaces],
  }).catch((error) => {
    throw new SetUpProblem(`bench/${name}.ts could not be built.\n${error.message}`)
  })
  return outfile
}

/** `import.meta.url` stays the address of the source file. */
const sourcePlaces = {
  name: 'source-places',
  setup(esbuild) {
    esbuild.onLoad({ filter: /[\\/](?:src|bench|test)[\\/].*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
    }))
  },
}
