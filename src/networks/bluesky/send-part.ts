import { z } from 'zod'
import type { Answer } from '#networks/call.ts'
import type { OutgoingPart, PostedPart, SendingNeeds, SendOutcome } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { embedOf } from '#networks/bluesky/embed.ts'
import { facetsOf } from '#networks/bluesky/facets.ts'
import { isThisPart, ourRecord, ourUri, type OurRecord } from '#networks/bluesky/our-record.ts'
import { postCollection } from '#networks/bluesky/post-record.ts'
import { ourKey } from '#networks/bluesky/record-key.ts'
import { beginningOf, findRecord, replyRefOf, type KeptPart } from '#networks/bluesky/references.ts'
import { noEffect, readAnswer, type Failed } from '#networks/bluesky/xrpc.ts'

const Written = z.object({
  uri: z.string().max(600),
  cid: z.string().max(200),
  commit: z
    .object({ cid: z.string().max(200), rev: z.string().max(50) })
    .optional()
    .catch(undefined),
  validationStatus: z.string().max(50).optional().catch(undefined),
})

type Sent = Extract<SendOutcome, { kind: 'sent' }>

/**
 * Writes the record of a part under its own key. Everything before the last call is a question, and has no effect.
 *
 * @param sawAnswer is told what the server said to the writing, for its budget
 */
export async function sendPart(
  part: OutgoingPart,
  account: Account,
  needs: SendingNeeds,
  sawAnswer: (answer: Answer) => void,
): Promise<Sent | Failed> {
  const session = await account.who(needs)
  if ('kind' in session) return session
  const record = await recordOf(part, account, needs)
  if ('kind' in record) return noEffect(record)
  const { rkey } = ourKey(part)
  const json = { repo: session.did, collection: postCollection, rkey, record }
  const answer = await account.change({ method: 'com.atproto.repo.createRecord', body: { json } }, needs)
  if (answer.kind === 'answer') sawAnswer(answer)
  const uri = ourUri(session.did, part)
  const written = answer.kind === 'answer' ? readAnswer(Written, answer) : undefined
  if (written?.uri === uri)
    return { kind: 'sent', posted: postedPart({ ...written, value: record }), returned: written }
  return afterDoubt(answer, uri, part, account, needs)
}

async function recordOf(
  part: OutgoingPart,
  account: Account,
  needs: SendingNeeds,
): Promise<OurRecord | Failed> {
  const reply = await replyRefOf(part, account, needs)
  if (reply !== undefined && 'kind' in reply) return reply
  const facets = await facetsOf(part.text, account, needs)
  if ('kind' in facets) return facets
  const embed = await embedOf(part, account, needs)
  if (embed !== undefined && 'kind' in embed) return embed
  return ourRecord(part, { facets, reply, embed })
}

/**
 * A record that is there already is refused by some servers and breaks others (a PDS answers 500), so after an answer that is none of
 * success our key is looked at, and what is seen there is told.
 */
async function afterDoubt(
  answer: Answer | Failed,
  uri: string,
  part: OutgoingPart,
  account: Account,
  needs: SendingNeeds,
): Promise<Sent | Failed> {
  const failed = inDoubt(answer)
  if (!mayBeThere(failed)) return failed
  const found = await findRecord(uri, account, needs)
  if ('kind' in found) return failed
  if (isThisPart(found.value, part)) return { kind: 'sent', posted: postedPart(found) }
  return { kind: 'unknown', why: 'duplicate', detail: `something else stands at ${uri}` }
}

/** Whether looking may tell more: not while there is no time left, and not where the server said no before it read the record. */
function mayBeThere({ kind, why }: Failed): boolean {
  if (kind === 'unknown') return why !== 'timeout' && why !== 'stopped'
  return kind === 'refused' && why === 'not-accepted'
}

/** What is known after writing did not end with a success that can be read. */
function inDoubt(answer: Answer | Failed): Failed {
  if (answer.kind === 'answer')
    return { kind: 'unknown', why: 'unreadable', detail: 'createRecord: the answer cannot be read' }
  // Two writes at the same moment: this one was not done (PDS sources, 2026).
  const isCrowded = answer.error === 'ConcurrentWrites'
  return isCrowded ? { ...answer, kind: 'wait', why: 'server-error', retryInMs: 1000 } : answer
}

/** What a record that is there is to those who answer or delete it. */
export function postedPart({ uri, cid, value }: { uri: string; cid: string; value: unknown }): PostedPart {
  const [did = '', , rkey = ''] = uri.replace(/^at:\/\//, '').split('/')
  const root = beginningOf(value)
  const kept: KeptPart = { cid, ...(root !== undefined && { root }) }
  return { nativeId: uri, url: `https://bsky.app/profile/${did}/post/${rkey}`, kept }
}
