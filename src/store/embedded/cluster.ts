import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreCannotStart } from '#store/errors.ts'
import type { Account } from '#store/embedded/account.ts'
import { ourUid, spawnAs } from '#store/embedded/account.ts'
import { makePrivate } from '#store/embedded/private.ts'

/** The database's owner inside PostgreSQL, and the name of the database. */
export const ownerName = 'bellwether'

/** What initdb and the server see of our environment: nothing private, and plain English for their log. */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '/usr/bin:/bin' }

/** Whether the folder holds a finished cluster. */
export function clusterExists(data: string): boolean {
  return existsSync(join(data, 'PG_VERSION'))
}

/**
 * The account that owns the data already there, so that a start as root continues what a person began.
 *
 * @throws StoreCannotStart when the data belong to somebody else and we are not root
 */
export function accountOfData(data: string, account: Account | undefined): Account | undefined {
  const stat = statSync(data, { throwIfNoEntry: false })
  if (stat === undefined) return account
  if (account !== undefined) return stat.uid === 0 ? account : { uid: stat.uid, gid: stat.gid }
  if (stat.uid === ourUid()) return undefined
  throw new StoreCannotStart({
    en: `The database in ${data} belongs to another account (${stat.uid}). Start as that account or as root.`,
    fr: `La base de données dans ${data} appartient à un autre compte (${stat.uid}). Démarrez sous ce compte ou en root.`,
  })
}

/**
 * Makes sure the data were written by this major version: PostgreSQL cannot read another one's.
 *
 * @throws StoreCannotStart naming both versions and the way out
 */
export async function checkMajor(data: string, major: number): Promise<void> {
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (found === String(major)) return
  throw new StoreCannotStart({
    en: `The database in ${data} was written by PostgreSQL ${found}, this Bellwether brings ${major}. Start the Bellwether you had before, run backup, and restore the file into an empty data folder here.`,
    fr: `La base de données dans ${data} a été écrite par PostgreSQL ${found}, ce Bellwether apporte ${major}. Démarrez l’ancien Bellwether, lancez backup, puis restaurez le fichier ici dans un dossier de données vide.`,
  })
}

/** What initdb needs. `sync` false leaves out the final fsync, for tests. */
export type NewCluster = {
  binaries: string
  home: string
  data: string
  account: Account | undefined
  sync: boolean
}

/**
 * Creates the cluster beside its final place, then moves it there: a start cut short leaves nothing half-made.
 *
 * @throws StoreCannotStart with initdb's own last words
 */
export async function createCluster(o: NewCluster): Promise<void> {
  const half = `${o.data}.new`
  await rm(half, { recursive: true, force: true })
  await makePrivate(half, o.account)
  const { code, output } = await runInitdb(o, half)
  if (code !== 0) throw initdbFailed(output)
  await rename(half, o.data)
}

function runInitdb(o: NewCluster, into: string): Promise<{ code: number | null; output: string }> {
  const options = ['-D', into, '-U', ownerName, '-E', 'UTF8', '--auth-local=trust', '--auth-host=reject']
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums']
  return new Promise((resolve, reject) => {
    const child = spawn(
      join(o.binaries, 'bin', 'initdb'),
      [...options, ...locale, ...(o.sync ? [] : ['--no-sync'])],
      {
        ...spawnAs(o.account),
        cwd: into,
        env: serverEnvironment,
        stdio: ['ignore', 'pipe', 'pipe'],
        // Its own process group: Ctrl-C on the terminal asks us to end, and we do so once the cluster is whole.
        detached: true,
      },
    )
    let output = ''
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (cause) => reject(initdbFailed(cause.message, cause)))
    child.once('close', (code) => resolve({ code, output }))
  })
}

function initdbFailed(output: string, cause?: Error): StoreCannotStart {
  const last = output.trim().split('\n').slice(-6).join(' | ')
  return new StoreCannotStart(
    {
      en: `The database could not be created. PostgreSQL says: ${last}. Setting DATABASE_URL uses a server of your own instead.`,
      fr: `La base de données n’a pu être créée. PostgreSQL dit : ${last}. DATABASE_URL permet d’utiliser votre propre serveur.`,
    },
    { cause },
  )
}
