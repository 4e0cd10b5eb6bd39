import type { Credentials, Connection, Sender, SendingNeeds } from '#networks/sender.ts'
import { wallClock } from '#kernel/time.ts'
import type { Fault, Peer, SeenPost } from '#networks/test-sender-contract.ts'
import { captionsOf } from '#networks/x/emulator/test-emulator-media.ts'
import { xNetworkOf, type XOptions } from '#networks/x/sender.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'

/** Credentials in memory; `writes` are what was kept, oldest first. */
export function credentialsOf(value: unknown): Credentials & { writes: unknown[] } {
  let kept = value
  const writes: unknown[] = []
  return {
    writes,
    read: () => Promise.resolve(kept),
    write: (next) => {
      kept = next
      writes.push(next)
      return Promise.resolve()
    },
  }
}

/** What a call needs, by the clock on the wall. */
export function needs(signal = new AbortController().signal): SendingNeeds {
  return { clock: wallClock, signal }
}

/** The connection of the pretended X's account. */
export function connectionTo(x: EmulatedX, credentials: Credentials): Connection {
  return {
    ...{ account: 'city-on-x', server: x.url, handle: '@HavreClair', languages: ['en', 'fr'] },
    ...{ credentials, allowPrivateNetworks: true },
  }
}

/** Time limits for tests: a call without an answer gives up soon. */
export const shortTimeouts = { changeMs: 900, readMs: 3000 }

/** A pretended X and an account on it, signed in with four keys. */
export async function xAndSender(options: XOptions = {}): Promise<{ x: EmulatedX; sender: Sender }> {
  const x = await emulatedX()
  const credentials = credentialsOf(x.state.keys.oauth1)
  const network = xNetworkOf({ timeouts: shortTimeouts, ...options })
  return { x, sender: network.open(connectionTo(x, credentials)) }
}

/** OAuth 2 tokens as they are kept at first. */
export function tokensOf({ state }: EmulatedX): Record<string, string> {
  return { ...state.keys.client, refreshToken: state.keys.refreshToken }
}

/** The pretended X as the contract asks for it. */
export function peerOf(x: EmulatedX, sender: Sender, cannot: Partial<Record<Fault, string>> = {}): Peer {
  return {
    ...{ sender, cannot, close: x.close },
    posts: () =>
      Promise.resolve(
        x.state.posts.map(({ id, text, replyTo, files }) => ({
          ...{ nativeId: id, text, alts: files.map(({ alt }) => alt) },
          ...(replyTo !== undefined && { replyTo }),
          ...captionsSeen(x, files),
        })),
      ),
    misbehave: x.misbehave,
  }
}

function captionsSeen(
  { state }: EmulatedX,
  files: readonly { mediaId: string }[],
): Pick<SeenPost, 'captions'> {
  const captions = files.flatMap(({ mediaId }) => {
    const file = state.files.get(mediaId)
    return file === undefined ? [] : captionsOf(state, file)
  })
  return captions.length === 0 ? {} : { captions }
}
