import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ApiContext } from '#api/api.ts'
import { answerProblem } from '#api/api.ts'
import type { KitProblem } from '#api/problems.ts'

/** Limits of the screens' files. */
export const assetLimits = { filesMax: 5000, bytesMax: 32 * 1024 * 1024, gzipBytesMin: 1024 } as const

/** One file as it is sent. */
export type Asset = { bytes: Uint8Array<ArrayBuffer>; zipped: Uint8Array<ArrayBuffer> | undefined; type: string; etag: string; isHashed: boolean }

/** The built screens: a closed list of files, so that no address can reach anything else. */
export type Assets = {
  /** The file at an address such as `/assets/app-1a2b3c4d.js`; undefined when it is not on the list. */
  find(path: string): Promise<Asset | undefined>
  files: number
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const zips = /^(?:text\/|application\/(?:json|manifest)|image\/svg)/

/** Lists a folder of built screens. Links out of the folder and source maps are left out; a missing folder is an empty list. */
export async function openAssets(folder: string): Promise<Assets> {
  const paths = new Map<string, string>()
  const isThere = await stat(folder).then((found) => found.isDirectory(), () => false)
  if (isThere) await list(folder, '', paths)
  const loaded = new Map<string, Promise<Asset>>()
  return {
    files: paths.size,
    async find(path) {
      const file = paths.get(path)
      if (file === undefined) return undefined
      const known = loaded.get(path) ?? load(path, file)
      loaded.set(path, known)
      return known
    },
  }
}

async function list(folder: string, under: string, paths: Map<string, string>): Promise<void> {
  for (const entry of await readdir(join(folder, under), { withFileTypes: true })) {
    const path = `${under}/${entry.name}`
    if (entry.isDirectory()) await list(folder, path, paths)
    else if (entry.isFile() && !path.endsWith('.map') && paths.size < assetLimits.filesMax) paths.set(path, join(folder, path))
  }
}

const gzipped = promisify<Uint8Array, { level: number }, Buffer<ArrayBuffer>>(gzip)

async function load(path: string, file: string): Promise<Asset> {
  const bytes = await readFile(file)
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
  const isWorthZipping = zips.test(type) && bytes.byteLength >= assetLimits.gzipBytesMin && path !== '/index.html'
  return {
    bytes,
    zipped: isWorthZipping ? await gzipped(bytes, { level: 9 }) : undefined,
    type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isHashed: /^\/assets\/.+-[\w-]{8}\.\w+$/.test(path),
  }
}

/** Answers with a screen's file, else with the start page: the screens find their own way from there. */
export async function answerAsset(c: ApiContext, assets: Assets): Promise<Response> {
  const path = decoded(c.req.path)
  const asset = path === undefined || path === '/index.html' ? undefined : await assets.find(path)
  if (asset) return answerFile(c, asset)
  if (path === undefined || /^\/assets\//.test(path)) return answerProblem(c, 404, 'not-found')
  return answerStartPage(c, assets)
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function answerFile(c: ApiContext, asset: Asset): Response {
  c.header('etag', asset.etag)
  c.header('cache-control', asset.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('vary', 'accept-encoding')
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
  c.header('content-type', asset.type)
  const isZipped = asset.zipped !== undefined && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  if (!isZipped) return c.body(asset.bytes)
  c.header('content-encoding', 'gzip')
  return c.body(asset.zipped ?? asset.bytes)
}

async function answerStartPage(c: ApiContext, assets: Assets): Promise<Response> {
  const page = await assets.find('/index.html')
  const missing: KitProblem = 'not-built'
  if (!page) return answerProblem(c, 503, missing)
  // React Aria reads this to be allowed its one <style>; see `securityHeaders`.
  const nonce = `<head><meta property="csp-nonce" nonce="${c.get('nonce')}">`
  return c.html(new TextDecoder().decode(page.bytes).replace('<head>', nonce), 200, { 'cache-control': 'no-store' })
}
