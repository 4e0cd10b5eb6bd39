import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import type { GapWhy, RefusedWhy, StateWhy } from '#networks/contract.ts'
import type { SourceHealth } from '#listening/contract.ts'

/** What the ledger must know of a source before it is heard. */
export type SourceFacts = { source: string; label: string; network: string; silenceMaxMs?: number }

/** A stretch in which posts were missed, epoch ms. */
export type Gap = { source: string; fromMs: number; toMs: number; why: GapWhy }

/** One minute of hearing one source. */
export type SourceMinute = { source: string; minuteMs: number; heard: number }

type SourceState = SourceHealth['state']

type Line = {
  facts: SourceFacts
  state: Exclude<SourceState, 'silent'>
  why: StateWhy | undefined
  lastHeardMs: number | undefined
  firstHeardMs: number | undefined
  silentSinceMs: number | undefined
  /** Posts per stream minute, the last 60 minutes kept. */
  minutes: Map<number, number>
  /** Smoothed posts per minute and the last minute folded into it. */
  ratePerMinute: number
  foldedToMs: number | undefined
  gaps: Gap[]
  refused: Map<string, number>
  /** Nothing before this moment was heard of it, although the desk was running. */
  completeFromMs: number | undefined
}

const gapsMax = 20
const rateHalfLifeMin = 6 * 60
const knownAfterMs = hourMs
/** Silence is an alarm when an ordinary source would be this quiet less than once in a million such stretches: ln(10^6). */
const silenceLogOdds = 13.8

function silenceLimitMs(line: Line): number {
  if (line.facts.silenceMaxMs !== undefined) return line.facts.silenceMaxMs
  if (line.ratePerMinute <= 0) return dayMs
  const expected = (silenceLogOdds / line.ratePerMinute) * minuteMs
  return Math.min(dayMs, Math.max(30 * secondMs, expected))
}

/**
 * Who is heard, how well, and since when not: the first-class fact behind every number on screen.
 * Times are stream time; a live desk's stream time is the wall clock.
 */
export class CoverageLedger {
  readonly #lines = new Map<string, Line>()
  readonly #newMinutes = new Map<string, SourceMinute>()
  readonly #newGaps: Gap[] = []

  constructor(sources: readonly SourceFacts[]) {
    for (const facts of sources) this.add(facts)
  }

