import { hourMs, secondMs } from '#kernel/time.ts'
import { connectionsChannel } from '#sending/ground.ts'
import { expireConversations } from '#sending/private-messages/expiring.ts'
import { privateDb, type PrivateNeeds } from '#sending/private-messages/needs.ts'
import { readDueAccounts } from '#sending/private-messages/reading.ts'

/** How often it is looked whether an account is due. */
const lookEveryMs = 3 * secondMs

/** Reads private messages where somebody switched that on, and deletes what has run its time, until stopped. */
export async function watchPrivate(needs: PrivateNeeds): Promise<{ stop(): Promise<void> }> {
  const { store, clock, log } = needs
  const ended = new AbortController()
  const hearNothing = await store.listen(connectionsChannel, (account) => void readAgain(needs, account))
  let expiresMs = clock.nowMs()
  const look = async (): Promise<void> => {
    await readDueAccounts(needs, ended.signal)
    if (clock.nowMs() < expiresMs) return
    expiresMs = clock.nowMs() + hourMs
    const count = await expireConversations(needs)
    if (count > 0) log('info', 'conversations whose time was over were deleted', { count })
  }
  const loop = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await look().catch((error: unknown) =>
        log('warn', 'private messages could not be read', {
          why: error instanceof Error ? error.name : 'unknown',
        }),
      )
      await clock.sleep(lookEveryMs, ended.signal)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await hearNothing()
      await loop
    },
  }
}

/** An account that was connected anew is read at once. */
async function readAgain({ store, clock, log }: PrivateNeeds, account: string): Promise<void> {
  try {
    await privateDb(store.db)
      .updateTable('private_reading')
      .set({ next_at: new Date(clock.nowMs()), tries: 0 })
      .where('account', '=', account)
      .where('is_on', '=', true)
      .where('problem', 'is not', null)
      .execute()
  } catch (error) {
    log('warn', 'an account will be read at its usual time', {
      account,
      why: error instanceof Error ? error.name : 'unknown',
    })
  }
}
