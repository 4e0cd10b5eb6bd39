import { readerLimits } from '#networks/contract.ts'

// A surrogate without its other half: under the `u` flag a whole pair is one character and does not match.
const loneSurrogate = /\p{Surrogate}/gu

/**
 * Text from a wire as it may be kept: no null bytes (PostgreSQL refuses them), no half characters (UTF-8 refuses
 * them), never longer than a limit. Nothing else is changed: emoji, right-to-left marks and zero-width stay.
 *
 * @param lengthMax longest result in UTF-16 units; a pair is never cut in half
 */
export function cleanText(text: string, lengthMax: number = readerLimits.textLengthMax): string {
  const cut = text.length > lengthMax ? text.slice(0, lengthMax) : text
  const whole = cut === text ? cut : cut.replace(/[\uD800-\uDBFF]$/, '')
  return whole.replaceAll('\0', '').replace(loneSurrogate, '\uFFFD')
}