  /** One more source; one that is here already stays as it is. */
  add(facts: SourceFacts): void {
    if (this.#lines.has(facts.source)) return
    this.#lines.set(facts.source, {
      facts,
      state: 'connecting',
      why: undefined,
      lastHeardMs: undefined,
      firstHeardMs: undefined,
      silentSinceMs: undefined,
      minutes: new Map(),
      ratePerMinute: 0,
      foldedToMs: undefined,
      gaps: [],
      refused: new Map(),
      completeFromMs: undefined,
    })
  }

  /** A source that is no longer heard. What was counted of it stays to be kept. */
  remove(source: string): void {
    this.#lines.delete(source)
  }

  /** A source was taken in while the desk ran: of what was said before this moment nothing was heard. */
  completeFrom(source: string, atMs: number): void {
    const line = this.#lines.get(source)
    if (line !== undefined) line.completeFromMs = atMs
  }

  /** Since when every source is heard, epoch ms; undefined when all of them are since the desk runs. */
  get allHeardFromMs(): number | undefined {
    const all = [...this.#lines.values()].flatMap((line) => line.completeFromMs ?? [])
    return all.length === 0 ? undefined : Math.max(...all)
  }

  /** Brings back what an earlier run knew of a source: counts per minute, oldest first. */
  restore(
    minutes: readonly SourceMinute[],
    refused: ReadonlyMap<string, Readonly<Record<string, number>>>,
  ): void {
    for (const { source, minuteMs: at, heard } of minutes) {
      const line = this.#lines.get(source)
      if (line !== undefined) this.#count(line, heard, at)
    }
    for (const [source, counts] of refused) {
      for (const [why, count] of Object.entries(counts)) this.#lines.get(source)?.refused.set(why, count)
    }
  }

  /** Posts of a source were heard at this stream time. */
  heard(source: string, count: number, atMs: number): void {
    const line = this.#lines.get(source)
    if (line === undefined) return
    if (line.silentSinceMs !== undefined) {
      this.gap({ source, fromMs: line.silentSinceMs, toMs: atMs, why: 'silence' })
      line.silentSinceMs = undefined
    }
    const minute = this.#count(line, count, atMs)
    const key = `${source}\n${minute}`
    const known = this.#newMinutes.get(key)
    this.#newMinutes.set(key, { source, minuteMs: minute, heard: (known?.heard ?? 0) + count })
  }

  #count(line: Line, count: number, atMs: number): number {
    const minute = Math.floor(atMs / minuteMs) * minuteMs
    this.#fold(line, minute)
    line.firstHeardMs ??= atMs
    line.lastHeardMs = Math.max(line.lastHeardMs ?? 0, atMs)
    line.minutes.set(minute, (line.minutes.get(minute) ?? 0) + count)
    return minute
  }

  /** Folds closed minutes into the smoothed rate and drops those older than an hour. */
  #fold(line: Line, minute: number): void {
    line.foldedToMs ??= minute
    const stepsMax = 2 * 24 * 60
    for (let steps = 0; line.foldedToMs < minute && steps < stepsMax; steps += 1) {
      const weight = 1 - 0.5 ** (1 / rateHalfLifeMin)
      const elapsed = (line.foldedToMs - (line.firstHeardMs ?? line.foldedToMs)) / minuteMs
      const learning = Math.max(weight, 1 / (elapsed + 1))
      line.ratePerMinute += learning * ((line.minutes.get(line.foldedToMs) ?? 0) - line.ratePerMinute)
      line.foldedToMs += minuteMs
    }
    line.foldedToMs = Math.max(line.foldedToMs, minute)
    for (const at of line.minutes.keys()) if (at < minute - hourMs) line.minutes.delete(at)
  }

  /** Input that could not be read, counted by its reason. */
  refused(source: string, why: RefusedWhy, count: number): void {
    const refused = this.#lines.get(source)?.refused
    refused?.set(why, (refused.get(why) ?? 0) + count)
  }

  /** The reader says how it goes. */
  state(source: string, state: Line['state'], why?: StateWhy): void {
    const line = this.#lines.get(source)
    if (line === undefined) return
    line.state = state
    line.why = why
  }

  /** A stretch in which posts were missed. */
  gap(gap: Gap): void {
    const line = this.#lines.get(gap.source)
    if (line === undefined || gap.toMs <= gap.fromMs) return
    line.gaps.push(gap)
    if (line.gaps.length > gapsMax) line.gaps.shift()
    this.#newGaps.push(gap)
  }

  /** Notices sources that fell silent; says which did just now. Called with the stream's own present. */
  checkSilence(nowMs: number): string[] {
    const fell: string[] = []
    for (const line of this.#lines.values()) {
      if (line.state !== 'hearing' || line.lastHeardMs === undefined || line.silentSinceMs !== undefined)
        continue
      if (nowMs - line.lastHeardMs <= silenceLimitMs(line)) continue
      line.silentSinceMs = line.lastHeardMs
      fell.push(line.facts.source)
    }
    return fell
  }

  /** How well each source is heard at this stream time. */
  health(nowMs: number): SourceHealth[] {
    return [...this.#lines.values()].map((line) => healthOf(line, nowMs))
  }

  /** Refused input of each source so far, for keeping. */
  refusedCounts(): Map<string, Record<string, number>> {
    return new Map([...this.#lines].map(([source, line]) => [source, Object.fromEntries(line.refused)]))
  }

  /** Minutes and gaps not yet kept; asking empties the list. Minute counts are to be added to kept ones. */
  takeNew(): { minutes: SourceMinute[]; gaps: Gap[] } {
    const taken = { minutes: [...this.#newMinutes.values()], gaps: this.#newGaps.splice(0) }
    this.#newMinutes.clear()
    return taken
  }
}

function heardLastHour(line: Line, nowMs: number): number {
  let heard = 0
  for (const [at, count] of line.minutes) if (at > nowMs - hourMs) heard += count
  return heard
}

function healthOf(line: Line, nowMs: number): SourceHealth {
  const known = line.firstHeardMs !== undefined && nowMs - line.firstHeardMs >= knownAfterMs
  const iso = (ms: number): string => new Date(ms).toISOString()
  return {
    source: line.facts.source,
    label: line.facts.label,
    network: line.facts.network,
    state: line.silentSinceMs !== undefined && line.state === 'hearing' ? 'silent' : line.state,
    heardLastHour: heardLastHour(line, nowMs),
    gaps: line.gaps.map((gap) => ({ from: iso(gap.fromMs), to: iso(gap.toMs), why: gap.why })),
    refused: [...line.refused].map(([why, count]) => ({ why, count })),
    ...(line.why === undefined ? {} : { why: line.why }),
    ...(line.lastHeardMs === undefined ? {} : { lastHeardAt: iso(line.lastHeardMs) }),
    ...(known ? { expectedPerHour: Math.round(line.ratePerMinute * 60 * 10) / 10 } : {}),
  }
}
