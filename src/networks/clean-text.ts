import { readerLimits } from '#networks/contract.ts'

/**
 * Text from a wire as it may be kept: no null bytes (PostgreSQL refuses them), no half characters (UTF-8 refuses
 * them), never longer than a limit. Nothing else is changed: emoji, right-to-left marks and zero-width stay.
 *
 * @param lengthMax longest result in UTF-16 units; a pair is never cut in half
 */
export function cleanText(text: string, lengthMax: number = readerLimits.textLengthMax): string {
  if (text.length <= lengthMax && !text.includes('\0') && text.isWellFormed()) return text
  const cut = text.length > lengthMax ? text.slice(0, lengthMax) : text
  const whole = cut === text ? cut : cut.replace(/[\uD800-\uDBFF]$/, '')
  return whole.replaceAll('\0', '').toWellFormed()
}
