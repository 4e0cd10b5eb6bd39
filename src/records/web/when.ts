import type { RecordsWords } from '#records/web/words.ts'

/** When something was, as short as it can be without doubt: the time today, the day this year, the year before that. */
export function whenWords(at: string, nowMs: number, words: RecordsWords): string {
  const year = (ms: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: words.timeZone, year: 'numeric' }).format(ms)
  if (year(Date.parse(at)) === year(nowMs)) return words.when(at, nowMs)
  return `${words.day(at)}, ${words.time(at)}`
}
