import type { Log } from '#kernel/log.ts'
import { secondMs, type Clock } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import { connectionsChannel } from '#sending/ground.ts'
import { accountReaders, type AccountNeeds, type AccountReader } from '#app/account-readers.ts'

type Following = AccountNeeds & {
  listening: Pick<Listening, 'addReader' | 'removeReader'>
  clock: Clock
  log: Log
}

/** After this long it is tried again, when the store did not answer. */
const againMs = 15 * secondMs

/**
 * Keeps what is heard for our accounts what is connected: an account is heard as soon as it is connected, in this process or in
 * another one, anew when it is connected with another sign-in, and no longer once it is disconnected or lost.
 *
 * @throws when the store does not answer at the start
 */
export async function followAccounts(needs: Following): Promise<{ stop(): Promise<void> }> {
  const { store, clock, log } = needs
  const stopping = new AbortController()
  /** By source: the sign-in it is heard with. */
  const heard = new Map<string, string>()
  let isDue = false
  let isAtWork = false
  let atWork: Promise<void> = Promise.resolve()
  const work = async (): Promise<void> => {
    while (isDue && !stopping.signal.aborted) {
      isDue = false
      try {
        await follow(needs, heard)
      } catch (error) {
        log('error', 'what is said to our accounts is not followed; trying again', { why: String(error) })
        isDue = true
        await clock.sleep(againMs, stopping.signal)
      }
    }
    isAtWork = false
  }
  const rouse = (): void => {
    isDue = true
    if (isAtWork) return
    isAtWork = true
    atWork = work()
  }
  const hearNothing = await store.listen(connectionsChannel, rouse, rouse)
  isAtWork = true
  await follow(needs, heard)
  isAtWork = false
  if (isDue) rouse()
  return {
    async stop() {
      stopping.abort()
      await hearNothing()
      await atWork
    },
  }
}

/** Brings what is heard to what is connected. */
async function follow(needs: Following, heard: Map<string, string>): Promise<void> {
  const wanted = new Map((await accountReaders(needs)).map((one) => [one.reader.source, one]))
  const sources = new Set([...heard.keys(), ...wanted.keys()])
  // Each for itself: one that takes its time to end holds up none of the others.
  const done = await Promise.allSettled(
    [...sources].map((source) => followOne(needs, heard, source, wanted.get(source))),
  )
  for (const one of done) if (one.status === 'rejected') throw one.reason
}

async function followOne(
  { listening }: Following,
  heard: Map<string, string>,
  source: string,
  wanted: AccountReader | undefined,
): Promise<void> {
  if (heard.get(source) === wanted?.sign) return
  if (heard.has(source)) {
    await listening.removeReader(source)
    heard.delete(source)
  }
  // Where the owner listens to the same source anyway, it is theirs and stays.
  if (wanted !== undefined && (await listening.addReader(wanted.reader))) heard.set(source, wanted.sign)
}
