import { expect, test } from 'vitest'
import { CoverageLedger } from '#listening/coverage.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'

const startMs = Date.UTC(2026, 5, 2, 8)
const facts = { source: 'feeds:herald', label: 'The Herald', network: 'feeds' }

function hearingFor(hours: number, perMinute: number): CoverageLedger {
  const ledger = new CoverageLedger([facts])
  ledger.state(facts.source, 'hearing')
  for (let minute = 0; minute < hours * 60; minute += 1)
    ledger.heard(facts.source, perMinute, startMs + minute * minuteMs)
  return ledger
}

test('a source knows what to expect after an hour, not before', () => {
  expect(hearingFor(0.5, 4).health(startMs + 0.5 * hourMs)[0]?.expectedPerHour).toBeUndefined()
  expect(hearingFor(3, 4).health(startMs + 3 * hourMs)[0]?.expectedPerHour).toBeCloseTo(240, -1)
})

test('posts of the last hour are counted, older ones are not', () => {
  expect(hearingFor(3, 4).health(startMs + 3 * hourMs)[0]?.heardLastHour).toBe(236)
})

test('a busy source that stops is silent within minutes, once, and the gap is kept when it speaks again', () => {
  const ledger = hearingFor(2, 10)
  const lastMs = startMs + 2 * hourMs - minuteMs
  expect(ledger.checkSilence(lastMs + minuteMs)).toEqual([])
  expect(ledger.checkSilence(lastMs + 3 * minuteMs)).toEqual([facts.source])
  expect(ledger.checkSilence(lastMs + 4 * minuteMs)).toEqual([])
  expect(ledger.health(lastMs + 4 * minuteMs)[0]?.state).toBe('silent')
  ledger.heard(facts.source, 1, lastMs + 9 * minuteMs)
  const [health] = ledger.health(lastMs + 9 * minuteMs)
  expect(health?.state).toBe('hearing')
  expect(health?.gaps).toEqual([
    {
      from: new Date(lastMs).toISOString(),
      to: new Date(lastMs + 9 * minuteMs).toISOString(),
      why: 'silence',
    },
  ])
})

test('a quiet source is not called silent for an ordinary pause', () => {
  const ledger = new CoverageLedger([facts])
  ledger.state(facts.source, 'hearing')
  for (let hour = 0; hour < 24; hour += 1) ledger.heard(facts.source, 1, startMs + hour * hourMs)
  expect(ledger.checkSilence(startMs + 27 * hourMs)).toEqual([])
})

test('a source that states its own limit is held to it', () => {
  const ledger = new CoverageLedger([{ ...facts, silenceMaxMs: minuteMs }])
  ledger.state(facts.source, 'hearing')
  ledger.heard(facts.source, 1, startMs)
  expect(ledger.checkSilence(startMs + 2 * minuteMs)).toEqual([facts.source])
})

test('what could not be read is counted by its reason', () => {
  const ledger = new CoverageLedger([facts])
  ledger.refused(facts.source, 'not-json', 3)
  ledger.refused(facts.source, 'not-json', 2)
  expect(ledger.health(startMs)[0]?.refused).toEqual([{ why: 'not-json', count: 5 }])
})

test('a restart remembers what is usual and counts nothing twice', () => {
  const before = hearingFor(3, 4)
  const after = new CoverageLedger([facts])
  after.restore(before.takeNew().minutes, new Map([[facts.source, { 'not-json': 7 }]]))
  expect(after.takeNew().minutes).toEqual([])
  expect(after.health(startMs + 3 * hourMs)[0]).toMatchObject({
    heardLastHour: 236,
    refused: [{ why: 'not-json', count: 7 }],
  })
})

test('a date far off costs bounded work', () => {
  const ledger = hearingFor(1, 1)
  ledger.heard(facts.source, 1, Date.UTC(2099, 0, 1))
  expect(ledger.health(Date.UTC(2099, 0, 1))[0]?.state).toBe('hearing')
})

test('a source that is taken in later takes nothing away from what others said meanwhile', () => {
  const ledger = hearingFor(0.1, 4)
  const counted = ledger.takeNew().minutes.length
  ledger.heard(facts.source, 2, startMs + hourMs)
  const late = { source: 'feeds:late', label: 'Late', network: 'feeds' }
  ledger.add(late)
  ledger.restore([{ source: late.source, minuteMs: startMs, heard: 9 }], new Map())
  expect(counted).toBeGreaterThan(0)
  expect(ledger.takeNew().minutes).toEqual([{ source: facts.source, minuteMs: startMs + hourMs, heard: 2 }])
})

test('all sources are heard since the newest one came; one that is gone counts no more, but what it said is kept', () => {
  const ledger = hearingFor(0.1, 4)
  expect(ledger.allHeardFromMs).toBeUndefined()
  ledger.add({ source: 'a', label: 'A', network: 'feeds' })
  ledger.completeFrom('a', startMs + hourMs)
  ledger.add({ source: 'b', label: 'B', network: 'feeds' })
  ledger.completeFrom('b', startMs + 2 * hourMs)
  expect(ledger.allHeardFromMs).toBe(startMs + 2 * hourMs)
  ledger.add({ source: 'b', label: 'another', network: 'feeds' })
  expect(ledger.health(startMs).find(({ source }) => source === 'b')?.label).toBe('B')
  ledger.takeNew()
  ledger.heard('b', 3, startMs + 3 * hourMs)
  ledger.remove('b')
  ledger.heard('b', 3, startMs + 3 * hourMs)
  expect(ledger.allHeardFromMs).toBe(startMs + hourMs)
  expect(ledger.takeNew().minutes).toEqual([{ source: 'b', minuteMs: startMs + 3 * hourMs, heard: 3 }])
})
