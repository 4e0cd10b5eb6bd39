import { secondMs } from '#kernel/time.ts'
import { callNetwork, withoutAnswer, type NotSent } from '#networks/call.ts'
import { checkContent } from '#networks/check-content.ts'
import { webhookCapabilities, webhookConnectFields, webhookLimits } from '#networks/webhook/capabilities.ts'
import { askReachable } from '#networks/webhook/reachable.ts'
import { signedHeaders } from '#networks/webhook/signing.ts'
import { tellEdited, tellPosted, tellRemoved, type MediaUrl, type Told } from '#networks/webhook/telling.ts'
import { readKept, withoutSecrets } from '#networks/webhook/secrets.ts'
import type { Connection, Sender, SendingNeeds, SendingNetwork, SendOutcome } from '#networks/sender.ts'

/** How receivers are told. */
export type WebhookOptions = {
  /** Missing: files cannot go out. */
  mediaUrl?: MediaUrl
  /** When a telling, and a question, give up. Missing: 30 s and 15 s. */
  timeoutsMs?: { change: number; ask: number }
}

/** A program elsewhere that is told what we say, signed in the manner of Standard Webhooks, without files. */
export const webhookNetwork: SendingNetwork = webhookSending()

/** The same with other options. */
export function webhookSending(options: WebhookOptions = {}): SendingNetwork {
  return {
    capabilities: webhookCapabilities(options.mediaUrl !== undefined),
    connectFields: webhookConnectFields,
    open: (connection) => receiver(connection, options),
  }
}

function receiver(connection: Connection, options: WebhookOptions): Sender {
  const hasMedia = options.mediaUrl !== undefined
  const capabilities = webhookCapabilities(hasMedia)
  const limits = webhookLimits(hasMedia)
  const times = options.timeoutsMs ?? { change: 30 * secondMs, ask: 15 * secondMs }
  const place = { handle: connection.handle, mediaUrl: options.mediaUrl }
  const tell = (told: Told, needs: SendingNeeds): Promise<Taken | NotSent> =>
    tellReceiver(connection, told, { ...needs, timeoutMs: times.change })
  const telling = async (nativeId: string, told: Told, needs: SendingNeeds): Promise<SendOutcome> => {
    const taken = await tell(told, needs)
    return taken.kind === 'taken' ? { kind: 'sent', posted: { nativeId }, returned: taken.returned } : taken
  }
  return {
    capabilities,
    limits,
    measure: (text) => text.length,
    check: (content) => checkContent(content, { capabilities, limits, measure: (text) => text.length }),
    send: (part, needs) => telling(part.key, tellPosted(part, place), needs),
    edit: (posted, part, needs) => telling(posted.nativeId, tellEdited(posted, part, place), needs),
    async remove(posted, needs) {
      const taken = await tell(tellRemoved(posted, place), needs)
      return taken.kind === 'taken' ? { kind: 'gone' } : taken
    },
    readBack: () =>
      Promise.resolve({ kind: 'cannot-know', detail: 'a receiver can be told again, and not be asked' }),
    health: (needs) => askReachable(connection, limits, { ...needs, timeoutMs: times.ask }),
  }
}

type Taken = { kind: 'taken'; returned: unknown }

/** Tells once. The time that is signed is that of this telling: receivers take nothing that is older than minutes. */
async function tellReceiver(
  { credentials, allowPrivateNetworks = false }: Connection,
  { id, body }: Told,
  { timeoutMs, ...needs }: SendingNeeds & { timeoutMs: number },
): Promise<Taken | NotSent> {
  const secrets = await readKept(credentials)
  if (secrets === undefined)
    return { kind: 'refused', why: 'revoked', detail: 'the address or the secret is missing, or is none' }
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders(secrets.keys, { id, atMs: needs.clock.nowMs(), body }),
  }
  const call = { url: secrets.url, method: 'POST', headers, body, allowPrivateNetworks } as const
  const answer = await callNetwork({ ...call, limits: { timeoutMs, bytesMax: answerBytesMax } }, needs)
  if (answer.kind !== 'answer') return withoutSecrets(withoutAnswer(answer), secrets)
  return { kind: 'taken', returned: { status: answer.status, webhookId: id } }
}

/** Nothing in an answer is read; it is taken whole so that one that breaks off is known to have. */
const answerBytesMax = 256 * 1024
