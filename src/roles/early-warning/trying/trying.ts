import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { postView } from '#listening/post-view.ts'
import { keptBetween, ruleOf, scan, scannedMax } from '#listening/search.ts'
import { Season } from '#stream/trends/season.ts'
import { replayBudget } from '#roles/early-warning/attention/replaying.ts'
import { scoreOf, severityOf, type Step } from '#roles/early-warning/attention/rules.ts'
import { readSettings, stepsSince } from '#roles/early-warning/attention/store.ts'
import type { AttentionNeeds } from '#roles/early-warning/attention/attention.ts'
import type { AttentionDb } from '#roles/early-warning/attention/tables.ts'
import type { TryResult, TryState, WouldHaveRisen } from '#roles/early-warning/trying/contract.ts'
import { WatchReplay, type Risen } from '#roles/early-warning/trying/replay-watch.ts'

const weekMs = 7 * dayMs
/** Trials under way at once; each holds a few thousand posts. */
const runningMax = 3
/** A trial ends after this long by the wall clock, whatever it found. */
const limitMs = minuteMs
/** What was found is kept this long for whoever asked. */
const keptMs = 10 * minuteMs
const keptMax = 20
const matchedMax = 20_000
/** Posts replayed between two breaths, so that screens are not held up. */
const breathEvery = 200
const shownMax = 50

class Stopped extends Error {
  override name = 'Stopped'
}

type Trial = { state: TryState; stop: AbortController; endsMs: number }

type TryingNeeds = Pick<AttentionNeeds, 'listening' | 'clock' | 'log'> & {
  db: AttentionDb
  timeZone: () => Promise<string>
}

/** Trials of rules over stored weeks: begun, asked about, stopped. They live in memory and end by themselves. */
export class Trying {
  readonly #needs: TryingNeeds
  readonly #trials = new Map<string, Trial>()

  constructor(needs: TryingNeeds) {
    this.#needs = needs
  }

