import { expect, test } from 'vitest'
import { unheardIn } from '#roles/reactions/rules/unheard.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 21, minute)).toISOString()
const range = { fromMs: Date.parse(at(0)), toMs: Date.parse(at(60)) }
const gap = (label: string, from: number, to: number) => ({ label, from: at(from), to: at(to) })

test('stretches are cut to the time that is shown, oldest first; those outside of it are none', () => {
  const over = [gap('Mastodon', 50, 80), gap('X', -10, 5), gap('X', -20, -15), gap('X', 60, 61)]
  expect(unheardIn(over, [], range)).toEqual([gap('X', 0, 5), gap('Mastodon', 50, 60)])
})

test('a source that is missing still is one stretch up to the end, and its earlier silences stay', () => {
  const over = [gap('X', 10, 12), gap('X', 40, 45), gap('Bluesky', 41, 42)]
  const missing = [{ label: 'X', since: at(40) }, { label: 'Feeds' }]
  expect(unheardIn(over, missing, range)).toEqual([
    gap('X', 10, 12),
    gap('X', 40, 60),
    gap('Bluesky', 41, 42),
  ])
})

test('what is missing only since the end of the time shown was heard in it', () => {
  expect(unheardIn([], [{ label: 'X', since: at(60) }], range)).toEqual([])
})
