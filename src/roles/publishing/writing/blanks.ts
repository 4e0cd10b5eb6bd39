/** Square brackets and what they hold; a name to be mentioned is none. Bounded: no text makes it slow. */
const bracketed = /(?<!@)\[([^[\]\n]{0,60})\]/gu

/** Marks that editors put in square brackets for the public: numbers of notes, [sic], short capitals such as [PDF] or [EN]. */
const mark = /^(?:\d{1,3}|sic|[A-Z]{2,5})$/u
/** Short capitals that say that something is still to come. */
const toCome: ReadonlySet<string> = new Set(['XX', 'XXX', 'XXXX', 'TBC', 'TBD', 'TBA', 'TODO', 'AC', 'AV'])

/** Blanks of a template that nobody filled, each once: `[time]`, `[nom de la rue]`, `[…]`. */
export function blanksIn(text: string): string[] {
  const found = Array.from(text.matchAll(bracketed), ([whole, within = '']) => ({
    whole,
    within: within.trim(),
  }))
  return [...new Set(found.filter(({ within }) => isBlank(within)).map(({ whole }) => whole))]
}

function isBlank(within: string): boolean {
  return toCome.has(within) || !mark.test(within)
}
