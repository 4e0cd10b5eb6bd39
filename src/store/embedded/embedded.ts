import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Language, Words } from '#store/errors.ts'
import type { Account } from '#store/embedded/account.ts'
import { accountForServer, ourUid } from '#store/embedded/account.ts'
import { runnableBinaries, shippedPostgres } from '#store/embedded/binaries.ts'
import { accountOfData, checkMajor, clusterExists, createCluster } from '#store/embedded/cluster.ts'
import { homeFor, letThrough, removeShortFolder, socketFolderFor } from '#store/embedded/home.ts'
import { takeLock } from '#store/embedded/lock.ts'
import { forgetStalePid, orphanOn, stopOrphan } from '#store/embedded/orphan.ts'
import { said } from '#store/embedded/said.ts'
import type { Supervised } from '#store/embedded/supervise.ts'
import { supervise } from '#store/embedded/supervise.ts'

/** How to start the embedded server. */
export type EmbeddedOptions = {
  dataDir: string
  log: Log
  progress: (line: string) => void
  clock: Clock
  language: Language
  /** Where the database goes when the data folder is out of the server's reach. */
  elsewhere?: string
  /** Where a short socket folder is made when the home's path is too long. */
  short?: string
  /** False gives up safety for speed: tests only. */
  durable?: boolean
}

/** A running embedded server. */
export type Embedded = { socketFolder: string; home: string; pid(): number; stop(): Promise<void> }

/**
 * Starts the PostgreSQL that npm brought, on the data folder, creating what is missing.
 *
 * @throws StoreInUse when a living process holds the folder
 * @throws StoreCannotStart when there are no binaries, no permission, another major version, or no answer
 */
export async function startEmbedded(o: EmbeddedOptions): Promise<Embedded> {
  const tell = (words: Words): void => o.progress(words[o.language])
  const shipped = await shippedPostgres()
  const root = accountForServer(ourUid())
  const home = await homeFor(o.dataDir, root, o.elsewhere ?? '/var/lib/bellwether')
  const data = join(home, 'pg-data')
  const account = accountOfData(data, root)
  const socketFolder = await socketFolderFor(home, account, o.short)
  const lock = await takeLock(join(home, 'lock.json'), home, socketFolder, o.clock.nowMs()).catch(
    async (error: unknown) => {
      await removeShortFolder(socketFolder)
      throw error
    },
  )
  const letGo = async (): Promise<void> => {
    await removeShortFolder(socketFolder)
    await lock.release()
  }
  try {
    if (lock.previous !== undefined && lock.previous.socketFolder !== socketFolder) {
      await removeShortFolder(lock.previous.socketFolder)
    }
    const binaries = await prepare({ o, tell, home, data, account, shipped })
    const server = await supervise({
      launch: {
        binaries,
        data,
        socketFolder,
        account,
        durable: o.durable ?? true,
        log: o.log,
        clock: o.clock,
        onRecovery: () => tell(said.recovering),
      },
      onRestart: () => tell(said.restarting),
    })
    return running(server, { socketFolder, home, letGo })
  } catch (error) {
    await letGo()
    throw error
  }
}

type Preparing = {
  o: EmbeddedOptions
  tell: (words: Words) => void
  home: string
  data: string
  account: Account | undefined
  shipped: Awaited<ReturnType<typeof shippedPostgres>>
}

/** Leaves binaries that run, a finished cluster of the right version, and no server on it. */
async function prepare({ o, tell, home, data, account, shipped }: Preparing): Promise<string> {
  if (home !== (await realpath(o.dataDir))) o.log('info', said.elsewhere(home)[o.language])
  const copies = join(home, 'pg-bin')
  await mkdir(copies, { recursive: true })
  if (account !== undefined) await letThrough(copies)
  const binaries = await runnableBinaries(shipped, copies, account, () => tell(said.copying))
  if (clusterExists(data)) {
    await checkMajor(data, shipped.major)
    await clearTheWay({ o, tell, data })
  } else {
    tell(said.creating)
    await createCluster({ binaries, home, data, account, sync: o.durable ?? true })
  }
  return binaries
}

async function clearTheWay({ o, tell, data }: Pick<Preparing, 'o' | 'tell' | 'data'>): Promise<void> {
  const orphan = orphanOn(data)
  if (orphan !== undefined) {
    tell(said.stoppingOrphan)
    await stopOrphan(orphan, data, o.clock)
  }
  forgetStalePid(data)
}

function running(
  server: Supervised,
  o: { socketFolder: string; home: string; letGo: () => Promise<void> },
): Embedded {
  return {
    socketFolder: o.socketFolder,
    home: o.home,
    pid: () => server.pid(),
    stop: async () => {
      await server.stop()
      await o.letGo()
    },
  }
}
