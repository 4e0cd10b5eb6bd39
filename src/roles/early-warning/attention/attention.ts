import type { Kysely, Transaction } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { dayMs, minuteMs, type Clock } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import type { Store } from '#store/store.ts'
import type { Story } from '#stream/story.ts'
import type { Held } from '#stream/trends-contract.ts'
import type {
  Attention as Outcome,
  AttentionLine,
  AttentionOverview,
  AttentionSettings,
  BudgetTrial,
  Holiday,
  Teaching,
} from '#roles/early-warning/attention/contract.ts'
import * as taught from '#roles/early-warning/attention/lessons.ts'
import { quietUntilMs } from '#roles/early-warning/attention/quiet.ts'
import { recordLessons, recordSettings, type By } from '#roles/early-warning/attention/recording.ts'
import { replayBudget } from '#roles/early-warning/attention/replaying.ts'
import {
  attentionFor,
  isWorthKeeping,
  mayHoldSource,
  scoreOf,
  severityOf,
  type Step,
} from '#roles/early-warning/attention/rules.ts'
import * as rows from '#roles/early-warning/attention/store.ts'
import type { AttentionDb, AttentionTables } from '#roles/early-warning/attention/tables.ts'

/** Rings for the people of the desk, in the transaction that decides it. */
export type Ring = (
  tx: Transaction<unknown>,
  story: { id: string; title: string },
  nowMs: number,
) => Promise<void>

/** What attention is built from. */
export type AttentionNeeds = {
  store: Store
  listening: Listening
  clock: Clock
  log: Log
  /** The zone of the desk; missing: UTC. */
  timeZone?: (() => Promise<string>) | undefined
  /** Missing: nobody is rung for, the screens still show what interrupts. */
  ring?: Ring | undefined
  /** Hears that a story interrupts, in the transaction that decides it. */
  onInterrupts?: ((tx: Transaction<unknown>, storyId: string) => Promise<void>) | undefined
  /** Says that a story changed. */
  tell: (storyId: string) => Promise<void>
}

const weekMs = 7 * dayMs
const lookEveryMs = minuteMs

/** Which stories interrupt and which only wait in the list, and what the team taught it to hold back. */
export class Attention {
  readonly db: AttentionDb
  readonly #needs: AttentionNeeds
  readonly #stop = new AbortController()
  #running: Promise<void> | undefined

  constructor(needs: AttentionNeeds) {
    this.#needs = needs
    this.db = needs.store.db.withTables<AttentionTables>()
  }

  /** Clears what an earlier practice left, tells the engine what it was taught, and begins to look for what waited. */
  async open(): Promise<void> {
    if (this.#needs.listening.mode !== 'live')
      for (const table of ['attention', 'attention_steps', 'lessons'] as const)
        await this.db.deleteFrom(table).execute()
    await rows.forgetOld(this.db, this.#needs.listening.streamNowMs)
    this.#needs.listening.followHeld((held) => this.#onHeld(held))
    await this.tellEngine()
    this.#running = this.#lookAgain()
  }

  /** Tells the engine what is held back, and how days run here. */
  async tellEngine(): Promise<void> {
    const { settings } = await rows.readSettings(this.db)
    this.#needs.listening.setCalendar({
      timeZone: await this.timeZone(),
      holidays: settings.holidays.map(({ on }) => on),
    })
    this.#needs.listening.setMuted(await taught.mutedNow(this.db))
  }

  /** Holidays of the jurisdiction, as the team noted them. */
  async holidays(): Promise<readonly Holiday[]> {
    return (await rows.readSettings(this.db)).settings.holidays
  }

