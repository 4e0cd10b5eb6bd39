import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

/** A Chromium that may work here, and how it wants to be started. */
export type Chromium = { path: string; args: readonly string[]; label: string }

const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** What to do where no Chromium starts. */
export const howToGetChromium =
  'No Chromium starts here. On Debian or Ubuntu: apt-get install chromium fonts-liberation2 (or only libnss3 libgbm1, which the one from npm needs).'

/** Chromiums to try, best first: the pinned one from npm, then what the system has. */
export async function chromiums(): Promise<Chromium[]> {
  const fromNpm = await unpacked()
  const shell =
    fromNpm === undefined ? [] : [{ path: fromNpm, args: ['--headless=shell', ...quiet], label: 'npm' }]
  const system = systemPaths
    .filter((path) => existsSync(path))
    .map((path) => ({ path, args: quiet, label: path }))
  return [...shell, ...system]
}

/**
 * Unpacks once a version and user (197 MB, some seconds), into a folder named after both: a stale copy of another
 * version breaks the launch. Two test processes may do so at once; the first to finish wins.
 */
async function unpacked(): Promise<string | undefined> {
  const version = installedVersion()
  if (version === undefined) return undefined
  const folder = join(tmpdir(), `bellwether-chromium-${version}-${process.getuid?.() ?? 'user'}`)
  const path = join(folder, 'chromium')
  if (existsSync(path)) return path
  await mkdir(tmpdir(), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  const script = join(import.meta.dirname, 'unpack-chromium.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, TMPDIR: fresh },
  })
  if (basename(stdout) !== 'chromium')
    throw new Error(`Chromium was unpacked to an unexpected place: ${stdout}`)
  try {
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(path)) throw error
  }
  return path
}

function installedVersion(): string | undefined {
  const manifest = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json')
  if (!existsSync(manifest) || process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string } // npm writes it
  return version
}
