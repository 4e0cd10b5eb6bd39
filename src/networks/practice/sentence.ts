import type { Chance } from '#networks/practice/chance.ts'

/** What a slot may stand for, by its name. */
export type Words = Readonly<Record<string, readonly string[]>>

/**
 * Writes one sentence from its pattern: `{slot}` takes one of the slot's words (the same slot twice takes the same word),
 * `[this|that|]` takes one of the choices. Choices may hold slots, not other choices.
 *
 * @throws RangeError when a slot has no words: a mistake in a pattern, found by the tests
 */
export function sentence(pattern: string, words: Words, chance: Chance): string {
  const chosen = new Map<string, string>()
  const slot = (name: string): string => {
    const already = chosen.get(name)
    if (already !== undefined) return already
    const list = words[name]
    if (!list?.length) throw new RangeError(`The pattern "${pattern}" names {${name}}, which has no words.`)
    // A word may name a slot itself ("around {began}"), one step deep: a slot never names itself.
    const word = chance.pick(list).replace(/\{(\w+)\}/g, (_, inner: string) => slot(inner))
    chosen.set(name, word)
    return word
  }
  const flat = pattern.replace(/\[([^[\]]*)\]/g, (_, choices: string) => chance.pick(choices.split('|')))
  return tidy(flat.replace(/\{(\w+)\}/g, (_, name: string) => slot(name)))
}

/** Spaces left by empty choices go, and French articles melt as they do in speech. */
function tidy(text: string): string {
  return text
    .replace(/ +/g, ' ')
    .replace(/ ([.,…])/g, '$1')
    .replace(/\bde le (?=\p{L})/gu, 'du ')
    .replace(/\bà le (?=\p{L})/giu, 'au ')
    .replace(/\bDe le (?=\p{L})/gu, 'Du ')
    .replace(/\bde les (?=\p{L})/gu, 'des ')
    .replace(/\bque (?=une?\b)/g, 'qu’')
    .trim()
    .replace(/^\p{Ll}/u, (first) => first.toUpperCase())
}

/** Small habits of people who type: no capitals, no full stop at the end. */
export function typed(text: string, chance: Chance): string {
  const bare = chance.maybe(0.35) ? text.replace(/(?<![.…])\.$/, '') : text
  return chance.maybe(0.08) ? bare.toLowerCase() : bare
}
