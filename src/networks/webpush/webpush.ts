import { createHash } from 'node:crypto'
import webPush from 'web-push'
import { callNetwork } from '#networks/call.ts'
import { tellEach } from '#networks/each-recipient.ts'
import { sharedConnections, type SharedConnections } from '#networks/http.ts'
import type { Credentials, SendingNeeds } from '#networks/sender.ts'
import {
  isTooLate,
  together,
  versionFor,
  type ManyMessage,
  type ManyOutcome,
  type ManySender,
  type ManyVersion,
  type Recipient,
  type ToMany,
} from '#networks/to-many.ts'
import { pushPayload } from './payload.ts'
import { pushOutcome } from './push-outcome.ts'
import { hostPauses, type HostPauses } from './host-pauses.ts'
import type { WebPushSettings } from './settings.ts'
import { readSubscription, type Subscription } from './subscription.ts'
import { passes, vapidKeys } from './vapid.ts'

/** Messages to browsers of those who subscribed, through the push service each browser brings (RFC 8030). */
export const webPushToMany: ToMany<WebPushSettings> = {
  capabilities: { network: 'webpush', name: 'Web Push', repeats: 'topic', bounces: false, atOnceMax: 200 },
  open: (settings, credentials) => webPushSender(settings, credentials),
}

function webPushSender(settings: WebPushSettings, credentials: Credentials): ManySender {
  const pauses = hostPauses()
  const ownKeys = together(() => vapidKeys(credentials))
  return {
    sendAll: async (message, recipients, needs, onOutcome) => {
      const keys = await ownKeys()
      if (keys === undefined)
        return { kind: 'stopped', why: 'unreadable', detail: 'the keys that are kept cannot be read' }
      const way: Way = {
        settings,
        message,
        needs,
        pauses,
        passFor: passes(keys, settings.contact),
        payloads: new Map(),
        shared: sharedConnections(settings.callsMax, settings.certificateAuthority),
      }
      const lane = {
        send: (recipient: Recipient) => push(recipient, way),
        isUsable: () => true,
        close: () => undefined,
      }
      try {
        return await tellEach(recipients, {
          count: settings.callsMax,
          open: () => Promise.resolve(lane),
          signal: needs.signal,
          onOutcome,
        })
      } finally {
        way.shared.close()
      }
    },
    // There is nobody to ask: each browser brings its own service.
    health: async () => {
      const keys = await ownKeys()
      return keys === undefined
        ? {
            ok: false,
            why: 'unreadable',
            detail: 'the keys that are kept cannot be read',
            isTransient: false,
          }
        : { ok: true, handle: settings.contact }
    },
  }
}

type Way = {
  settings: WebPushSettings
  message: ManyMessage
  needs: SendingNeeds
  pauses: HostPauses
  passFor: (origin: string, nowMs: number) => string
  /** Few services, many calls, and a repeat takes the place of the first: connections are used again. */
  shared: SharedConnections
  /** What is shown, by version: it is the same for everybody who reads that language. */
  payloads: Map<ManyVersion, string>
}

async function push(recipient: Recipient, way: Way): Promise<ManyOutcome> {
  const { settings, message, needs, pauses } = way
  const refused = { id: recipient.id, kind: 'refused' } as const
  if (isTooLate(message, needs.clock))
    return { ...refused, why: 'too-late', isPermanent: false, detail: 'it is no longer valid' }
  const subscription = readSubscription(recipient.address, settings.allowPrivateNetworks)
  const body = subscription === undefined ? undefined : sealedFor(subscription, recipient, way)
  if (subscription === undefined || body === undefined)
    return { ...refused, why: 'bad-address', isPermanent: true, detail: 'it is not a push subscription' }
  const { origin } = new URL(subscription.endpoint)
  const retryInMs = pauses.leftMs(origin, needs.clock.nowMs())
  if (retryInMs > 0)
    return { id: recipient.id, kind: 'wait', why: 'rate-limited', detail: 'asked to wait', retryInMs }
  const outcome = await call(recipient, { ...subscription, body }, way)
  if (outcome.kind === 'wait' && outcome.why === 'rate-limited')
    pauses.pause(origin, needs.clock.nowMs(), outcome.retryInMs)
  return outcome
}

/** The message as only this browser can open it (RFC 8291); undefined where its key is no point of the curve. */
function sealedFor({ keys }: Subscription, recipient: Recipient, way: Way): Buffer | undefined {
  const version = versionFor(way.message, recipient.language)
  const payload = way.payloads.get(version) ?? pushPayload(way.message, version)
  way.payloads.set(version, payload)
  try {
    return webPush.encrypt(keys.p256dh, keys.auth, payload, 'aes128gcm').cipherText
  } catch {
    return undefined // keys come from browsers, or from whoever calls itself one
  }
}

async function call(
  recipient: Recipient,
  { endpoint, keys, body }: Subscription & { body: Buffer },
  way: Way,
): Promise<ManyOutcome> {
  const { settings, message, needs } = way
  const nowMs = needs.clock.nowMs()
  const pass = way.passFor(new URL(endpoint).origin, nowMs)
  const answer = await callNetwork(
    {
      url: endpoint,
      method: 'POST',
      headers: {
        authorization: pass,
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        'content-length': String(body.length),
        ttl: String(secondsLeft(way, nowMs)),
        topic: topicOf(message.topic),
        urgency: message.isUrgent ? 'high' : 'normal',
      },
      body,
      limits: { timeoutMs: settings.timeoutMs, bytesMax: 64 * 1024 },
      allowPrivateNetworks: settings.allowPrivateNetworks,
      shared: way.shared,
    },
    needs,
  )
  return pushOutcome(recipient.id, answer, [endpoint, new URL(endpoint).pathname, keys.auth, pass])
}

/** Longest time a push service keeps a message: four weeks, as the largest of them allow. */
const keptMaxS = 28 * 24 * 3600

function secondsLeft({ message, settings }: Way, nowMs: number): number {
  const ms = message.validUntilMs === undefined ? settings.keptForMs : message.validUntilMs - nowMs
  return Math.min(keptMaxS, Math.max(0, Math.ceil(ms / 1000)))
}

/** A name of 32 characters that a push service takes (RFC 8030, 5.4), and that tells it nothing. */
function topicOf(topic: string): string {
  return createHash('sha256').update(topic).digest('base64url').slice(0, 32)
}
