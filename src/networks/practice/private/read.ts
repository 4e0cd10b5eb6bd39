import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { failedCall, nothingDone, refusedCall } from '#networks/call.ts'
import type { Fetched } from '#networks/http.ts'
import {
  privateMessageOf,
  sortedOut,
  type PrivateAsked,
  type PrivateRead,
} from '#networks/private-messages.ts'

const Letters = z.object({
  letters: z
    .array(
      z.object({
        id: z.string(),
        conversation: z.string(),
        from: z.object({ id: z.string(), handle: z.string(), name: z.string() }),
        text: z.string(),
        sentMs: z.number(),
        byUs: z.boolean(),
        picture: z.object({ url: z.string(), alt: z.string() }).optional(),
      }),
    )
    .max(5000),
  gone: z.array(z.string()).max(5000),
})

/** Up to when an earlier look read, epoch ms; undefined: there was none, or its cursor is none of ours. */
export function lookedUntilMs({ cursor }: PrivateAsked): number | undefined {
  const ms = /^v1:(\d{1,16})$/.exec(cursor ?? '')?.[1]
  return ms === undefined ? undefined : Number(ms)
}

/** What the town's answer says was written in private. */
export function lettersOf(fetched: Fetched, { known }: PrivateAsked, nowMs: number): PrivateRead {
  if (fetched.kind === 'failed' || fetched.status !== 200) {
    const { why, detail, ...more } = nothingDone(
      fetched.kind === 'failed' ? failedCall(fetched) : refusedCall(fetched, nowMs),
    )
    const retryInMs = 'retryInMs' in more ? more.retryInMs : undefined
    return { kind: 'unanswered', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
  }
  const read = Letters.safeParse(jsonOf(fetched.body.toString('utf8')))
  if (!read.success) return { kind: 'unanswered', why: 'unreadable', detail: 'this answers another question' }
  const told = new Set(known.map(({ nativeId }) => nativeId))
  return {
    ...{ kind: 'read', cursor: `v1:${nowMs}`, gone: read.data.gone.filter((id) => told.has(id)) },
    ...sortedOut(
      read.data.letters.map(({ id, conversation, from, text, sentMs, byUs, picture }) =>
        privateMessageOf(
          {
            ...{ network: 'practice', nativeId: id, conversationId: conversation, text, sentAtMs: sentMs },
            from,
            attachments: picture === undefined ? [] : [{ type: 'image', ...picture }],
            isOurs: byUs,
          },
          nowMs,
        ),
      ),
    ),
  }
}
