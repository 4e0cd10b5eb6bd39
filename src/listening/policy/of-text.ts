/**
 * Reads something out of a rule's text once, however many ways of fitting the rule ask for it: a rule of 2,000 letters may have a
 * thousand ways. Only what the last text said is kept.
 */
export function ofText<T>(read: (text: string) => T): (text: string) => T {
  let kept: { text: string; said: T } | undefined
  return (text) => {
    if (kept?.text !== text) kept = { text, said: read(text) }
    return kept.said
  }
}
