import { hourMs, secondMs } from '#kernel/time.ts'
import { keys, noteNameOf } from '#networks/activitypub/addresses.ts'
import { actorNamed, type FederationDesk } from '#networks/activitypub/desk.ts'
import type { Handled, Waiting } from '#networks/activitypub/federation-store.ts'
import { Follower } from '#networks/activitypub/follower.ts'
import { fanOutDelivery, Job, tellDelivery, type FanOut, type Tell } from '#networks/activitypub/jobs.ts'
import { keptNoteOf } from '#networks/activitypub/kept-note.ts'
import { takeBarredOut } from '#networks/activitypub/take-out.ts'
import { isOutdatedCount, tellCount } from '#networks/activitypub/tell-count.ts'
import { signedHeaders } from '#networks/activitypub/sign.ts'
import { backoffMs } from '#networks/backoff.ts'
import { callNetwork } from '#networks/call.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/** How deliveries to other servers are made. */
export type DeliverOptions = { timeoutMs?: number; chance: () => number }

const followersAtOnce = 500
/** Fourteen tries with these waits take a bit more than a day: a server that is down overnight misses nothing. */
const attemptsMax = 14
const backoff = { startMs: 30 * secondMs, maxMs: 6 * hourMs }
const activityKeptMs = 4 * 24 * hourMs

/**
 * Makes the deliveries that wait in the queue, until the desk's signal is aborted. Every step may be done twice without harm:
 * servers know an activity by its id.
 */
export function deliverQueued(desk: FederationDesk, options: DeliverOptions): Promise<void> {
  return desk.store.listen((waiting) => handle(waiting, desk, options), desk.signal)
}

async function handle(waiting: Waiting, desk: FederationDesk, options: DeliverOptions): Promise<Handled> {
  const job = Job.safeParse(waiting.job).data
  if (job === undefined) {
    desk.log('error', 'a delivery of the fediverse cannot be read', { id: waiting.id })
    return { kind: 'done' }
  }
  try {
    if (job.kind === 'count') return await tellCount(job, desk)
    if (job.kind === 'bar') return await takeBarredOut(job, desk)
    return job.kind === 'fan-out' ? await fanOut(job, waiting, desk) : await tell(job, waiting, desk, options)
  } catch (error) {
    // The store broke, or the keeper of secrets: neither is the delivery's fault, so it stays.
    desk.log('warn', 'a delivery of the fediverse failed here', { id: waiting.id, why: nameOfError(error) })
    if (waiting.attempts + 1 >= attemptsMax) return { kind: 'done' }
    return { kind: 'again', inMs: backoffMs(waiting.attempts + 1, backoff, options.chance()) }
  }
}

async function fanOut(job: FanOut, { says }: Waiting, desk: FederationDesk): Promise<Handled> {
  const { actor, activity, after, also } = job
  const kept = keys.activity(activity.id)
  await desk.store.set(kept, activity, activityKeptMs)
  const page = await desk.store.list(keys.followers(actor), {
    limit: followersAtOnce,
    ...(after !== undefined && { after }),
  })
  const tells = new Map<string, Omit<Tell, 'kind'>>()
  for (const { key, value } of page) {
    const follower = Follower.safeParse(value).data
    if (follower === undefined || desk.isBarred?.(follower) === true) continue
    const { inbox, sharedInbox } = follower
    const own = sharedInbox === undefined ? { follower: key } : {}
    tells.set(sharedInbox ?? inbox, { actor, inbox: sharedInbox ?? inbox, activity: kept, ...own })
  }
  for (const inbox of after === undefined ? also : [])
    if (!tells.has(inbox)) tells.set(inbox, { actor, inbox, activity: kept })
  await desk.store.enqueue([...tells.values()].map((one) => tellDelivery(one, activity.id, says)))
  const last = page.length === followersAtOnce ? page.at(-1)?.key : undefined
  if (last !== undefined) await desk.store.enqueue([fanOutDelivery({ ...job, after: last }, says)])
  return { kind: 'done' }
}

async function tell(
  { actor: name, inbox, activity, follower }: Tell,
  { id, attempts }: Waiting,
  desk: FederationDesk,
  { timeoutMs = 15 * secondMs, chance }: DeliverOptions,
): Promise<Handled> {
  const actor = await actorNamed(desk, name)
  const document = typeof activity === 'string' ? await desk.store.get(activity) : activity
  if (actor === undefined || document === undefined || (await isTakenBack(document, desk)))
    return { kind: 'done' }
  if (await isOutdatedCount(document, desk)) return { kind: 'done' }
  const body = JSON.stringify(document)
  const call = {
    ...{
      url: inbox,
      body,
      method: 'POST' as const,
      headers: await signedHeaders({ url: inbox, body }, actor, desk),
    },
    ...{
      limits: { bytesMax: 64 * 1024, timeoutMs },
      allowPrivateNetworks: desk.allowPrivateNetworks === true,
    },
  }
  const answer = await callNetwork(call, desk)
  if (answer.kind === 'answer') return { kind: 'done' }
  const isGone = answer.kind === 'refused' && answer.detail.startsWith('410')
  if (isGone && follower !== undefined) await desk.store.delete(follower)
  // 401 is also said by servers that could not fetch our key just now.
  const isFinal = answer.kind === 'refused' && answer.why !== 'revoked'
  if (isFinal || attempts + 1 >= attemptsMax) {
    desk.log('warn', 'a server of the fediverse was not told', {
      id,
      host: new URL(inbox).host,
      why: answer.why,
    })
    return { kind: 'done' }
  }
  const waitMs = backoffMs(attempts + 1, backoff, chance())
  const asked = answer.kind === 'wait' ? (answer.retryInMs ?? 0) : 0
  return { kind: 'again', inMs: Math.max(waitMs, Math.min(asked, backoff.maxMs)) }
}

/** Whether it tells words that were taken back since: coming after the deletion, they would be put up again elsewhere. */
async function isTakenBack(document: unknown, desk: FederationDesk): Promise<boolean> {
  const activity = fieldsOf(document)
  if (!['Create', 'Update'].includes(textOf(activity, 'type') ?? '')) return false
  const name = noteNameOf(desk.origin, textOf(fieldsOf(activity?.['object']), 'id') ?? '')
  return name !== undefined && keptNoteOf(await desk.store.get(keys.note(name)))?.kind === 'removed'
}

function nameOfError(error: unknown): string {
  return error instanceof Error ? error.name : 'something'
}
