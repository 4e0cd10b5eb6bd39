import { z } from 'zod'
import { approvalsChannel } from '#access/approvals/acts.ts'
import type { Api } from '#api/api.ts'
import { liveHub, type LiveHub } from '#api/live.ts'
import { kitProblem } from '#api/problems.ts'
import { rawRoute } from '#api/route.ts'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { secondMs, type Clock } from '#kernel/time.ts'
import type { Coverage, PostView } from '#listening/contract.ts'
import { gonePostsChannel, newPostsChannel } from '#listening/keeper.ts'
import type { Listening } from '#listening/listening.ts'
import { postsOfWatch } from '#listening/posts.ts'
import { postView } from '#listening/post-view.ts'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { storiesChannel, type EarlyWarning, type StoryChange } from '#roles/early-warning/early-warning.ts'
import { sendingChannel } from '#sending/ground.ts'
import type { Store } from '#store/store.ts'

/** What screens are told as it happens. */
export type LiveEvents = {
  story: { change: StoryChange; story: StoryCard }
  posts: { watchId: string; posts: PostView[] }
  /** Posts taken back on their network: screens take them away. */
  gone: { ids: string[] }
  coverage: Coverage
  /** Something waits, or no longer waits, for approval: screens ask anew what concerns them. */
  approvals: { item: string }
  /** Something of the outbox changed, or a pause; `item` is empty where it is about no message. */
  sending: { item: string }
}

/** What live events are made from. */
export type LiveNeeds = {
  store: Store
  listening: Listening
  earlyWarning: EarlyWarning
  clock: Clock
  log: Log
}

/** After a quiet while posts go out at once, else this often: ten times a second is as live as an eye can follow. */
const postsEveryMs = 100
const coverageEveryMs = 2 * secondMs
/** Newest posts of a watch looked at; when all of them are news, that many more, and no more than that. */
const newestMax = 40
const floodMax = 400
const sentMax = 1000

const ToldPosts = z.object({ watches: z.array(z.string()) })
const ToldApproval = z.object({ item: z.string() })
const ToldSending = z.object({ item: z.string() })
const ToldGone = z.object({ ids: z.array(z.string()) })
const ToldStory = z.object({ id: z.string(), change: z.enum(['opened', 'grew', 'over', 'changed']) })

/** Turns the store's notifications into live events for open screens. */
export class Live {
  readonly hub: LiveHub<LiveEvents>
  readonly #needs: LiveNeeds
  readonly #due = new Set<string>()
  readonly #sent = new Map<string, Set<string>>()
  readonly #stop = new AbortController()
  readonly #running: Promise<void>[] = []
  #hearNothing: (() => Promise<void>)[] = []
  #sending = false
  #sentAtMs = 0

  constructor(needs: LiveNeeds) {
    this.#needs = needs
    this.hub = liveHub<LiveEvents>({
      kinds: {
        story: { keyOf: ({ story }) => story.id },
        posts: {},
        gone: {},
        coverage: { isState: true },
        approvals: { keyOf: ({ item }) => item },
        sending: { keyOf: ({ item }) => item },
      },
      nowMs: () => needs.clock.nowMs(),
      run: `${needs.clock.nowMs()}`,
    })
  }

  /** Begins to tell. */
  async start(): Promise<void> {
    const { store } = this.#needs
    this.hub.start()
    this.#hearNothing = [
      await store.listen(newPostsChannel, (payload) => this.#postsTold(payload)),
      await store.listen(gonePostsChannel, (payload) =>
        this.hub.publish('gone', ToldGone.parse(JSON.parse(payload))),
      ),
      await store.listen(storiesChannel, (payload) => void this.#storyTold(payload)),
      await store.listen(approvalsChannel, (payload) =>
        this.hub.publish('approvals', ToldApproval.parse(JSON.parse(payload))),
      ),
      await store.listen(sendingChannel, (payload) =>
        // A pause is about no message and says nothing more.
        this.hub.publish('sending', payload === '' ? { item: '' } : ToldSending.parse(JSON.parse(payload))),
      ),
    ]
    this.#running.push(this.#every(coverageEveryMs, async () => this.#sendCoverage()))
  }

  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#needs.clock.sleep(ms, this.#stop.signal)
      try {
        await work()
      } catch (error) {
        this.#needs.log('warn', 'screens could not be told; trying again', { why: String(error) })
      }
    }
  }

  #postsTold(payload: string): void {
    for (const id of ToldPosts.parse(JSON.parse(payload)).watches) this.#due.add(id)
    if (this.#sending) return
    this.#sending = true
    this.#running[1] = this.#sendAllDue()
  }

  async #sendAllDue(): Promise<void> {
    const { clock, log } = this.#needs
    while (this.#due.size > 0 && !this.#stop.signal.aborted) {
      const waitMs = this.#sentAtMs + postsEveryMs - clock.nowMs()
      if (waitMs > 0) await clock.sleep(waitMs, this.#stop.signal)
      this.#sentAtMs = clock.nowMs()
      try {
        await this.#sendPosts()
      } catch (error) {
        log('warn', 'screens could not be told; trying again', { why: String(error) })
      }
    }
    this.#sending = false
  }

  async #sendPosts(): Promise<void> {
    const due = [...this.#due]
    if (this.hub.health().clients === 0) return this.#due.clear()
    for (const watchId of due) {
      this.#due.delete(watchId)
      const fresh = await this.#unsentOf(watchId)
      if (fresh.length > 0) this.hub.publish('posts', { watchId, posts: fresh.map(postView) })
    }
  }

  /** The newest posts of a watch that were not yet told, newest first; told ones are remembered, 1,000 a watch. */
  async #unsentOf(watchId: string): Promise<Post[]> {
    const { db } = this.#needs.listening
    const sent = this.#sent.get(watchId) ?? new Set<string>()
    let fresh: Post[] = []
    for (const limit of [newestMax, floodMax]) {
      const posts = await postsOfWatch(db, watchId, { limit })
      fresh = posts.filter((post) => !sent.has(post.id))
      if (fresh.length < limit) break
    }
    // Oldest first, so that the set lets go of the oldest.
    for (const post of fresh.toReversed()) sent.add(post.id)
    const newest = [...sent].slice(-sentMax)
    this.#sent.set(watchId, newest.length < sent.size ? new Set(newest) : sent)
    return fresh
  }

  async #storyTold(payload: string): Promise<void> {
    try {
      const { id, change } = ToldStory.parse(JSON.parse(payload))
      const story = await this.#needs.earlyWarning.story(id)
      if (story !== undefined) this.hub.publish('story', { change, story })
    } catch (error) {
      this.#needs.log('warn', 'a story could not be told to the screens', { why: String(error) })
    }
  }

  #sendCoverage(): void {
    if (this.hub.health().clients > 0) this.hub.publish('coverage', this.#needs.listening.coverage())
  }

  /** Ends all live screens. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled([...this.#running, ...this.#hearNothing.map((stop) => stop())])
    this.hub.close()
  }
}

/** The address at which screens listen. */
export function liveRoute<S>(api: Api<S>, live: Live): void {
  rawRoute(api, {
    method: 'get',
    path: '/api/live',
    summary: 'Live events: stories, posts of watches, coverage',
    access: 'signed-in',
    may: 'read',
    handle: ({ signal, context, isStillWelcome }) => {
      const lastEventId = context.req.header('last-event-id')
      const stream = live.hub.connect({ lastEventId, signal, isStillWelcome })
      return stream ?? context.json(kitProblem('too-many-live'), 503)
    },
  })
}
