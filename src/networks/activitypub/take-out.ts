import { z } from 'zod'
import { keys } from '#networks/activitypub/addresses.ts'
import { isBarredBy, type Somebody } from '#networks/activitypub/barred.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { Follower } from '#networks/activitypub/follower.ts'
import type { Handled } from '#networks/activitypub/federation-store.ts'
import { countDelivery, type Bar } from '#networks/activitypub/jobs.ts'
import type { Question } from '#networks/activitypub/kept-note.ts'
import { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { questionAt } from '#networks/activitypub/tally.ts'
import { voterName } from '#networks/activitypub/votes.ts'

const Named = z.object({ actor: z.string(), key: z.string() })
const Met = z.object({ found: RemoteActor })

/** Polls that people voted on and that are open, looked at for one voter. */
const openMax = 500
const pageSize = 500
/** As many as an actor has followers at most. */
const pagesMax = 200

/**
 * Takes what somebody voted out of every poll of ours that is open, and tells the new counts in their time. Who voted is kept by no
 * name, so that this needs their address: of polls that are over nothing can be taken out. Done twice it is done once.
 */
export async function takeVoterOut(voterId: string, desk: FederationDesk): Promise<void> {
  for (const note of await openPolls(desk)) await takeOut(note, voterId, desk)
}

/**
 * Somebody, or a whole server, may not speak to us any more: takes out what those of them voted whose address is known here. That are
 * the followers of our actors, and whoever was heard from within a day; of others nothing is kept by which they could be found.
 */
export async function takeBarredOut({ party }: Bar, desk: FederationDesk): Promise<Handled> {
  const polls = await openPolls(desk)
  if (polls.length === 0) return { kind: 'done' }
  const parties = new Set([party])
  const takeThem = async (who: Somebody): Promise<void> => {
    if (!isBarredBy(parties, who)) return
    for (const note of polls) await takeOut(note, who.id, desk)
  }
  for (const { name } of await desk.actors())
    await eachOf(keys.followers(name), desk, async (value) => {
      const follower = Follower.safeParse(value).data
      if (follower !== undefined) await takeThem(follower)
    })
  await eachOf(keys.remoteActors, desk, async (value) => {
    const met = Met.safeParse(value).data
    if (met !== undefined) await takeThem(met.found)
  })
  return { kind: 'done' }
}

async function openPolls(desk: FederationDesk): Promise<Question[]> {
  const page = await desk.store.list(keys.openPolls, { limit: openMax })
  const names = page.flatMap(({ value }) => Named.safeParse(value).data ?? [])
  const notes = await Promise.all(names.map((name) => questionAt(name, desk)))
  return notes.flatMap((note) => (note !== undefined && note.poll.endsMs > desk.clock.nowMs() ? note : []))
}

/** The voter goes last: whoever dies in between leaves something by which the rest is found again. */
async function takeOut(note: Question, voterId: string, desk: FederationDesk): Promise<void> {
  const who = voterName(note, voterId)
  const mark = `${keys.voters(note)}${who}`
  if ((await desk.store.get(mark)) === undefined) return
  for (const option of note.poll.options.keys())
    await desk.store.delete(`${keys.votesFor(note, option)}${who}`)
  await desk.store.enqueue([countDelivery(note, desk.clock.nowMs())])
  await desk.store.delete(mark)
}

async function eachOf(
  prefix: string,
  desk: FederationDesk,
  look: (value: unknown) => Promise<void>,
): Promise<void> {
  let after: string | undefined
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await desk.store.list(prefix, { limit: pageSize, ...(after !== undefined && { after }) })
    for (const { value } of page) await look(value)
    after = page.at(-1)?.key
    if (page.length < pageSize) return
  }
}
