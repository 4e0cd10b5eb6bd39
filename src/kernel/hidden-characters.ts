/** A stretch of a text: what is seen, or characters that are not, by their code points. */
export type SeenOrHidden = { text: string; hidden: boolean }

/**
 * Characters that are in a text without being seen in it: controls, marks that turn the direction of writing, spaces of no
 * width, soft hyphens, tags. Joiners and direction hints that scripts and emoji need are left out, as is the flag of a region.
 */
const hidden =
  // oxlint-disable-next-line no-control-regex -- controls are what is looked for
  /(\u{1F3F4}[\u{E0020}-\u{E007F}]+)|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]+/gu

/** Cuts a text where it holds characters that cannot be seen. The stretches joined are the text. */
export function seenAndHidden(text: string): SeenOrHidden[] {
  const stretches: SeenOrHidden[] = []
  let at = 0
  for (const found of text.matchAll(hidden)) {
    if (found[1] !== undefined) continue
    if (found.index > at) stretches.push({ text: text.slice(at, found.index), hidden: false })
    stretches.push({ text: found[0], hidden: true })
    at = found.index + found[0].length
  }
  if (at < text.length) stretches.push({ text: text.slice(at), hidden: false })
  return stretches
}

/** The name of a character that has no look of its own: `U+202E`. */
export function codePointsOf(text: string): string {
  return Array.from(text, (one) => {
    const point = one.codePointAt(0) ?? 0
    return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  }).join(' ')
}
