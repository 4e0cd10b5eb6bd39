import { expect, test } from 'vitest'
import { PostPage, WouldHaveMatched } from '#listening/contract.ts'
import { coverageNote } from '#listening/coverage-note.ts'
import { CoverageLedger } from '#listening/coverage.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { StoryCard } from '#roles/early-warning/contract.ts'

const startMs = Date.UTC(2026, 5, 2, 8)
const iso = (ms: number): string => new Date(ms).toISOString()

test.each([
  ['a story', StoryCard],
  ['a page of posts', PostPage],
  ['what a rule would have matched', WouldHaveMatched],
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