  /** Begins a trial of a rule that was checked; nothing when too many are under way. */
  begin(rule: string, weeks: number): TryState | undefined {
    this.#tidy()
    const running = [...this.#trials.values()].filter(({ state }) => state.state === 'running')
    if (running.length >= runningMax) return undefined
    const id = randomUUID()
    const trial: Trial = {
      state: { id, state: 'running', doneShareOf1: 0 },
      stop: new AbortController(),
      endsMs: this.#needs.clock.nowMs() + limitMs,
    }
    this.#trials.set(id, trial)
    void this.#run(id, trial, { rule, weeks })
    return trial.state
  }

  /** How a trial goes. */
  state(id: string): TryState | undefined {
    return this.#trials.get(id)?.state
  }

  /** Stops a trial; one that has ended stays as it is. */
  stop(id: string): TryState | undefined {
    const trial = this.#trials.get(id)
    trial?.stop.abort()
    if (trial?.state.state === 'running') trial.state = { id, state: 'stopped' }
    return trial?.state
  }

  /** Stops all of them. */
  close(): void {
    for (const id of this.#trials.keys()) this.stop(id)
  }

  #tidy(): void {
    const nowMs = this.#needs.clock.nowMs()
    for (const [id, trial] of this.#trials)
      if (trial.state.state !== 'running' && (nowMs > trial.endsMs + keptMs || this.#trials.size > keptMax))
        this.#trials.delete(id)
  }

  async #run(id: string, trial: Trial, o: { rule: string; weeks: number }): Promise<void> {
    const progress = (doneShareOf1: number): void => {
      if (trial.stop.signal.aborted || this.#needs.clock.nowMs() > trial.endsMs) throw new Stopped()
      trial.state = { id, state: 'running', doneShareOf1 }
    }
    try {
      trial.state = { id, state: 'done', result: await this.#found(o, progress) }
    } catch (error) {
      trial.state = { id, state: error instanceof Stopped ? 'stopped' : 'failed' }
      if (!(error instanceof Stopped))
        this.#needs.log('warn', 'a rule could not be tried', { why: String(error) })
    }
  }

  async #found(
    { rule, weeks }: { rule: string; weeks: number },
    progress: (shareOf1: number) => void,
  ): Promise<TryResult> {
    const { listening } = this.#needs
    const toMs = listening.streamNowMs
    const fromMs = toMs - weeks * weekMs
    const matches = await this.#matches(rule, { fromMs, toMs }, progress)
    const { week, heard } = await this.#week(fromMs)
    const risen = await replayed(matches.posts, week, progress)
    const interrupting = await this.#withinBudget(risen, fromMs)
    const { of, oldestMs } = await keptBetween(listening, fromMs)
    const shown = risen.toReversed().slice(0, shownMax)
    const since = Math.max(fromMs, oldestMs ?? toMs)
    return {
      interruptions: interrupting.size,
      risen: await Promise.all(shown.map((one) => this.#shown(one, interrupting.has(one)))),
      risenInAll: risen.length,
      matched: matches.posts.length,
      stored: of,
      since: new Date(since).toISOString(),
      heard,
      isCut: matches.isCut,
      coverage: listening.note(since),
    }
  }

  async #matches(
    rule: string,
    { fromMs, toMs }: { fromMs: number; toMs: number },
    progress: (shareOf1: number) => void,
  ): Promise<{ posts: Post[]; isCut: boolean }> {
    const posts: Post[] = []
    let looked = 0
    const onBatch = (count: number, oldestMs: number): void => {
      looked = count
      const byTime = (toMs - oldestMs) / Math.max(1, toMs - fromMs)
      progress(0.7 * Math.min(1, Math.max(count / scannedMax, byTime)))
    }
    for await (const post of scan(this.#needs.listening, {
      rule: ruleOf(rule),
      fromMs,
      toMs: toMs + dayMs,
      onBatch,
    })) {
      posts.push(post)
      if (posts.length >= matchedMax) break
    }
    return { posts: posts.toReversed(), isCut: looked >= scannedMax || posts.length >= matchedMax }
  }

  /** How busy the hours of the week were, by everything that was heard, stored or not. */
  async #week(fromMs: number): Promise<{ week: Season; heard: number }> {
    const hours = await this.#needs.listening.db
      .selectFrom('source_minutes')
      .select([sql<Date>`date_trunc('hour', minute)`.as('hour'), sql<number>`sum(heard)::int`.as('heard')])
      .where('minute', '>=', new Date(fromMs))
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .execute()
    const week = new Season()
    const { settings } = await readSettings(this.#needs.db)
    const holidays = settings.holidays.map(({ on }) => on)
    week.setCalendar({ timeZone: await this.#needs.timeZone(), holidays })
    for (const row of hours) week.hear(row.hour.getTime(), row.heard)
    return { week, heard: hours.reduce((sum, row) => sum + row.heard, 0) }
  }

  /** Those that would have interrupted, beside everything else that rose in that time. */
  async #withinBudget(risen: readonly Risen[], fromMs: number): Promise<Set<Risen>> {
    const { settings } = await readSettings(this.#needs.db)
    const others = await stepsSince(this.#needs.db, new Date(fromMs))
    const own = new Map(risen.map((one, at) => [`tried ${at}`, one]))
    const steps = [...others, ...[...own].map(([id, one]) => stepOf(id, one))]
    const would = replayBudget(steps, { ...settings, timeZone: await this.#needs.timeZone() })
    return new Set(would.flatMap(({ step }) => own.get(step.storyId) ?? []))
  }

  async #shown(one: Risen, interrupts: boolean): Promise<WouldHaveRisen> {
    const story = await this.#storyAbout(one)
    return {
      at: new Date(one.atMs).toISOString(),
      posts: one.posts.length,
      authors: one.authors,
      windowMin: one.alarm.windowMin,
      usual: Math.round(one.alarm.mean * 100) / 100,
      interrupts,
      ...(story === undefined ? {} : { story }),
      samples: one.posts.slice(-5).map(postView),
    }
  }

  /** The story that was told about at least one of these posts. */
  async #storyAbout(one: Risen): Promise<WouldHaveRisen['story']> {
    const ids = one.posts.map(({ id }) => id)
    const row = await this.#needs.db
      .selectFrom('stories')
      .select([
        'id',
        sql<string>`story ->> 'headline'`.as('headline'),
        sql<string | null>`story ->> 'headlineLang'`.as('lang'),
      ])
      .where(
        sql<boolean>`updated_at >= ${new Date(one.atMs - hourMs)} and first_seen_at <= ${new Date(one.atMs)}`,
      )
      .where(sql<boolean>`(story -> 'postIds') ?| ${ids}::text[]`)
      .limit(1)
      .executeTakeFirst()
    if (row === undefined) return undefined
    return { id: row.id, headline: row.headline, ...(row.lang === null ? {} : { lang: row.lang }) }
  }
}

async function replayed(
  posts: readonly Post[],
  week: Season,
  progress: (shareOf1: number) => void,
): Promise<readonly Risen[]> {
  const replay = new WatchReplay(week)
  for (const [at, post] of posts.entries()) {
    replay.hear(post)
    if (at % breathEvery !== 0) continue
    await breathe()
    progress(0.7 + (0.3 * at) / posts.length)
  }
  return replay.end()
}

function stepOf(storyId: string, one: Risen): Step {
  const story = {
    state: 'rising',
    surprise: one.alarm.surprise,
    updatedAtMs: one.atMs,
    authors: one.authors,
    posts: one.posts.length,
    harm: one.harm,
  } as const
  return { storyId, atMs: one.atMs, score: scoreOf(story), severity: severityOf(story) }
}
