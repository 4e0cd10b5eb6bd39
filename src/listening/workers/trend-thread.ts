import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Calendar, Gone, Muted, Observed, TrendEvent, TrendShed } from '#stream/trends-contract.ts'
import type { FromTrends, ToTrends, WorkerStart } from '#listening/workers/protocol.ts'
import { Thread } from '#listening/workers/thread.ts'

/** The engine in its own thread, so that a busy minute never holds up a screen. */
export class TrendThread {
  readonly #thread: Thread<ToTrends, FromTrends>
  #muted: Muted[] = []
  #shed: TrendShed = 0
  #calendar: Calendar | undefined
  #lastSaved: string | undefined
  #batch = 0

  constructor(options: { scripts: URL; log: Log; start: WorkerStart; saved?: string | undefined }) {
    this.#lastSaved = options.saved
    this.#thread = new Thread<ToTrends, FromTrends>({
      script: new URL('trend-worker.js', options.scripts),
      workerData: options.start,
      log: options.log,
      greet: () => [
        ...(this.#lastSaved === undefined ? [] : [{ kind: 'load' as const, saved: this.#lastSaved }]),
        { kind: 'muted', muted: this.#muted },
        ...(this.#calendar === undefined ? [] : [{ kind: 'calendar' as const, calendar: this.#calendar }]),
        { kind: 'shed', level: this.#shed },
      ],
    })
  }

  /** Counts a batch, lets stream time pass to `clockMs`, and says what changed. */
  async observe(observed: Observed[], clockMs: number | undefined): Promise<TrendEvent[]> {
    this.#batch += 1
    const told = await this.#thread.ask({ kind: 'observe', batch: this.#batch, observed, clockMs })
    assert(told.kind === 'told', 'the trend thread answers in order')
    return told.events
  }

  /** Holds back stories about these. */
  setMuted(muted: Muted[]): void {
    this.#muted = muted
    this.#thread.tell({ kind: 'muted', muted })
  }

  /** How days run here. */
  setCalendar(calendar: Calendar): void {
    this.#calendar = calendar
    this.#thread.tell({ kind: 'calendar', calendar })
  }

  /** How much is left out from the next batch on. */
  setShed(level: TrendShed): void {
    this.#shed = level
    this.#thread.tell({ kind: 'shed', level })
  }

  /** What these said is never told again. A new thread knows nothing of them, so it need not be told. */
  forget(gone: Gone): void {
    this.#thread.tell({ kind: 'forget', gone })
  }

  /** Everything learned so far, as text to keep. */
  async save(): Promise<string> {
    const answer = await this.#thread.ask({ kind: 'save' })
    assert(answer.kind === 'saved', 'the trend thread answers in order')
    this.#lastSaved = answer.saved
    return answer.saved
  }

  /** Ends the thread. */
  close(): Promise<void> {
    return this.#thread.close()
  }
}
