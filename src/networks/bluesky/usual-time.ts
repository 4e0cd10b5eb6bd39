const zero = 0x30
const usualLength = '2026-11-24T12:00:00.000Z'.length
/** Every month has as many days; what lies beyond is left to `Date.parse`. */
const daysSure = 28

/**
 * Reads a time exactly as nearly every app writes it, `2026-11-24T12:00:00.000Z`, without the detour over a regular expression.
 *
 * @returns epoch ms, or undefined where it is written otherwise, the day is after the 28th, or it is no time: ask `Date.parse`
 */
export function usualTime(text: string): number | undefined {
  if (text.length !== usualLength || text[10] !== 'T' || text[23] !== 'Z') return undefined
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':' || text[19] !== '.')
    return undefined
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2)
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)]
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)]
  const ms = 10 * twoDigits(text, 20) + (twoDigits(text, 21) % 10)
  const isUsual = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysSure
  if (!isUsual || !(hour < 24 && minute < 60 && second < 60 && ms >= 0)) return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}

/** NaN where a digit is none, so that no comparison holds. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero
  const ones = text.charCodeAt(at + 1) - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}
