import { z } from 'zod'
import { SavedStory, savedStories } from '#stream/trends/saved-stories.ts'
import type { OpenStory } from '#stream/trends/story-book.ts'
import type { KeyTable } from '#stream/trends/key-table.ts'
import { SavedSeason, type Season } from '#stream/trends/season.ts'
import { emptySeries, type Series } from '#stream/trends/series.ts'

/** Keys saved at most, those heard most first; about 45 characters each, so below 10 MB. */
const savedKeysMax = 200_000

const Learned = z.object({
  version: z.literal(1),
  streamMs: z.number(),
  pastPosts: z.number(),
  hours: z.number(),
  storyNumber: z.number(),
  /** low, high, kind, prior, past, pastSquares for each key, one after the other. */
  keys: z.array(z.number()),
  series: z.array(
    z.object({
      watch: z.string(),
      past: z.number(),
      squares: z.number(),
      hours: z.number(),
      hourIndex: z.number(),
      hourCount: z.number(),
    }),
  ),
  /** Missing in what an earlier version saved. */
  season: SavedSeason.optional(),
  stories: z.array(SavedStory).default([]),
})
/** What is usual in a stream, as saved between restarts. */
type Learned = z.infer<typeof Learned>

/** Reads saved text; nothing when it is damaged or of another version, and then the stream is learned anew. */
export function learnedFrom(saved: string): Learned | undefined {
  try {
    return Learned.safeParse(JSON.parse(saved)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What the engine hands over to be saved. `weight` is the forward-decay weight of now. */
type ToSave = {
  streamMs: number
  pastPosts: number
  hours: number
  storyNumber: number
  table: KeyTable
  weight: number
  series: ReadonlyMap<string, Series>
  season: Season
  stories: readonly OpenStory[]
}

/** Everything learned, as JSON text. */
export function writeLearned(state: ToSave): string {
  const learned: Learned = {
    version: 1,
    streamMs: state.streamMs,
    pastPosts: rounded(state.pastPosts),
    hours: rounded(state.hours),
    storyNumber: state.storyNumber,
    keys: savedKeys(state.table, state.weight),
    series: [...state.series].map(([watch, one]) => ({
      watch,
      past: rounded(one.past),
      squares: rounded(one.squares),
      hours: rounded(one.hours),
      hourIndex: one.hourIndex,
      hourCount: one.hourCount,
    })),
    season: state.season.saved(),
    stories: savedStories(state.stories, state.table),
  }
  return JSON.stringify(learned)
}

function savedKeys(table: KeyTable, weight: number): number[] {
  const rows: number[] = []
  // A key heard once long ago says nothing; twice says a little.
  for (let row = 0; row < table.capacity; row++) if (table.rawPast(row) / weight >= 0.9) rows.push(row)
  const kept =
    rows.length <= savedKeysMax
      ? rows
      : rows.sort((a, b) => table.rawPast(b) - table.rawPast(a)).slice(0, savedKeysMax)
  return kept.flatMap((row) => {
    const count = table.hourCount(row)
    const squares = table.rawSquares(row) / weight + count * count
    return [
      table.low(row),
      table.high(row),
      table.kind(row),
      Number(table.prior(row).toPrecision(4)),
      rounded(table.rawPast(row) / weight),
      rounded(squares),
    ]
  })
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Puts saved knowledge into an empty table and series. */
export function readLearned(learned: Learned, table: KeyTable, series: Map<string, Series>): void {
  for (let i = 0; i + 5 < learned.keys.length; i += 6) {
    const [low = 0, high = 0, kind = 0, prior = 1e-5, past = 0, squares = 0] = learned.keys.slice(i, i + 6)
    const row = table.rowOf({ low, high, kind, prior: Math.max(prior, 1e-9) }, 1)
    if (row === -1) continue
    table.setPast(row, past, squares)
  }
  for (const { watch, ...one } of learned.series) series.set(watch, { ...emptySeries(), ...one })
}
