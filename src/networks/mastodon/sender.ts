import { secondMs } from '#kernel/time.ts'
import { signedIn } from '#networks/mastodon/account.ts'
import { mastodonConnectFields, mastodonSendingCapabilities } from '#networks/mastodon/capabilities.ts'
import { checkMastodon } from '#networks/mastodon/check.ts'
import { askHealth } from '#networks/mastodon/health.ts'
import { keptLimits } from '#networks/mastodon/limits.ts'
import { measureText } from '#networks/mastodon/measure.ts'
import { readPrivateThere, type KnownMe } from '#networks/mastodon/private/read-private.ts'
import { readBackPart } from '#networks/mastodon/read-back.ts'
import { readCountsThere } from '#networks/mastodon/read-counts.ts'
import { readPollThere } from '#networks/mastodon/read-poll.ts'
import { withoutSecret } from '#networks/mastodon/secret.ts'
import { editPart, removePart, sendPart, type Speaking } from '#networks/mastodon/speak.ts'
import type { Uploads, UploadTimes } from '#networks/mastodon/upload.ts'
import type { Connection, Sender, SendingNetwork } from '#networks/sender.ts'

/** How long calls may take, ms. */
export type MastodonTimes = UploadTimes & { askMs: number }

const usualTimes: MastodonTimes = {
  callMs: 30 * secondMs,
  askMs: 15 * secondMs,
  processingMs: 45 * secondMs,
  everyMs: secondMs,
}

/** Any server with the Mastodon API, to be spoken to: Mastodon, GoToSocial, Pleroma, Akkoma and others. */
export const mastodonNetwork: SendingNetwork = mastodonSending()

/** The same with other times, for tests. */
export function mastodonSending(times: Partial<MastodonTimes> = {}): SendingNetwork {
  return {
    capabilities: mastodonSendingCapabilities,
    connectFields: mastodonConnectFields,
    open: (connection) => openSender(connection, { ...usualTimes, ...times }),
  }
}

function openSender(connection: Connection, times: MastodonTimes): Sender {
  const limits = keptLimits(connection.limits)
  const uploads: Uploads = new Map()
  const knownMe: KnownMe = {}
  /** Does something with the account, and lets none of its secret out. */
  async function as<T, R>(
    act: (speaking: Speaking) => Promise<T>,
    refused: (why: { kind: 'refused'; why: 'revoked' | 'bad-url'; detail: string }) => R,
  ): Promise<T | R> {
    const server = await signedIn(connection)
    if ('kind' in server) return refused(server)
    return withoutSecret(await act({ server, uploads, times }), server.accessToken)
  }
  return {
    capabilities: mastodonSendingCapabilities,
    limits,
    measure: (text) => measureText(text, limits.urlLength),
    check: (content) => checkMastodon(content, limits),
    send: (part, needs) => as((o) => sendPart(part, o, needs), itself),
    edit: (posted, part, needs) => as((o) => editPart(posted, part, o, needs), itself),
    remove: (posted, needs) => as((o) => removePart(posted, o, needs), itself),
    readBack: (part, needs) =>
      as(
        ({ server }) => readBackPart(part, server, { ...needs, untilMs: needs.clock.nowMs() + times.askMs }),
        ({ why, detail }) => ({ kind: 'unanswered', why, detail }),
      ),
    readPoll: (posted, poll, needs) =>
      as(
        ({ server }) =>
          readPollThere(posted, poll, server, { ...needs, untilMs: needs.clock.nowMs() + times.askMs }),
        ({ why, detail }) => ({ kind: 'unanswered', why, detail }),
      ),
    readCounts: (posted, needs) =>
      as(
        ({ server }) =>
          readCountsThere(posted, server, { ...needs, untilMs: needs.clock.nowMs() + times.askMs }),
        ({ why, detail }) => ({ kind: 'unanswered', why, detail }),
      ),
    readPrivate: (asked, needs) =>
      as(
        ({ server }) => readPrivateThere(asked, server, { ...needs, knownMe }),
        ({ why, detail }) => ({ kind: 'unanswered', why, detail }),
      ),
    health: (needs) =>
      as(
        ({ server }) => askHealth(server, limits, { ...needs, untilMs: needs.clock.nowMs() + times.askMs }),
        ({ why, detail }) => ({ ok: false, why, detail, isTransient: false }),
      ),
  }
}

function itself<T>(value: T): T {
  return value
}
