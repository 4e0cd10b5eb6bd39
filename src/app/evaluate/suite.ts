import type { Words } from '#kernel/words.ts'

/** What `bellwether evaluate SUITE` is given. */
export type SuiteRun = {
  /** The file, or for `anomaly` the folder, with labelled data. */
  data: string
  /** When the event began, epoch ms; only `early-warning` asks. */
  onsetMs?: number
  /** The organization's own policy file; only `policy` asks. */
  policyFile?: string
  /** Which network's wire; only `wire` asks. */
  network?: string
  /** Called now and then with how many lines were read. */
  progress: (lines: number) => void
}

/** A skill that can be measured: one JSON object of figures out. */
export type Suite = { summary: Words; run: (given: SuiteRun) => Promise<object> }
