import { secondMs } from '#kernel/time.ts'
import { callNetwork, withoutAnswer, type NotSent } from '#networks/call.ts'
import type { SendingNeeds } from '#networks/sender.ts'

/** What a ping needs. `allowPrivateNetworks`: the hub is the owner's own. `timeoutMs` missing: 30 s. */
export type PingNeeds = SendingNeeds & { allowPrivateNetworks?: boolean; timeoutMs?: number }

/** Most feeds in one ping. */
export const topicsMax = 50

/**
 * Tells a hub that feeds have changed, so that it fetches them and tells whoever follows. Harmless to repeat.
 *
 * Source: https://www.w3.org/TR/websub/#publishing leaves the form to hubs; this is the one of PubSubHubbub 0.4 (`hub.url`), with
 * the name that some hubs ask for instead (`hub.topic`). Seen at pubsubhubbub.appspot.com, 2026-11.
 *
 * @param topicUrls feeds by their `self` addresses; those beyond the limit are left out
 */
export async function pingHub(
  hubUrl: string,
  topicUrls: readonly string[],
  { allowPrivateNetworks = false, timeoutMs = 30 * secondMs, ...needs }: PingNeeds,
): Promise<{ kind: 'told' } | NotSent> {
  const form = new URLSearchParams([['hub.mode', 'publish']])
  for (const url of topicUrls.slice(0, topicsMax)) {
    form.append('hub.url', url)
    form.append('hub.topic', url)
  }
  if (topicUrls.length === 0) return { kind: 'told' }
  const call = {
    url: hubUrl,
    body: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    limits: { timeoutMs, bytesMax: 64 * 1024 },
    allowPrivateNetworks,
  }
  const answer = await callNetwork(call, needs)
  return answer.kind === 'answer' ? { kind: 'told' } : withoutAnswer(answer)
}
