import { createHash } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { StoreCannotStart } from '#store/errors.ts'
import type { Account } from '#store/embedded/account.ts'
import { mayReach } from '#store/embedded/account.ts'
import { clusterExists } from '#store/embedded/cluster.ts'
import { makePrivate } from '#store/embedded/private.ts'

/** Longest socket path in bytes that both Linux (107) and macOS (103) take. */
export const socketPathBytesMax = 103

const socketFile = '.s.PGSQL.5432'
const pointerFile = 'database-is-in.txt'
const shortPrefix = 'bellwether-'

/**
 * The folder the database lives in: the data folder, unless the server's account cannot get there.
 *
 * As root below a private home folder (mode 700) `nobody` cannot reach the data folder. Then the database goes to
 * a folder of `elsewhere`, and the data folder keeps a note of where, so that moving it keeps the database found.
 *
 * @throws StoreCannotStart when the data folder cannot be made or written to
 * @param elsewhere where system services keep state; /var/lib/bellwether outside tests
 */
export async function homeFor(
  dataDir: string,
  account: Account | undefined,
  elsewhere: string,
): Promise<string> {
  await makeDataFolder(dataDir)
  const real = await realpath(dataDir)
  const noted = await notedHome(join(real, pointerFile))
  if (noted !== undefined) return noted
  // What a person began here without root goes on here: the server then runs as that person.
  if (account === undefined || clusterExists(join(real, 'pg-data'))) return real
  if (mayReach(real, account)) {
    await letThrough(real)
    return real
  }
  const home = join(
    elsewhere,
    `${basename(dirname(real))}-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`,
  )
  await makeElsewhere(home, account)
  await writeFile(join(real, pointerFile), `${home}\n`)
  return home
}

async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK)
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    throw new StoreCannotStart(
      {
        en: `The data folder ${dataDir} cannot be made or written to (${code}). Choose another with --data-dir FOLDER or BELLWETHER_DATA_DIR.`,
        fr: `Le dossier de données ${dataDir} ne peut être créé ou modifié (${code}). Choisissez-en un autre avec --data-dir DOSSIER ou BELLWETHER_DATA_DIR.`,
      },
      { cause },
    )
  }
}

/** Lets others walk through a folder of ours (not list it), so that the server's account gets to its part. */
export async function letThrough(folder: string): Promise<void> {
  const { mode } = await stat(folder)
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o777) | 0o011)
}

async function notedHome(file: string): Promise<string | undefined> {
  try {
    const home = (await readFile(file, 'utf8')).trim()
    return isAbsolute(home) ? home : undefined
  } catch {
    // No note, or an unreadable one: the database is in the data folder itself.
    return undefined
  }
}

async function makeElsewhere(home: string, account: Account): Promise<void> {
  try {
    await mkdir(home, { recursive: true })
    // Whatever the umask was: one of 077 would make both private.
    await letThrough(dirname(home))
    await letThrough(home)
  } catch (cause) {
    throw new StoreCannotStart(
      {
        en: `The data folder is below a private folder, and ${home} cannot be made for the database. Choose a data folder that other accounts may pass through.`,
        fr: `Le dossier de données se trouve sous un dossier privé, et ${home} ne peut être créé pour la base. Choisissez un dossier de données que d’autres comptes peuvent traverser.`,
      },
      { cause },
    )
  }
  if (!mayReach(join(home, 'x'), account)) {
    throw new StoreCannotStart({
      en: `The database server runs as the account nobody, which cannot reach ${home}. Choose another data folder.`,
      fr: `Le serveur de base de données fonctionne sous le compte nobody, qui ne peut atteindre ${home}. Choisissez un autre dossier de données.`,
    })
  }
}

/**
 * The folder for the server's socket: in the home when the path is short enough, else a new short one of mode 700.
 *
 * @param short where short folders are made; the system's temporary folder outside tests
 */
export async function socketFolderFor(
  home: string,
  account: Account | undefined,
  short?: string,
): Promise<string> {
  const own = join(home, 'run')
  if (fits(own)) {
    await makePrivate(own, account)
    return own
  }
  const base = short ?? (fits(join(tmpdir(), `${shortPrefix}123456`)) ? tmpdir() : '/tmp')
  const folder = await mkdtemp(join(base, shortPrefix))
  await makePrivate(folder, account)
  return folder
}

/** Removes a short socket folder, ours or a dead start's; the one in the home stays. */
export async function removeShortFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(shortPrefix) && basename(folder).length === shortPrefix.length + 6) {
    await rm(folder, { recursive: true, force: true })
  }
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, socketFile)) <= socketPathBytesMax
}
