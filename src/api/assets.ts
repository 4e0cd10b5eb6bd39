import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ApiContext } from '#api/api.ts'
import { answerProblem } from '#api/api.ts'
import { answerFarewell, answerManifest, manifestPath, workerPath, workerPolicy } from '#api/installed-app.ts'

/** Limits of the screens' files. */
export const assetLimits = { filesMax: 5000, bytesMax: 32 * 1024 * 1024, gzipBytesMin: 1024 } as const

/** One file as it is sent. */
export type Asset = {
  bytes: Uint8Array<ArrayBuffer>
  /** Made when first asked for; undefined where zipping gains nothing. */
  zipped: () => Promise<Uint8Array<ArrayBuffer> | undefined>
  type: string
  etag: string
  isHashed: boolean
}

/** The built screens: a closed list of files, so that no address can reach anything else. */
export type Assets = {
  /** The file at an address such as `/assets/app-1a2b3c4d.js`; undefined when it is not on the list. */
  find(path: string): Asset | undefined
  files: number
}

/** The built screens are larger than what is kept in memory. */
export class ScreensTooLarge extends Error {
  override name = 'ScreensTooLarge'
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

/**
 * Reads a folder of built screens, all at once, so that a later build cannot be served half old and half new. Links out
 * of the folder and source maps are left out; a missing folder is an empty list.
 *
 * @throws ScreensTooLarge beyond the limits
 */
export async function openAssets(folder: string): Promise<Assets> {
  const isFolder = (await stat(folder).catch(() => undefined))?.isDirectory() ?? false
  const paths = isFolder ? await list(folder, '') : []
  if (paths.length > assetLimits.filesMax)
    throw new ScreensTooLarge(`${folder} holds more than ${assetLimits.filesMax} files.`)
  const assets = new Map<string, Asset>()
  let bytes = 0
  for (const path of paths) {
    const asset = describe(path, await readFile(join(folder, path)))
    bytes += asset.bytes.byteLength
    if (bytes > assetLimits.bytesMax)
      throw new ScreensTooLarge(`${folder} holds more than ${assetLimits.bytesMax} bytes.`)
    assets.set(path, asset)
  }
  return { files: assets.size, find: (path) => assets.get(path) }
}

async function list(folder: string, under: string): Promise<string[]> {
  const entries = await readdir(join(folder, under), { withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => `${under}/${entry.name}`)
  const folders = entries.filter((entry) => entry.isDirectory())
  const deeper = await Promise.all(folders.map((entry) => list(folder, `${under}/${entry.name}`)))
  return [...files, ...deeper.flat()]
}

const gzipped = promisify<Uint8Array, { level: number }, Buffer<ArrayBuffer>>(gzip)

function describe(path: string, bytes: Buffer<ArrayBuffer>): Asset {
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
  const isWorthZipping = zips.test(type) && bytes.byteLength >= assetLimits.gzipBytesMin
  let zipped: Promise<Uint8Array<ArrayBuffer>> | undefined
  return {
    bytes,
    zipped: async () => (isWorthZipping ? (zipped ??= gzipped(bytes, { level: 9 })) : undefined),
    type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isHashed: /^\/assets\/.+-[\w-]{8}\.\w+$/.test(path),
  }
}

/** What the screens are told besides their files. */
export type ScreenNeeds = {
  /** The place the desk serves, for the name of the installed app; missing: none is known. */
  placeName?: (() => Promise<string | undefined>) | undefined
  /** Whether no browser may keep the screens; one that did forgets them. */
  onlineOnly?: boolean | undefined
}

/** Answers with a screen's file, else with the start page: the screens find their own way from there. */
export async function answerAsset(c: ApiContext, assets: Assets, needs: ScreenNeeds = {}): Promise<Response> {
  const path = decoded(c.req.path)
  if (path === undefined) return answerProblem(c, 404, 'not-found')
  if (path === '/index.html') return answerStartPage(c, assets)
  if (path === manifestPath) return answerManifest(c, await needs.placeName?.())
  const asset = assets.find(path)
  if (path === workerPath) {
    if (asset === undefined || needs.onlineOnly === true) return answerFarewell(c)
    c.header('content-security-policy', workerPolicy)
  }
  if (asset) return answerFile(c, asset)
  // A file that is not there, such as /favicon.ico, is missing; a screen's address never looks like one.
  const isFile = path.startsWith('/assets/') || /^\/[^/]+\.\w{2,11}$/.test(path)
  if (isFile) return answerProblem(c, 404, 'not-found')
  return answerStartPage(c, assets)
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

async function answerFile(c: ApiContext, asset: Asset): Promise<Response> {
  c.header('etag', asset.etag)
  c.header('cache-control', asset.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('vary', 'accept-encoding')
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
  c.header('content-type', asset.type)
  const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') ? await asset.zipped() : undefined
  if (!zipped) return c.body(asset.bytes)
  c.header('content-encoding', 'gzip')
  return c.body(zipped)
}

function answerStartPage(c: ApiContext, assets: Assets): Response {
  const page = assets.find('/index.html')
  if (!page) return answerProblem(c, 503, 'not-built')
  // React Aria reads this to be allowed its one <style>; see `securityHeaders`.
  const nonce = `<head><meta property="csp-nonce" nonce="${c.get('nonce')}">`
  return c.html(new TextDecoder().decode(page.bytes).replace('<head>', nonce), 200, {
    'cache-control': 'no-store',
  })
}
