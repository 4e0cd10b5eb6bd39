import type { Voice, VoiceMonth } from '#roles/faces/voice/contract.ts'

/** A month in words: `October 2026`. */
export function monthWords(month: string, tag: string): string {
  const at = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 15)
  return new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)
}

/** Languages in which something can be told of how plain it was, most published first. */
export function languagesOf({ months }: Pick<Voice, 'months'>): string[] {
  const counts = new Map<string, number>()
  for (const { language, texts } of months)
    if (language === 'en' || language === 'fr') counts.set(language, (counts.get(language) ?? 0) + texts)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([language]) => language)
}

/**
 * Whether it became plainer or harder: the middle of the last three months that can be told against the three before. Undefined
 * where fewer than four can.
 */
export function trendOf(months: readonly VoiceMonth[]): 'plainer' | 'harder' | 'same' | undefined {
  const grades = months.flatMap(({ grade }) => (grade === undefined ? [] : [grade]))
  if (grades.length < 4) return undefined
  const half = Math.min(3, Math.floor(grades.length / 2))
  const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length
  const step = mean(grades.slice(-half)) - mean(grades.slice(-2 * half, -half))
  // Half a school year is what one long sentence does to a month.
  if (Math.abs(step) < 0.5) return 'same'
  return step < 0 ? 'plainer' : 'harder'
}
