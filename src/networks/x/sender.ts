import { secondMs } from '#kernel/time.ts'
import type { Connection, MonthlyBudget, Sender, SendingNetwork } from '#networks/sender.ts'
import { xClient, xServer } from '#networks/x/wire/client.ts'
import { connectFields, signInOf } from '#networks/x/wire/credentials.ts'
import { checkForX, xLimits, xSending } from '#networks/x/speak/limits.ts'
import { weightedLength } from '#networks/x/posts/post-text.ts'
import type { Meter } from '#networks/x/price.ts'
import { healthOf, readBackPart, removePost } from '#networks/x/speak/afterwards.ts'
import { privateReaderOn } from '#networks/x/private/reader.ts'
import { xProfiles } from '#networks/x/profiles/reader.ts'
import { readCountsOnX } from '#networks/x/speak/read-counts.ts'
import { readPollOnX } from '#networks/x/speak/read-poll.ts'
import { sendPart } from '#networks/x/speak/send-part.ts'
import type { Speaking } from '#networks/x/speak/speaking.ts'
import { lookUpBy } from '#networks/x/wire/look-up.ts'
import { xSignInThere, type XApp } from '#networks/x/wire/sign-in-there.ts'
import { userSignIn, type Renewals } from '#networks/x/wire/user-sign-in.ts'

/** What the owner's contract with X allows, and what is counted. */
export type XOptions = {
  /** Counts what is spent; missing: nothing is counted. */
  meter?: Meter
  /** Up to where the meter goes, for people to see. */
  budget?: MonthlyBudget
  /** The owner's app, by which people can sign in at X itself; missing: they paste keys. */
  app?: XApp
  /** An app under an Enterprise contract may answer anybody. */
  isEnterprise?: boolean
  /** Time limits of calls that change something, and of those that do not. */
  timeouts?: { changeMs: number; readMs: number }
}

/** X, as it is spoken to under the options given. */
export function xNetworkOf(options: XOptions = {}): SendingNetwork {
  const renewals: Renewals = { underWay: new Map(), unkept: new Map() }
  return {
    capabilities: xSending,
    connectFields,
    ...(options.app !== undefined && { signInThere: xSignInThere(options.app) }),
    ...(options.budget !== undefined && { budget: options.budget }),
    open: (connection) => senderOf(speakingOf(connection, options, renewals)),
    profiles: (connection) => {
      const { server = xServer, allowPrivateNetworks = false } = connection
      return xProfiles({ ...speakingOf(connection, options, renewals), server, allowPrivateNetworks })
    },
  }
}

function speakingOf(connection: Connection, options: XOptions, renewals: Renewals): Speaking {
  const server = connection.server ?? xServer
  const allowPrivateNetworks = connection.allowPrivateNetworks ?? false
  const { changeMs, readMs } = options.timeouts ?? { changeMs: 30 * secondMs, readMs: 15 * secondMs }
  const at = { server, allowPrivateNetworks }
  const { account, credentials } = connection
  const sign = userSignIn({ account, credentials, at: { ...at, timeoutMs: changeMs }, renewals })
  const read = xClient({ ...at, timeoutMs: readMs }, sign)
  return {
    change: xClient({ ...at, timeoutMs: changeMs }, sign),
    read,
    lookUp: lookUpBy(read),
    async renewsAtMs() {
      const kept = signInOf(await credentials.read())
      return kept?.kind === 'oauth2' ? kept.tokens.bearerEndsAtMs : undefined
    },
    handle: connection.handle.replace(/^@/, ''),
    // Limits that were kept before there were polls say nothing of them.
    limits: { ...xLimits, ...connection.limits },
    isEnterprise: options.isEnterprise ?? false,
    meter: options.meter,
    files: new Map(),
  }
}

function senderOf(speaking: Speaking): Sender {
  const readPrivate = privateReaderOn(speaking)
  return {
    capabilities: xSending,
    limits: speaking.limits,
    measure: weightedLength,
    check: (content) => checkForX(content, speaking.limits),
    send: (part, needs) => sendPart(speaking, part, needs),
    readBack: (part, needs) => readBackPart(speaking, part, needs),
    remove: (posted, needs) => removePost(speaking, posted, needs),
    readPoll: (posted, poll, needs) => readPollOnX(speaking, { posted, poll }, needs),
    readCounts: (posted, needs) => readCountsOnX(speaking, posted, needs),
    readPrivate,
    health: (needs) => healthOf(speaking, needs),
  }
}