  /** The zone of the desk. */
  async timeZone(): Promise<string> {
    return (await this.#needs.timeZone?.()) ?? 'UTC'
  }

  async #onHeld(held: readonly Held[]): Promise<void> {
    await taught.keepHeld(this.db, held, new Date(this.#needs.listening.streamNowMs))
  }

  async #lookAgain(): Promise<void> {
    const { clock, log } = this.#needs
    const { signal } = this.#stop
    while (!signal.aborted) {
      await clock.sleep(lookEveryMs, signal)
      if (signal.aborted) return
      try {
        await this.lookAgain()
      } catch (error) {
        log('warn', 'stories that wait could not be looked at; trying again', { why: String(error) })
      }
    }
  }

  /** Looks again at stories that waited for the end of quiet hours, or for room in the budget. */
  async lookAgain(): Promise<void> {
    const nowMs = this.#needs.listening.streamNowMs
    for (const step of await rows.dueSteps(this.db, nowMs)) await this.#decide(step, false)
  }

  /** Takes in how a story stands now: ranks it, and rings when it interrupts. */
  async weigh(story: Story, known: { muted: boolean; takenOn: boolean }): Promise<void> {
    const step: Step = {
      storyId: story.id,
      atMs: story.updatedAtMs,
      score: scoreOf(story),
      severity: severityOf(story),
      ended: story.state === 'over',
    }
    await this.#decide(step, true, known.muted || known.takenOn || step.ended === true)
  }

  async #decide(step: Step, isTold: boolean, isSettled = false): Promise<void> {
    const { store, ring, onInterrupts, tell } = this.#needs
    const timeZone = await this.timeZone()
    const rings = await store.inTransaction(async (tx) => {
      const db = tx.withTables<AttentionTables>()
      const { settings } = await rows.readSettings(db)
      const past = await rows.pastAt(db, step.atMs)
      if (isTold && isWorthKeeping(step, past)) await rows.keepStep(db, step)
      if (isSettled || past.interrupted.some(({ storyId }) => storyId === step.storyId)) return false
      const decision = attentionFor(step, past, { ...settings, timeZone })
      const isNews = await rows.keepDecision(db, step, decision)
      if (!isNews || decision.decision === 'waits') return false
      await onInterrupts?.(tx, step.storyId)
      const title = await rows.titleOf(db, step.storyId)
      await ring?.(tx, { id: step.storyId, title }, this.#needs.clock.nowMs())
      return true
    })
    if (rings) await tell(step.storyId)
  }

  /** What became of these stories. */
  decisionsOf(ids: readonly string[]): Promise<Map<string, Outcome>> {
    return rows.decisionsOf(this.db, ids)
  }

  /** The line on Now. */
  async line(): Promise<AttentionLine> {
    const nowMs = this.#needs.listening.streamNowMs
    const { settings } = await rows.readSettings(this.db)
    const used = await rows.weighedSince(this.db, 'interrupts', new Date(nowMs - weekMs))
    const live = (await taught.lessons(this.db)).filter((lesson) => lesson.undone === undefined)
    return {
      perWeek: settings.perWeek,
      used: used.inAll,
      heldPosts: live.reduce((sum, lesson) => sum + lesson.posts, 0),
      lessons: live.length,
      ...(await this.#quietNow(settings, nowMs)),
    }
  }

  async #quietNow(settings: AttentionSettings, nowMs: number): Promise<{ quietUntil?: string }> {
    const untilMs = quietUntilMs({ ...settings, timeZone: await this.timeZone() }, nowMs)
    return untilMs === undefined ? {} : { quietUntil: new Date(untilMs).toISOString() }
  }

  /** Everything about interruptions. */
  async overview(): Promise<AttentionOverview> {
    const nowMs = this.#needs.listening.streamNowMs
    const since = new Date(nowMs - weekMs)
    const { settings, changed } = await rows.readSettings(this.db)
    const waited = await rows.weighedSince(this.db, 'waits', since)
    return {
      settings,
      ...(changed === undefined ? {} : { changed }),
      timeZone: await this.timeZone(),
      interrupted: (await rows.weighedSince(this.db, 'interrupts', since)).shown,
      waited: waited.shown,
      waitedInAll: waited.inAll,
      lessons: await taught.lessons(this.db),
      ...(await this.#quietNow(settings, nowMs)),
      now: new Date(nowMs).toISOString(),
    }
  }

  /** Sets what the team accepts, from now on; on record with what it was. */
  async change(settings: AttentionSettings, by: By): Promise<void> {
    const nowMs = this.#needs.clock.nowMs()
    await this.#needs.store.inTransaction(async (tx) => {
      const db = tx.withTables<AttentionTables>()
      await rows.holdSettings(db)
      const { settings: before } = await rows.readSettings(db)
      await rows.writeSettings(db, settings, { name: by.name, at: new Date(nowMs) })
      await recordSettings(tx, { before, settings }, by, nowMs)
    })
    await this.tellEngine()
  }

