import { expect, test } from 'vitest'
import { PostPage, WouldHaveMatched } from '#listening/contract.ts'
import { coverageNote } from '#listening/coverage-note.ts'
import { CoverageLedger } from '#listening/coverage.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { StoryCard } from '#roles/early-warning/contract.ts'
import { Analysis, Trace } from '#roles/reactions/analysis/contract.ts'
import { Series } from '#roles/reactions/boards/contract.ts'
import { methods } from '#roles/reactions/methods.ts'
import { tonesOf } from '#roles/reactions/rules/tones.ts'
import { readPostsBehind } from '#roles/reactions/boards/series.ts'
import { openTestReactions, ordinaryDays, ada } from '#roles/reactions/test-reactions.ts'

const startMs = Date.UTC(2026, 5, 2, 8)
const iso = (ms: number): string => new Date(ms).toISOString()

test.each([
  ['a story', StoryCard],
  ['a page of posts', PostPage],
  ['what a rule would have matched', WouldHaveMatched],
  ['a series of a dashboard', Series],
  ['any figure of an announcement', Trace],
] as const)('%s cannot be told without its coverage', (_what, schema) => {
  const refused = schema.safeParse({})
  const missing = refused.error?.issues.map((issue) => String(issue.path[0])) ?? []
  expect(missing).toContain('coverage')
})

function ledgerOf(...sources: string[]): CoverageLedger {
  const ledger = new CoverageLedger(sources.map((source) => ({ source, label: source, network: 'practice' })))
  for (const source of sources) {
    ledger.state(source, 'hearing')
    for (let minute = 0; minute < 120; minute += 1) ledger.heard(source, 5, startMs + minute * minuteMs)
  }
  return ledger
}

test('a source that fell silent is named beside the number, with since when', () => {
  const ledger = ledgerOf('x', 'feeds')
  const nowMs = startMs + 3 * hourMs
  for (let minute = 120; minute < 180; minute += 1) ledger.heard('feeds', 5, startMs + minute * minuteMs)
  ledger.checkSilence(nowMs)
  const note = coverageNote({ sources: ledger.health(nowMs) }, iso(startMs))
  expect(note).toMatchObject({ sources: 2, missing: [{ label: 'x', since: iso(startMs + 119 * minuteMs) }] })
})

test('a number never claims to be complete from before the last gap', () => {
  const ledger = ledgerOf('x')
  ledger.gap({ source: 'x', fromMs: startMs + hourMs, toMs: startMs + 80 * minuteMs, why: 'closed' })
  const note = coverageNote({ sources: ledger.health(startMs + 2 * hourMs) }, iso(startMs))
  expect(note.since).toBe(iso(startMs + 80 * minuteMs))
})

test('a source that needs a person counts as missing too', () => {
  const ledger = ledgerOf('x')
  ledger.state('x', 'failed', 'gone')
  expect(coverageNote({ sources: ledger.health(startMs + 2 * hourMs) }, iso(startMs)).missing).toHaveLength(1)
})

test.each([
  'volume',
  'sentiment',
  'emotions',
  'themes',
  'questions',
  'misreadings',
  'carriers',
  'media',
  'where',
] as const)('%s of an announcement cannot be told without how it was made', (section) => {
  const refused = Analysis.safeParse({ [section]: {} })
  const missing = refused.error?.issues.map((issue) => issue.path.join('.')) ?? []
  expect(missing).toContain(`${section}.trace`)
})

test('every figure of an announcement names a method that is written down, and its query finds the same posts again', async () => {
  const desk = await openTestReactions()
  try {
    await desk.hear(ordinaryDays(desk.startedAtMs, 2))
    await desk.hear(
      Array.from({ length: 40 }, (_one, at) => ({
        text: `The library opens on Sundays, word ${at}`,
        ...{
          atMs: desk.startedAtMs + at * minuteMs,
          reading: { tone: at < 30 ? 'positive' : 'unsure' } as const,
        },
      })),
    )
    const made = await desk.reactions.create(
      {
        ...{
          title: 'Sundays',
          text: 'From November 8',
          watchIds: ['library'],
          baselineDays: 2,
          reactionHours: 24,
        },
        startedAt: iso(desk.startedAtMs),
      },
      { by: ada, mayWatch: false },
    )
    if (!made.ok) throw new Error(made.problem.en)
    const analysis = Analysis.parse(await desk.reactions.analysis(made.value.id))
    for (const trace of tracesIn(analysis)) {
      expect(Object.keys(methods)).toContain(trace.method)
      expect(trace.n).toBeLessThanOrEqual(trace.of)
      expect(trace.coverage.since).toBeDefined()
    }
    expect(tracesIn(analysis).length).toBeGreaterThanOrEqual(9)
    const again = async (query: 'baseline' | 'reaction', more: object = {}): Promise<number> => {
      const address = new URL(analysis.queries[query].posts ?? '', 'http://desk.example')
      const asked = { ...Object.fromEntries(address.searchParams), ...more } as {
        watches: string
        from: string
        to: string
      }
      return (await readPostsBehind(desk.listening.db, asked, { before: undefined, limit: 500 })).posts.length
    }
    expect(await again('reaction')).toBe(analysis.volume.posts)
    expect(await again('baseline')).toBe(analysis.volume.baseline.posts)
    expect(await again('reaction', { tone: 'positive' })).toBe(analysis.sentiment.reaction.positive.posts)
    expect(await again('reaction', { tone: 'unsure' })).toBe(analysis.sentiment.reaction.unsure.posts)
  } finally {
    await desk.close()
  }
}, 60_000)

/** Every trace anywhere in an answer. */
function tracesIn(value: unknown): Trace[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'trace' in value ? [Trace.parse(value.trace)] : []
  return [...own, ...Object.values(value).flatMap(tracesIn)]
}

test('under thirty posts nothing is coloured, whatever the share', () => {
  const few = tonesOf({ negative: 29, neutral: 0, positive: 0, unsure: 0, authors: 29, sureAuthors: 29 })
  const enough = tonesOf({ negative: 30, neutral: 0, positive: 0, unsure: 0, authors: 30, sureAuthors: 30 })
  expect([few.enough, enough.enough]).toEqual([false, true])
})
