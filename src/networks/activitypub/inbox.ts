import { keys } from '#networks/activitypub/addresses.ts'
import { readActivity, type Activity } from '#networks/activitypub/activity.ts'
import { federationLimits, type FederationDesk } from '#networks/activitypub/desk.ts'
import { isActivityType, isRemoteId } from '#networks/activitypub/fetch-document.ts'
import { endFollow, endFollowOf, takeFollow } from '#networks/activitypub/follows.ts'
import { endBlock, keepBlock } from '#networks/activitypub/blocks.ts'
import { isBallot, takeBallot } from '#networks/activitypub/votes.ts'
import { endReaction, takeReaction } from '#networks/activitypub/reactions.ts'
import { readBody } from '#networks/activitypub/read-body.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { forgetAuthor, hearDeletion, hearNote } from '#networks/activitypub/said.ts'
import type { SignedRequest } from '#networks/activitypub/signature-claim.ts'
import { verifyDelivery } from '#networks/activitypub/verify.ts'
import { dayMs } from '#kernel/time.ts'

/** What a delivery is answered: a status, and a word for whoever runs the other server. */
export type InboxAnswer = { status: 202 | 400 | 401 | 413 | 415 | 503; why: string }

/** Longer than a signature is good for, so that nothing can be played again. */
const seenMs = 2 * dayMs

/**
 * Takes deliveries from other servers. Nothing is believed, kept or answered to before the signature holds; what comes twice is
 * done once. Activities of no concern to us are taken and forgotten.
 */
export function openInbox(desk: FederationDesk): (request: Request, path: string) => Promise<InboxAnswer> {
  const atOnce = new AtOnce()
  return (request, path) =>
    atOnce.within('', federationLimits.inboxAtOnceMax, () => take(request, path, desk, atOnce))
}

/** How much is under way, in all and for each server: one that answers slowly does not keep the others out. */
class AtOnce {
  readonly #counts = new Map<string, number>()

  async within(name: string, max: number, work: () => Promise<InboxAnswer>): Promise<InboxAnswer> {
    const count = this.#counts.get(name) ?? 0
    if (count >= max) return { status: 503, why: 'busy' }
    this.#counts.set(name, count + 1)
    try {
      return await work()
    } finally {
      const left = (this.#counts.get(name) ?? 1) - 1
      if (left === 0) this.#counts.delete(name)
      else this.#counts.set(name, left)
    }
  }
}

async function take(
  request: Request,
  path: string,
  desk: FederationDesk,
  atOnce: AtOnce,
): Promise<InboxAnswer> {
  if (!isActivityType(request.headers.get('content-type') ?? undefined))
    return { status: 415, why: 'content-type' }
  const body = await readBody(request, federationLimits.activityBytesMax)
  if (body === undefined) return { status: 413, why: 'too-long' }
  const activity = readActivity(body)
  if (activity === undefined || !isRemoteId(activity.actorId, desk))
    return { status: 400, why: 'not-an-activity' }
  const signed = { method: 'POST', url: new URL(path, desk.origin), headers: request.headers }
  const { origin } = new URL(activity.actorId)
  return atOnce.within(origin, federationLimits.inboxPerServerMax, () =>
    takeSigned({ request: signed, body, activity }, desk),
  )
}

type Signed = { request: SignedRequest; body: Uint8Array; activity: Activity }

async function takeSigned({ request, body, activity }: Signed, desk: FederationDesk): Promise<InboxAnswer> {
  const verified = await verifyDelivery({ request, body, actorId: activity.actorId }, desk)
  if (verified.kind === 'unanswered')
    return verified.isFinal
      ? { status: 401, why: 'no-such-actor' }
      : { status: 503, why: 'actor-unreachable' }
  if (verified.kind === 'refused') return { status: 401, why: verified.why }
  if (verified.kind === 'gone') return takeGone(activity, desk)
  await once(activity, verified.actor, desk)
  return { status: 202, why: 'taken' }
}

/** Who is gone cannot sign any more. That they are was said by their own server a moment ago, whoever sent this. */
async function takeGone({ type, actorId, objectId }: Activity, desk: FederationDesk): Promise<InboxAnswer> {
  if (type !== 'Delete' || objectId !== actorId) return { status: 401, why: 'no-such-actor' }
  await forgetAuthor(actorId, desk)
  return { status: 202, why: 'taken' }
}

/** Marked as seen after it was done: after a crash it comes again, and doing it twice changes nothing. */
async function once(activity: Activity, actor: RemoteActor, desk: FederationDesk): Promise<void> {
  if ((await desk.store.get(keys.seen(activity.id))) !== undefined) return
  await act(activity, actor, desk)
  await desk.store.set(keys.seen(activity.id), true, seenMs)
}

/** What takes something back is heard from everybody. */
const takingBack: ReadonlySet<string> = new Set(['Undo', 'Delete', 'Block'])

async function act(activity: Activity, actor: RemoteActor, desk: FederationDesk): Promise<void> {
  if (!takingBack.has(activity.type) && desk.isBarred?.(actor) === true) return
  switch (activity.type) {
    case 'Follow':
      return takeFollow(activity, actor, desk)
    case 'Block':
      await keepBlock(activity, actor, desk)
      return endFollowOf(activity.objectId, actor, desk)
    case 'Like':
    case 'Announce':
      return takeReaction(activity, actor, desk)
    case 'Undo':
      await endReaction(activity, actor, desk)
      await endBlock(activity, actor, desk)
      return endFollow(activity, actor, desk, seenMs)
    case 'Create':
      if (isBallot(activity, desk)) return void (await takeBallot(activity, actor, desk))
      return hearNote(activity, actor, desk)
    case 'Update':
      return activity.objectId === actor.id
        ? desk.store.delete(keys.remoteActor(actor.id))
        : hearNote(activity, actor, desk)
    case 'Delete':
      return activity.objectId === actor.id
        ? forgetAuthor(actor.id, desk)
        : hearDeletion(activity, actor, desk)
    default:
      return undefined
  }
}
