import { onTestFinished } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import type { Connection, Credentials, Sender, SendingNeeds } from '#networks/sender.ts'
import { blueskySender } from '#networks/bluesky/sender.ts'
import { blueskySettings, type BlueskySettings } from '#networks/bluesky/settings.ts'
import { memoryCredentials, ours, startTestPds, type TestPds } from '#networks/bluesky/test-pds.ts'

/** Short patience, and no service outside the test. */
export const testSettings: BlueskySettings = {
  ...blueskySettings,
  ...{
    videoService: undefined,
    askMs: 5000,
    changeMs: 800,
    imageMs: 800,
    videoMs: 800,
    preparingAsks: 3,
    preparingEveryMs: 5,
  },
  directories: { appView: 'http://127.0.0.1:9', plc: 'http://127.0.0.1:9' },
}

/** What a call needs in a test. */
export function needs(): SendingNeeds {
  return { clock: wallClock, signal: new AbortController().signal }
}

/** The account of the pretended server, as it is connected. */
export function connectionTo(server: string, credentials?: Credentials): Connection {
  return {
    ...{ account: 'a1', server, handle: ours.handle, languages: ['en', 'fr'], allowPrivateNetworks: true },
    credentials: credentials ?? memoryCredentials({ password: ours.password }),
  }
}

/** A pretended server that ends with the test, and a sender for its account. */
export async function opened(
  more: { credentials?: Credentials; settings?: Partial<BlueskySettings> } = {},
): Promise<{ pds: TestPds; sender: Sender; connection: Connection }> {
  const pds = await startTestPds()
  onTestFinished(() => pds.close())
  const connection = connectionTo(pds.server, more.credentials)
  return { pds, connection, sender: blueskySender(connection, { ...testSettings, ...more.settings }) }
}

/** How often a method was called. */
export function times(pds: TestPds, method: string): number {
  return pds.asked.filter((asked) => asked.method.endsWith(method)).length
}
