import { secondMs } from '#kernel/time.ts'
import type { Launch, Postmaster } from '#store/embedded/postmaster.ts'
import { launch } from '#store/embedded/postmaster.ts'

/** A server that is started again when it dies, within limits. */
export type Supervised = { pid(): number; stop(): Promise<void> }

/** So many restarts within so long; after that something is wrong that restarting does not cure. */
export const restartsMax = 5
const restartsWithinMs = 600 * secondMs

/** Whether one more restart is within the limit, given when the earlier ones were. */
export function mayRestart(earlierMs: readonly number[], nowMs: number): boolean {
  return earlierMs.filter((each) => nowMs - each < restartsWithinMs).length < restartsMax
}

/**
 * Starts the server and keeps it up until stop().
 *
 * @param onRestart told before each restart, for the person at the screen
 */
export async function supervise(o: { launch: Launch; onRestart: () => void }): Promise<Supervised> {
  const { log, clock } = o.launch
  const restartedAtMs: number[] = []
  let current: Postmaster = await launch(o.launch)
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()
  const atExit = (): void => current.stopAtExit()
  process.on('exit', atExit)

  const watch = (server: Postmaster): void => {
    void server.exited.then((lastWords) => {
      if (!stopping) restarting = restart(lastWords)
    })
  }
  const restart = async (lastWords: string): Promise<void> => {
    const nowMs = clock.nowMs()
    if (!mayRestart(restartedAtMs, nowMs)) {
      return log(
        'error',
        `The database died ${restartsMax} times in ten minutes and is left down. ${lastWords}`,
      )
    }
    restartedAtMs.push(nowMs)
    log('warn', `The database stopped unexpectedly. ${lastWords}`)
    o.onRestart()
    try {
      current = await launch(o.launch)
      watch(current)
    } catch (error) {
      log('error', error instanceof Error ? error.message : String(error))
    }
  }
  watch(current)

  return {
    pid: () => current.pid,
    stop: async () => {
      stopping = true
      await restarting
      await current.stop()
      process.off('exit', atExit)
    },
  }
}
