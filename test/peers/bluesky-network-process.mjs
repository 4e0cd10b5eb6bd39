// The whole network in one process: PLC directory, PDS and the AppView that answers searches, threads and notifications. Needs
// PostgreSQL and Redis, whose addresses come in the environment. Takes the order `stop` from `bluesky-network.mjs`.
import { TestNetwork } from '@atproto/dev-env'

const network = await TestNetwork.create({ dbPostgresSchema: 'bellwether', pds: { hostname: 'localhost' } })

process.on('message', (message) => void obey(message))
process.on('disconnect', () => process.exit(0))
process.send({ ready: { pdsUrl: network.pds.url } })

async function obey({ id, order }) {
  try {
    // What was written is told by the PDS and read by the AppView: this waits until both have nothing left to do.
    if (order === 'settle') await network.processAll()
    if (order === 'stop') await network.close()
    process.send({ id, done: null })
    if (order === 'stop') setImmediate(() => process.exit(0))
  } catch (error) {
    process.send({ id, failed: error instanceof Error ? error.message : String(error) })
  }
}
