import type { Analysis, Tones } from '#roles/reactions/analysis/contract.ts'

/** How it sounds, in one word. `mixed`: the intervals of glad and unhappy overlap. */
export type Feeling = 'glad' | 'unhappy' | 'neither' | 'mixed' | 'too-little'

/**
 * The verdict on some tones. One side has it only when its whole interval lies above the other's: with fewer posts than 30 that
 * the tool is sure of, nothing is said.
 */
export function feelingOf({ enough, positive, negative, neutral }: Tones): Feeling {
  if (!enough) return 'too-little'
  const strongest = Math.max(positive.highOf1, negative.highOf1)
  if (neutral.lowOf1 > strongest) return 'neither'
  if (positive.lowOf1 > negative.highOf1) return 'glad'
  return negative.lowOf1 > positive.highOf1 ? 'unhappy' : 'mixed'
}

/** The shape that stands before a verdict. */
export const feelingShapes: Readonly<Record<Feeling, string>> = {
  glad: '▲',
  unhappy: '▼',
  neither: '■',
  mixed: '◆',
  'too-little': '?',
}

/** Whether the news has it: `unheard` when no newsroom is listened to, so that nothing can be said. */
export function newsOf({ heard, first }: Analysis['media']): 'unheard' | 'none' | 'before' | 'after' {
  if (first === undefined) return heard ? 'none' : 'unheard'
  return first.afterMin < 0 ? 'before' : 'after'
}

/** Which way the tone changed against before the announcement; `level` when the interval holds no change. */
export function changeOf({ lowOf1, highOf1 }: { lowOf1: number; highOf1: number }): 'up' | 'down' | 'level' {
  if (lowOf1 > 0) return 'up'
  return highOf1 < 0 ? 'down' : 'level'
}
