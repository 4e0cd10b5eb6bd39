import { secondMs } from '#kernel/time.ts'
import type { Ground } from '#sending/ground.ts'
import { pulseOf, tellSilence } from '#sending/pulse.ts'

const lookEveryMs = 20 * secondMs

/** Looks after the workers, apart from them; tells people when nothing goes out although something is due. */
export function watchSending(ground: Ground): { stop(): Promise<void> } {
  const ended = new AbortController()
  let isTold = false
  const loop = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await ground.clock.sleep(lookEveryMs, ended.signal)
      if (ended.signal.aborted) return
      isTold = await look(ground, isTold)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}

async function look(ground: Ground, isTold: boolean): Promise<boolean> {
  try {
    const { isSilent, overdueMs } = await pulseOf(ground)
    if (isSilent && !isTold) {
      ground.log('error', 'nothing is being sent although something is due', {
        overdueS: Math.round(overdueMs / 1000),
      })
      await ground.store.inTransaction((tx) => tellSilence(ground, tx))
    }
    return isSilent
  } catch (error) {
    // A store that does not answer is told by the store itself, and this look is repeated.
    ground.log('warn', 'sending could not be looked after', {
      detail: error instanceof Error ? error.message : '',
    })
    return isTold
  }
}
