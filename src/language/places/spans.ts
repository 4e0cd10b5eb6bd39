import type { TextScan } from '#language/scan.ts'

/** Short forms that keep their stop when a place ends with them. */
const keepsStop = new Set(['fla', 'calif', 'co', 'ga', 'st', 'rd', 'ave', 'va', 'pa', 'la'])

/**
 * Where a place of tokens `first` to `last` stands in the text: without the sign of a tag, with the stop of a short form
 * ("U.S.").
 */
export function spanOf(scan: TextScan, first: number, last: number): { start: number; end: number } {
  const { text } = scan
  const start = (scan.tokenFrom[first] ?? 0) + (scan.tokenKind[first] === 1 ? 1 : 0)
  const lastFrom = scan.tokenFrom[last] ?? 0
  const end = scan.tokenTo[last] ?? 0
  if (text.charCodeAt(end) !== 0x2e) return { start, end }
  const isInitial = end - lastFrom === 1 && last > first && text.charCodeAt(lastFrom - 1) === 0x2e
  const isShort =
    end - lastFrom <= 5 && last > first && keepsStop.has(text.slice(lastFrom, end).toLowerCase())
  return { start, end: isInitial || isShort ? end + 1 : end }
}
