// A part of building the screens: the worker that opens them without a network, and the pictures of the installed app.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './root.mjs'

/** Pages loaded on demand that have to be there without a network: both languages, and what is shown then. */
const isAway = (id) => /\/src\/web\/messages\/|\/web\/offline\//.test(id)
/** Sides in pixels; iPhones take one without round corners, like `maskable`. */
const pictures = [
  { name: 'icon-192.png', side: 192 },
  { name: 'icon-512.png', side: 512 },
  { name: 'icon-maskable-512.png', side: 512, isFull: true },
  { name: 'apple-touch-icon.png', side: 180, isFull: true },
]

/** For Vite: writes `desk-worker.js` and the pictures beside what was built. */
export function deskWorker() {
  return {
    name: 'desk-worker',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }, bundle) {
      writeFileSync(join(dir, 'desk-worker.js'), await workerFor(describeBuild(dir, bundle)))
      for (const one of pictures) writeFileSync(join(dir, one.name), await draw(one))
    },
  }
}

/** See `Build` in src/web/offline/worker-rules.ts. */
function describeBuild(dir, bundle) {
  const names = Object.keys(bundle).filter((name) => /^assets\/.+-[\w-]{8}\.\w+$/.test(name))
  const files = Object.fromEntries(names.sort().map((name) => [`/${name}`, integrityOf(join(dir, name))]))
  // The page's own entry is gone by now: Vite wrote what it loads into the page.
  const page = readFileSync(join(dir, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file)
  const entry = named.findLast((file) => file.endsWith('.js'))
  if (entry === undefined) throw new Error('index.html loads no script of ours')
  const away = Object.values(bundle).filter(({ moduleIds = [] }) => moduleIds.some(isAway))
  const needed = neededBy([...named, ...away.map(({ fileName }) => fileName)], bundle)
  const first = [...needed].map((file) => `/${file}`).filter((path) => path in files)
  const name = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12)
  return { name, entry: `/${entry}`, first: first.sort(), files }
}

/** These files, and everything they load before they run: scripts, styles, fonts. */
function neededBy(files, bundle) {
  const needed = new Set()
  const waiting = [...files]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue
    needed.add(name)
    const { imports = [], viteMetadata } = bundle[name] ?? {}
    waiting.push(...imports, ...(viteMetadata?.importedCss ?? []), ...(viteMetadata?.importedAssets ?? []))
  }
  return needed
}

function integrityOf(file) {
  return `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`
}

async function workerFor(deskBuild) {
  const { build } = await import('esbuild')
  const built = await build({
    absWorkingDir: inRoot('.'),
    entryPoints: ['src/web/offline/worker.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    define: { deskBuild: JSON.stringify(deskBuild) },
  })
  return built.outputFiles[0].contents
}

/** The desk's own sign as a picture; `isFull`: to the edge, with room for whatever shape a phone cuts out of it. */
async function draw({ side, isFull = false }) {
  const { default: sharp } = await import('sharp')
  const sign = readFileSync(inRoot('src/web/public/icon.svg'), 'utf8')
  const full = sign.replace(' rx="6"', '').replace('scale(.75)', 'translate(2.6 2.6) scale(.8) scale(.75)')
  const svg = isFull ? full : sign
  return sharp(Buffer.from(svg), { density: (72 * side) / 26 })
    .resize(side, side)
    .png()
    .toBuffer()
}
