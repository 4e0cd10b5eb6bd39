import type { Answer } from '#networks/call.ts'
import type {
  Connection,
  OutgoingPart,
  PostedPart,
  ReadBack,
  RemoveOutcome,
  Sender,
  SendingNetwork,
  SendingNeeds,
  SendOutcome,
} from '#networks/sender.ts'
import { openAccount, type Account } from '#networks/bluesky/account.ts'
import { connectFields } from '#networks/bluesky/connect-fields.ts'
import { accountHealth, budgetOf, type Budget } from '#networks/bluesky/health.ts'
import { blueskyLimits, blueskySends, checkForBluesky, countGraphemes } from '#networks/bluesky/limits.ts'
import { isThisPart, ourUri } from '#networks/bluesky/our-record.ts'
import { readCountsOnBluesky } from '#networks/bluesky/read-counts.ts'
import { ownPostId, postCollection } from '#networks/bluesky/post-record.ts'
import { findRecord } from '#networks/bluesky/references.ts'
import { postedPart, sendPart } from '#networks/bluesky/send-part.ts'
import { blueskySettings, type BlueskySettings } from '#networks/bluesky/settings.ts'
import type { Failed } from '#networks/bluesky/xrpc.ts'

/** Bluesky, and any server of the AT Protocol that takes its posts. */
export const blueskyNetwork: SendingNetwork = {
  capabilities: blueskySends,
  connectFields,
  // Bluesky's video service calls the PDS back, which it cannot inside a private network.
  open: (connection) =>
    connection.allowPrivateNetworks === true
      ? blueskySender(connection, { ...blueskySettings, videoService: undefined })
      : blueskySender(connection),
}

/**
 * One account of ours on Bluesky. Every part has a record key made from its name and time, so that it is one record however often it
 * is sent; what is not sure is read back under that key.
 *
 * @param settings other services and shorter patience, for tests
 */
export function blueskySender(connection: Connection, settings: BlueskySettings = blueskySettings): Sender {
  const account = openAccount(connection, settings)
  let budget: Budget | undefined
  const sawAnswer = (answer: Answer): void => void (budget = budgetOf(answer) ?? budget)
  return {
    capabilities: blueskySends,
    limits: connection.limits ?? blueskyLimits,
    measure: countGraphemes,
    check: (content) => checkForBluesky(content, connection.limits ?? blueskyLimits),
    send: async (part, needs) => outcomeOf(await sendPart(part, account, needs, sawAnswer)),
    readBack: (part, needs) => readBack(part, account, needs),
    remove: (posted, needs) => remove(posted, account, needs),
    readCounts: (posted, needs) => readCountsOnBluesky(posted, account, needs),
    health: (needs) => accountHealth(account, budget, needs),
  }
}

async function readBack(part: OutgoingPart, account: Account, needs: SendingNeeds): Promise<ReadBack> {
  const session = await account.who(needs)
  if ('kind' in session) return unanswered(session)
  const uri = ourUri(session.did, part)
  const found = await findRecord(uri, account, needs)
  if ('kind' in found) return found.why === 'not-found' ? { kind: 'not-there' } : unanswered(found)
  if (isThisPart(found.value, part)) return { kind: 'there', posted: postedPart(found) }
  return { kind: 'cannot-know', detail: `something else stands at ${uri}` }
}

function unanswered({ why, detail, ...failed }: Failed): ReadBack {
  const retryInMs = 'retryInMs' in failed ? failed.retryInMs : undefined
  return { kind: 'unanswered', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
}

async function remove(posted: PostedPart, account: Account, needs: SendingNeeds): Promise<RemoveOutcome> {
  const session = await account.who(needs)
  if ('kind' in session) return outcomeOf(session)
  const [did, collection, rkey = ''] = posted.nativeId.replace(/^at:\/\//, '').split('/')
  if (did !== session.did || collection !== postCollection || ownPostId(did, rkey) === undefined)
    return { kind: 'refused', why: 'forbidden', detail: 'this is not a post of the account' }
  const json = { repo: did, collection, rkey }
  const answer = await account.change({ method: 'com.atproto.repo.deleteRecord', body: { json } }, needs)
  return answer.kind === 'answer' ? { kind: 'gone' } : outcomeOf(answer)
}

/** Without what is only for this folder. */
function outcomeOf<T extends { kind: string }>(
  outcome: T | Failed,
): T | Exclude<SendOutcome, { kind: 'sent' }> {
  if (!('error' in outcome)) return outcome
  const { error: _, ...told } = outcome
  return told
}
