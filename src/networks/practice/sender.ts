import { checkContent } from '#networks/check-content.ts'
import { callTown } from '#networks/practice/world/wire.ts'
import {
  contentOf,
  postedOf,
  readBackOf,
  removedOf,
  healthOf,
  tallyOf,
  countsOf,
} from '#networks/practice/world/understood.ts'
import { practiceLimits } from '#networks/practice/world/limits.ts'
import type { TownRequest } from '#networks/practice/world/town-server.ts'
import type { PracticeWorld } from '#networks/practice/world/world.ts'
import { lettersOf, lookedUntilMs } from '#networks/practice/private/read.ts'
import type { Fetched } from '#networks/http.ts'
import type {
  Connection,
  OutgoingPart,
  Sender,
  SendingCapabilities,
  SendingNeeds,
  SendingNetwork,
} from '#networks/sender.ts'

/** How the town is spoken to. */
export type PracticeSendingOptions = {
  world: PracticeWorld
  /**
   * What keeps a repeat from being a second post: `key` (as Mastodon), `record-key` (as Bluesky), `none` (as X).
   * Missing: `key`.
   */
  repeats?: 'key' | 'record-key' | 'none'
  /** Whether a post can be given other words (as Mastodon), or not (as Bluesky and X). Missing: it can. */
  edits?: boolean
  /** Whether a post can be answered; missing: it can. */
  replies?: boolean
  /** When a call that changes something, and one that only asks, give up. Missing: 30 s and 15 s. */
  timeoutsMs?: { change: number; ask: number }
}

type Repeats = NonNullable<PracticeSendingOptions['repeats']>

function capabilitiesOf({ repeats = 'key', edits = true, replies = true }: Means): SendingCapabilities {
  return {
    ...{ network: 'practice', name: 'Havre-Clair', threads: true, replies, quotes: true, images: true },
    ...{ video: true, altText: true, contentWarning: true, languageTags: true, edits, deletes: true },
    repeats,
    readsBack: true,
    // As Mastodon: an edit would lose the votes.
    polls: 'votes',
    counts: 'free',
    ...{ captions: true, cards: 'given', cardsBesideFiles: true },
    readsPrivate: { everyMs: 15_000 },
  }
}

type Means = Pick<PracticeSendingOptions, 'repeats' | 'edits' | 'replies'>

/**
 * The practice town as a network that can be spoken to. What goes out stays in the world that is given: nothing practised can
 * reach a real network, since nothing here can call one.
 */
export function practiceNetwork(options: PracticeSendingOptions): SendingNetwork {
  const repeats = options.repeats ?? 'key'
  // Which post answered which part: without keys the only thing that tells two posts of the same words apart.
  const keyOfId = new Map<string, string>()
  return {
    capabilities: capabilitiesOf(options),
    connectFields: [],
    open: (connection) => townSender({ ...options, repeats, connection, keyOfId }),
  }
}

type Speaking = PracticeSendingOptions & {
  repeats: Repeats
  connection: Connection
  keyOfId: Map<string, string>
}

function townSender(speaking: Speaking): Sender {
  const { repeats, connection, keyOfId } = speaking
  const capabilities = capabilitiesOf(speaking)
  const limits = connection.limits ?? practiceLimits
  const who = { account: connection.account, handle: connection.handle }
  const name = (part: OutgoingPart): { key?: string; id?: string } => {
    if (repeats === 'none') return {}
    return repeats === 'key' ? { key: part.key } : { id: `desk-${part.key}` }
  }
  return {
    capabilities,
    limits,
    measure,
    check: (content) => checkContent(content, { capabilities, limits, measure }),
    async send(part, needs) {
      const request = { call: 'post', ...who, ...name(part), content: await contentOf(part) } as const
      const asked = { ...name(part), text: part.text, partKey: part.key, keyOfId }
      return postedOf(await call(speaking, request, needs), asked, needs.clock.nowMs())
    },
    async readBack(part, needs) {
      const question = ++speaking.world.inside.questions
      const request = {
        call: 'find',
        ...who,
        ...name(part),
        question,
        content: await contentOf(part),
      } as const
      const asked = { ...name(part), text: part.text, partKey: part.key, atMs: part.atMs, question, keyOfId }
      return readBackOf(await call(speaking, request, needs), asked, needs.clock.nowMs())
    },
    ...(capabilities.edits ? { edit: townEdit(speaking) } : {}),
    async remove({ nativeId }, needs) {
      const request = { call: 'delete', ...who, id: nativeId } as const
      return removedOf(await call(speaking, request, needs), nativeId, needs.clock.nowMs())
    },
    async readCounts({ nativeId }, needs) {
      const request = { call: 'counts', ...who, id: nativeId } as const
      return countsOf(await call(speaking, request, needs), nativeId, needs.clock.nowMs())
    },
    async readPoll({ nativeId }, { options }, needs) {
      const request = { call: 'tally', ...who, id: nativeId } as const
      const asked = { id: nativeId, options: options.length }
      return tallyOf(await call(speaking, request, needs), asked, needs.clock.nowMs())
    },
    async readPrivate(asked, needs) {
      const request = { call: 'letters', ...who, afterMs: lookedUntilMs(asked) } as const
      return lettersOf(await call(speaking, request, needs), asked, needs.clock.nowMs())
    },
    async health(needs) {
      return healthOf(
        await call(speaking, { call: 'whoami', ...who }, needs),
        who.handle,
        needs.clock.nowMs(),
        practiceLimits,
      )
    },
  }
}

function townEdit(speaking: Speaking): NonNullable<Sender['edit']> {
  const { account, handle } = speaking.connection
  return async ({ nativeId }, part, needs) => {
    const content = await contentOf(part)
    const request = { call: 'edit', account, handle, id: nativeId, content } as const
    const fetched = await call(speaking, request, needs)
    return postedOf(fetched, { id: nativeId, text: part.text }, needs.clock.nowMs())
  }
}

/** The town counts code points. */
function measure(text: string): number {
  // oxlint-disable-next-line typescript/no-misused-spread -- code points are what is counted
  return [...text].length
}

function call({ world, timeoutsMs }: Speaking, request: TownRequest, needs: SendingNeeds): Promise<Fetched> {
  const { change, ask } = timeoutsMs ?? { change: 30_000, ask: 15_000 }
  const timeoutMs = ['find', 'tally', 'counts', 'whoami', 'letters'].includes(request.call) ? ask : change
  return callTown(world, request, { ...needs, timeoutMs })
}
