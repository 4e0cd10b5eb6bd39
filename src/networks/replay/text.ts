/**
 * Takes out of a text what no store or screen can hold: null bytes go, halves of characters become U+FFFD.
 *
 * @param lengthMax characters kept; never cuts a character in two
 */
export function cleanText(text: string, lengthMax: number): string {
  const whole = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text
  const cut = whole.length > lengthMax ? whole.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, '') : whole
  return cut.replace(/\p{Surrogate}/gu, '\uFFFD')
}
