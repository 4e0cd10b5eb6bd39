import type { Transaction } from 'kysely'
import { hourMs } from '#kernel/time.ts'
import type { Clock } from '#kernel/time.ts'
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
import type { Story } from '#stream/story.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Issue, StoryCard, StoryList } from '#roles/early-warning/contract.ts'
import {
  aheadMin,
  mutedTerms,
  nextReviewAfterMs,
  rankStories,
  tellsStory,
  withoutGone,
} from '#roles/early-warning/rules.ts'
import * as rows from '#roles/early-warning/store.ts'

/** What early warning is built from. */
export type EarlyWarningNeeds = { store: Store; listening: Listening; clock: Clock; log: Log }

/** The channel on which this role says that a story changed: JSON `{ id, change }`. */
export const storiesChannel = 'early_warning_stories'

/** What happened to a story: the engine's words, or `changed` when a person or the news changed it. */
export type StoryChange = 'opened' | 'grew' | 'over' | 'changed'

const newsBeforeMs = 6 * hourMs
const staleAfterMs = 2 * hourMs

/** The role that shows what is emerging and lets a person take it on. */
export class EarlyWarning {
  readonly db: rows.EarlyWarningDb
  readonly #needs: EarlyWarningNeeds

  constructor(needs: EarlyWarningNeeds) {
    this.#needs = needs
    this.db = needs.store.db.withTables<rows.EarlyWarningTables>()
  }

  /** Clears what a restart left behind and tells the engine what is muted. Before listening starts. */
  async open(): Promise<void> {
    if (this.#needs.listening.mode !== 'live') await this.db.deleteFrom('stories').execute()
    await rows.endStale(this.db, new Date(this.#needs.clock.nowMs() - staleAfterMs))
    this.#needs.listening.setMuted(await rows.mutes(this.db))
  }

  /** Takes in what the engine told: keeps each story, looks for it in the news, tells the screens. */
  async onStories(told: readonly { event: StoryEvent; posts: readonly Post[] }[]): Promise<void> {
    for (const { event, posts } of told) {
      await rows.keepStory(this.db, await this.#withHeadline(event.story))
      await this.#lookForNews(event, posts)
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
    for (const story of await rows.storiesShowing(db, gone)) {
      await rows.rewordStory(db, story, withoutGone(story, gone))
      await this.#needs.store.notify(storiesChannel, JSON.stringify({ id: story.id, change: 'changed' }), tx)
    }
  }

  async #lookForNews({ story }: StoryEvent, posts: readonly Post[]): Promise<void> {
    const heard = await mediaPosts(
      this.#needs.listening.db,
      story.firstSeenMs - newsBeforeMs,
      this.#needs.listening.streamNowMs,
    )
    const own = posts.filter((post) => post.author?.kind === 'media')
    const telling = heard.filter((post) => tellsStory(story.terms, post.text))
    const [first] = [...own, ...telling].sort((a, b) => a.atMs - b.atMs)
    if (first === undefined) return
    await rows.keepNews(this.db, story.id, { atMs: first.atMs, label: first.author?.name ?? first.source })
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
    const cards = ranked.flatMap((story) => this.#card(byId.get(story.id), names, coverage) ?? [])
    return { stories: cards, ...(await rows.countStories(this.db)) }
  }

  /** One story. */
  async story(id: string): Promise<StoryCard | undefined> {
    const names = await this.#watchNames()
    return this.#card(await rows.keptStory(this.db, id), names, this.#needs.listening.coverage())
  }

  async #watchNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await watches(this.#needs.listening.db)).map((watch) => [watch.id, watch.name]))
  }

  #card(
    kept: rows.KeptStory | undefined,
    names: ReadonlyMap<string, string>,
    coverage: Coverage,
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
    by: { name: string },
    wish: { title?: string | undefined; owner?: string | undefined; nextReviewAt?: string | undefined },
  ): Promise<
    { kind: 'taken-on'; issue: Issue } | { kind: 'taken'; issue: Issue } | { kind: 'no-such-story' }
  > {
    const kept = await rows.keptStory(this.db, id)
    if (kept === undefined) return { kind: 'no-such-story' }
    const nowMs = this.#needs.clock.nowMs()
    const added = await rows.addIssue(this.db, {
      id: `issue-${id}`,
      storyId: id,
      title: wish.title ?? kept.story.headline,
      owner: wish.owner ?? by.name,
      state: 'open',
      takenOnAt: new Date(nowMs),
      nextReviewAt:
        wish.nextReviewAt === undefined ? new Date(nowMs + nextReviewAfterMs) : new Date(wish.nextReviewAt),
    })
    const [issue] = await rows.issues(this.db, { storyId: id })
    if (issue === undefined) return { kind: 'no-such-story' }
    await this.#tell(id, 'changed')
    return { kind: added ? 'taken-on' : 'taken', issue }
  }

  /** A person calls a story not important, or takes that back; the engine hears of it at once. */
  async setMuted(id: string, muted: boolean, by: { name: string }): Promise<StoryCard | undefined> {
    const kept = await rows.keptStory(this.db, id)
    if (kept === undefined) return undefined
    const mute = muted
      ? { terms: mutedTerms(kept.story), by: by.name, at: new Date(this.#needs.clock.nowMs()) }
      : undefined
    await rows.setMuted(this.db, id, mute)
    this.#needs.listening.setMuted(await rows.mutes(this.db))
    await this.#tell(id, 'changed')
    return this.story(id)
  }
}
