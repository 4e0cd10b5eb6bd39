import type { Kysely, Transaction } from 'kysely'
import { hourMs } from '#kernel/time.ts'
import type { Clock } from '#kernel/time.ts'
import { randomText, systemChance, type Chance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import type { Coverage } from '#listening/contract.ts'
import { coverageNote } from '#listening/coverage-note.ts'
import type { StoryEvent } from '#listening/counting.ts'
import type { Listening } from '#listening/listening.ts'
import { mediaPosts, postsById } from '#listening/posts.ts'
import { postView } from '#listening/post-view.ts'
import { watches } from '#listening/watches.ts'
import type { Store } from '#store/store.ts'
import type { Worker } from '#store/work-jobs.ts'
import type { Story } from '#stream/story.ts'
import type { Gone } from '#stream/trends-contract.ts'
import { headlineOf } from '#stream/trends/explain.ts'
import type { StoryCard, StoryList } from '#roles/early-warning/contract.ts'
import { aheadMin, mutedTerms, rankStories, tellsStory, withoutGone } from '#roles/early-warning/rules.ts'
import { Attention, type Ring } from '#roles/early-warning/attention/attention.ts'
import type { Teaching } from '#roles/early-warning/attention/contract.ts'
import type { By } from '#roles/early-warning/attention/recording.ts'
import { isOfStory } from '#roles/early-warning/attention/rules.ts'
import type { StoryExplained } from '#roles/early-warning/explaining/contract.ts'
import { explained } from '#roles/early-warning/explaining/explain.ts'
import { Trying } from '#roles/early-warning/trying/trying.ts'
import { Ledger } from '#roles/early-warning/ledger/ledger.ts'
import type { Issue } from '#roles/early-warning/contract.ts'
import type { TakeOn } from '#roles/early-warning/register/contract.ts'
import type { Doer, Done, MessagesPort } from '#roles/early-warning/register/ground.ts'
import { Register } from '#roles/early-warning/register/register.ts'
import * as rows from '#roles/early-warning/store.ts'

/** What early warning is built from. */
export type EarlyWarningNeeds = {
  store: Store
  listening: Listening
  clock: Clock
  log: Log
  /** The zone of the desk, for quiet hours; missing: UTC. */
  timeZone?: () => Promise<string>
  /** Rings for people when a story interrupts; missing: only the screens show it. */
  ring?: Ring
  /** Messages about issues; missing: none are known. */
  messages?: MessagesPort
  chance?: Chance
}

/** The channel on which this role says that a story changed: JSON `{ id, change }`. */
export const storiesChannel = 'early_warning_stories'

/** What happened to a story: the engine's words, or `changed` when a person or the news changed it. */
export type StoryChange = 'opened' | 'grew' | 'over' | 'changed'

const newsBeforeMs = 6 * hourMs
const staleAfterMs = 2 * hourMs

/** The role that shows what is emerging and lets a person take it on. */
export class EarlyWarning {
  readonly db: rows.EarlyWarningDb
  /** Which stories interrupt, and what is held back. */
  readonly attention: Attention
  /** Rules tried on stored weeks. */
  readonly trying: Trying
  /** What the team has taken on. */
  readonly register: Register
  /** When each story was said, signalled, seen, answered and in the news. */
  readonly ledger: Ledger
  readonly #needs: EarlyWarningNeeds

  constructor(needs: EarlyWarningNeeds) {
    this.#needs = needs
    this.db = needs.store.db.withTables<rows.EarlyWarningTables>()
    this.attention = new Attention({
      ...needs,
      onInterrupts: (tx, id) => this.ledger.interrupts(tx, id),
      tell: (id) => this.#tell(id, 'changed'),
    })
    this.trying = new Trying({
      ...{ listening: needs.listening, clock: needs.clock, log: needs.log },
      ...{ db: this.attention.db, timeZone: () => this.attention.timeZone() },
    })
    const { store, listening, clock, log, chance = systemChance } = needs
    const messages: MessagesPort = needs.messages ?? { aboutIssue: async () => [], newest: async () => [] }
    const nowMs = (): number => clock.nowMs()
    const onNews = (id: string, first: { atMs: number; label: string }): Promise<void> =>
      this.#inNews(id, first)
    this.ledger = new Ledger({ store, listening, nowMs, messages, onNews, log })
    this.register = new Register({
      ...{ store, listening: listening.db, messages, ledger: this.ledger, nowMs },
      heardNowMs: () => listening.streamNowMs,
      newId: () => randomText(chance, 9),
    })
  }

  /** Clears what a restart left behind and tells the engine what is muted. Before listening starts. */
  async open(): Promise<void> {
    if (this.#needs.listening.mode !== 'live') await this.db.deleteFrom('stories').execute()
    await rows.endStale(this.db, new Date(this.#needs.clock.nowMs() - staleAfterMs))
    await this.attention.open()
    await this.ledger.open()
  }

  /** Takes in what the engine told: keeps each story, looks for it in the news, weighs it, tells the screens. */
  async onStories(told: readonly { event: StoryEvent; posts: readonly Post[] }[]): Promise<void> {
    for (const { event, posts } of told) {
      await rows.keepStory(this.db, await this.#withHeadline(event.story))
      await this.ledger.onStory(event.story, posts)
      await this.#lookForNews(event, posts)
      await this.#weigh(event.story)
      await this.#tell(event.story.id, event.change)
    }
  }

  /** A story all of whose words were taken back has none of its own left: it keeps the last ones it was called by. */
  async #withHeadline(story: Story): Promise<Story> {
    if (story.headline !== '') return story
    const kept = await rows.keptStory(this.db, story.id)
    return kept === undefined ? story : { ...story, headline: kept.story.headline, terms: kept.story.terms }
  }

  /** Takes what was taken back on its network out of every story that shows it. */
  async forget(gone: Gone, tx: Transaction<unknown>): Promise<void> {
    const db = tx.withTables<rows.EarlyWarningTables>()
    await this.ledger.forget(gone, tx)
    const showing = await rows.storiesShowing(db, gone)
    for (const story of showing) {
      await rows.rewordStory(db, story, withoutGone(story, gone))
      await this.#needs.store.notify(storiesChannel, JSON.stringify({ id: story.id, change: 'changed' }), tx)
    }
    await this.register.forget(gone, tx, showing.length > 0)
  }

  async #weigh(story: Story): Promise<void> {
    const kept = await rows.keptStory(this.db, story.id)
    if (kept === undefined) return
    await this.attention.weigh(story, { muted: kept.muted, takenOn: kept.issueId !== undefined })
  }

  async #lookForNews({ story }: StoryEvent, posts: readonly Post[]): Promise<void> {
    const heard = await mediaPosts(
      this.#needs.listening.db,
      story.firstSeenMs - newsBeforeMs,
      this.#needs.listening.streamNowMs,
    )
    const own = posts.filter((post) => post.author?.kind === 'media')
    const telling = heard.filter((post) => tellsStory(story.terms, post.text))
    const [first, ...later] = [...own, ...telling].sort((a, b) => a.atMs - b.atMs)
    if (first === undefined) return
    await this.ledger.newsOf(story, [first, ...later])
    await rows.keepNews(this.db, story.id, { atMs: first.atMs, label: first.author?.name ?? first.source })
  }

  /** A news item that came after the story's last word is news about it all the same. */
  async #inNews(id: string, first: { atMs: number; label: string }): Promise<void> {
    if (await rows.keepNews(this.db, id, first)) await this.#tell(id, 'changed')
  }

  async #tell(id: string, change: StoryChange): Promise<void> {
    await this.#needs.store.notify(storiesChannel, JSON.stringify({ id, change }))
  }

  /** The ranked stories of one kind, with how many there are beside. */
  async stories(show: 'open' | 'muted' | 'over'): Promise<StoryList> {
    const kept = await rows.keptStories(this.db, show)
    const byId = new Map(kept.map((one) => [one.story.id, one]))
    const ranked = rankStories(
      kept.map((one) => one.story),
      this.#needs.listening.streamNowMs,
    )
    const names = await this.#watchNames()
    const coverage = this.#needs.listening.coverage()
    const weighed = await this.attention.decisionsOf(ranked.map((story) => story.id))
    const cards = ranked.flatMap(
      (story) => this.#card(byId.get(story.id), names, coverage, weighed.get(story.id)) ?? [],
    )
    return {
      stories: cards,
      ...(await rows.countStories(this.db)),
      ...(show === 'open' ? { attention: await this.attention.line() } : {}),
    }
  }

  /** One story. */
  async story(id: string): Promise<StoryCard | undefined> {
    const names = await this.#watchNames()
    const weighed = await this.attention.decisionsOf([id])
    const coverage = this.#needs.listening.coverage()
    return this.#card(await rows.keptStory(this.db, id), names, coverage, weighed.get(id))
  }

  async #watchNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await watches(this.#needs.listening.db)).map((watch) => [watch.id, watch.name]))
  }

  #card(
    kept: rows.KeptStory | undefined,
    names: ReadonlyMap<string, string>,
    coverage: Coverage,
    attention: StoryCard['attention'],
  ): StoryCard | undefined {
    if (kept === undefined) return undefined
    const { samples, postIds: _known, ...story } = kept.story
    const { news } = kept
    return {
      ...story,
      samples: samples.map(postView),
      watchNames: story.watches.flatMap((id) => names.get(id) ?? []),
      muted: kept.muted,
      newsHeard: this.#needs.listening.hearsMedia,
      coverage: coverageNote(coverage, new Date(story.firstSeenMs).toISOString()),
      ...(kept.issueId === undefined ? {} : { issueId: kept.issueId }),
      ...(attention === undefined ? {} : { attention }),
      ...(news === undefined
        ? {}
        : {
            news: {
              at: new Date(news.atMs).toISOString(),
              label: news.label,
              aheadMin: aheadMin(story.openedAtMs, news.atMs),
            },
          }),
    }
  }

  /** All kept posts of a story, newest first. */
  async postsOf(id: string): Promise<Post[] | undefined> {
    const kept = await rows.keptStory(this.db, id)
    if (kept === undefined) return undefined
    const { postIds, firstSeenMs, updatedAtMs } = kept.story
    return postsById(this.#needs.listening.db, postIds, {
      fromMs: firstSeenMs - hourMs,
      toMs: updatedAtMs + hourMs,
    })
  }

  /** A person takes a story on. `taken` names who already did. */
  async takeOn(
    id: string,
    who: Doer,
    wish: TakeOn,
  ): Promise<Done<{ kind: 'taken-on' | 'taken'; issue: Issue }>> {
    const kept = await rows.keptStory(this.db, id)
    if (kept === undefined) return { ok: false, why: 'no-such-story' }
    const posts = [...kept.story.samples, ...((await this.postsOf(id)) ?? [])]
    const saidBy = (title: string): string | undefined =>
      posts.find((post) => headlineOf([post], []) === title)?.id
    const done = await this.register.takeOn(who, { id, headline: kept.story.headline, saidBy }, wish)
    await this.#tell(id, 'changed')
    return done
  }

  /** Looks after overdue reviews and the ledger until stopped. */
  async start(): Promise<Worker[]> {
    return [await this.register.start(this.#needs.log), await this.ledger.start()]
  }

  /** A message was begun about something: when that is an issue of ours, it is linked in the same transaction. */
  async messageBegun(
    tx: Kysely<unknown>,
    { about, messageId, by }: { about: string; messageId: string; by: string },
  ): Promise<void> {
    await this.register.messageBegun(tx, { issueId: about.slice('issue:'.length), messageId, by })
  }

  /** Something of ours is public: perhaps the first answer to an issue. */
  somethingIsPublic(): void {
    this.ledger.noteMessages().catch((why: unknown) => {
      this.#needs.log('warn', 'an answer could not be noted in the ledger; trying again', {
        why: String(why),
      })
    })
  }

  /** A person calls a story not important, or takes that back; the engine hears of it at once. */
  async setMuted(id: string, muted: boolean, by: By): Promise<StoryCard | undefined> {
    const kept = await rows.keptStory(this.db, id)
    if (kept === undefined) return undefined
    const teachings = mutedTerms(kept.story).map((value) => ({ storyId: id, kind: 'term' as const, value }))
    await this.#needs.store.inTransaction(async (tx) => {
      await rows.setMuted(tx.withTables<rows.EarlyWarningTables>(), id, muted)
      if (muted) await this.attention.teach(tx, teachings, by)
      else await this.attention.takeBack(tx, { storyId: id }, by)
    })
    await this.attention.tellEngine()
    await this.#tell(id, 'changed')
    return this.story(id)
  }

  /** What is worked out for a story when somebody opens it. */
  async explained(id: string): Promise<StoryExplained | undefined> {
    const kept = await rows.keptStory(this.db, id)
    return kept === undefined ? undefined : explained(kept.story, (await this.postsOf(id)) ?? [])
  }

  /** Teaches one word, source or place of a story: it is not important because of that. */
  async teach(teaching: Teaching, by: By): Promise<'taught' | 'too-much' | 'not-in-story' | 'no-such-story'> {
    const kept = await rows.keptStory(this.db, teaching.storyId)
    if (kept === undefined) return 'no-such-story'
    if (!isOfStory(kept.story, teaching)) return 'not-in-story'
    if (!this.attention.mayTeach(teaching)) return 'too-much'
    await this.#needs.store.inTransaction(async (tx) => {
      await rows.setMuted(tx.withTables<rows.EarlyWarningTables>(), teaching.storyId, true)
      await this.attention.teach(tx, [teaching], by)
    })
    await this.attention.tellEngine()
    await this.#tell(teaching.storyId, 'changed')
    return 'taught'
  }

  /** Takes one lesson back; a story of which nothing is left is on the list again. Says whether there was such a lesson. */
  async takeBack(lessonId: string, by: By): Promise<boolean> {
    const free: string[] = []
    const found = await this.#needs.store.inTransaction((tx) =>
      this.attention.takeBack(tx, { id: lessonId }, by, async (id) => {
        free.push(id)
        await rows.setMuted(tx.withTables<rows.EarlyWarningTables>(), id, false)
      }),
    )
    await this.attention.tellEngine()
    for (const id of free) await this.#tell(id, 'changed')
    return found
  }

  /** Stops looking after what waits. */
  close(): Promise<void> {
    this.trying.close()
    return this.attention.close()
  }
}
