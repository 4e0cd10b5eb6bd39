import type { SkyKind } from '#networks/practice/town.ts'

/** Part of a scripted day: what people say about one thing, and how many say it when. */
export type Phase = {
  name: string
  /** Minutes after the story began. */
  fromMin: number
  toMin: number
  /** Posts a minute at this many minutes after the story began. */
  perMinute(atMin: number): number
  en: readonly string[]
  fr: readonly string[]
  /** Share of 1 that shows a picture. */
  pictures: number
  /** Wards whose people speak; missing: anyone. */
  wards?: readonly number[]
}

/** Something one account says at a set minute. */
export type Notice = {
  atMin: number
  by: 'town' | 'news' | 'resident'
  en: string
  fr: string
}

/** A scripted day of Havre-Clair. */
export type Script = {
  /** What the day is about, for people who choose one. */
  about: { en: string; fr: string }
  phases: readonly Phase[]
  notices: readonly Notice[]
  /** Minute for which the town promises its next word; `{updateBy}` says it, rounded up to the half hour. */
  updateByMin: number
  /** Words of the slots that only this day uses. */
  words: { en: Readonly<Record<string, readonly string[]>>; fr: Readonly<Record<string, readonly string[]>> }
  /** The sky of the day, where the story needs one. */
  sky?: SkyKind
  /** Share of 1 of the posts that repeat one said before, word for word or nearly. */
  copiesShareOf1: number
}

/** Slow at first, then fast, then level: how a story grows. `halfAtMin` is where it has half its height. */
export function growing(
  perMinuteMax: number,
  halfAtMin: number,
  steepnessMin: number,
): (atMin: number) => number {
  return (atMin) => perMinuteMax / (1 + Math.exp((halfAtMin - atMin) / steepnessMin))
}

/** Half as many after each `halfLifeMin`, from `fromMin` on. */
export function fading(
  perMinuteMax: number,
  fromMin: number,
  halfLifeMin: number,
): (atMin: number) => number {
  return (atMin) => perMinuteMax * 0.5 ** (Math.max(0, atMin - fromMin) / halfLifeMin)
}