  /** What would have interrupted with other settings, on what the desk told in the last weeks. */
  async tryBudget(settings: AttentionSettings, weeks: number): Promise<BudgetTrial> {
    const nowMs = this.#needs.listening.streamNowMs
    const sinceMs = nowMs - weeks * weekMs
    // Four weeks more, so that the first story of the trial is ranked among its own past.
    const steps = await rows.stepsSince(this.db, new Date(sinceMs - 4 * weekMs))
    const would = replayBudget(steps, { ...settings, timeZone: await this.timeZone() })
    const inside = would.filter(({ atMs }) => atMs > sinceMs)
    const names = await rows.headlinesOf(
      this.db,
      inside.map(({ step }) => step.storyId),
    )
    const told = steps.filter(({ atMs }) => atMs > sinceMs)
    return {
      since: new Date(Math.max(sinceMs, told[0]?.atMs ?? sinceMs)).toISOString(),
      stories: new Set(told.map(({ storyId }) => storyId)).size,
      interruptions: inside.map(({ step, atMs, decision }) => ({
        storyId: step.storyId,
        headline: '',
        ...names.get(step.storyId),
        attention: { ...decision, severity: step.severity, at: new Date(atMs).toISOString() },
      })),
      was: (await rows.weighedSince(this.db, 'interrupts', new Date(sinceMs))).inAll,
      coverage: this.#needs.listening.note(sinceMs),
    }
  }

  /** Whether that may be held back: never a source that brings most of what is heard. */
  mayTeach({ kind, value }: Teaching): boolean {
    return kind !== 'source' || mayHoldSource(value, this.#needs.listening.coverage().sources)
  }

  /** Teaches what to hold back, on record; last in its transaction. The engine is told when that is over (`tellEngine`). */
  async teach(tx: Kysely<unknown>, teachings: readonly Teaching[], by: By): Promise<void> {
    const at = new Date(this.#needs.listening.streamNowMs)
    const fresh = await taught.teach(tx.withTables<AttentionTables>(), teachings, { name: by.name, at })
    await recordLessons(tx, { does: 'held-back', taught: fresh }, by, this.#needs.clock.nowMs())
  }

  /**
   * Takes one lesson back, or all that were taught on a story, on record; `onFree` is called before that with each story that has
   * none left. Says whether there was anything. The engine is told when the transaction is over (`tellEngine`).
   */
  async takeBack(
    tx: Kysely<unknown>,
    which: { id: string } | { storyId: string },
    by: By,
    onFree?: (storyId: string) => Promise<void>,
  ): Promise<boolean> {
    const db = tx.withTables<AttentionTables>()
    const at = new Date(this.#needs.listening.streamNowMs)
    const back = await taught.untaught(db, which, { name: by.name, at })
    for (const story of new Set(back.map(({ storyId }) => storyId)))
      if (!(await taught.isTaughtOn(db, story))) await onFree?.(story)
    await recordLessons(tx, { does: 'let-through', taught: back }, by, this.#needs.clock.nowMs())
    return back.length > 0
  }

  /** Stops looking. */
  async close(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }
}
