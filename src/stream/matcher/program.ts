import { onlyTerm } from '#stream/matcher/anchors.ts'
import { space, type Space, type Term, term } from '#stream/matcher/terms.ts'
import { hasWhats, isWhats, type Leaf, type Rule } from '#stream/rules/rule.ts'

/** What a step of a program asks. */
export const ask = {
  /** The post holds the term `argument`. */
  term: 0,
  /** A run of words; `argument` is where its operands begin: length, then the terms. */
  words: 1,
  linkWords: 2,
  placeWords: 3,
  /** Operands: length, within, then the terms. */
  near: 4,
  /** Some link holds the text of term `argument`. */
  linkPart: 5,
  /** The language is the text of term `argument`. */
  lang: 6,
  has: 7,
  is: 8,
  /** Operands in millionths of a degree, km or mile: lon, lat, radius, 1 for miles. */
  circle: 9,
  /** Operands: west, south, east, north. */
  box: 10,
  sample: 11,
} as const

/** Where a program ends. */
export const ends = { fits: -1, fails: -2 } as const

/** Numbers before the first step. */
const headLength = 2

/** Degrees and distances become whole numbers; the parser keeps six places. */
export const millionth = 1e6

/**
 * A rule as jump-threaded steps: `[where it begins, where its operands begin, step, step, …, operands]`. A step is four numbers: what it asks, its
 * argument, where to go if so, where if not; so a rule is judged without looking at its structure again. Negation is only
 * a swap of the two ways (rules are in negation normal form as parsed: only leaves are negated).
 *
 * @param use gives the number of a term and counts the use
 */
export function compiled(rule: Rule, use: (wanted: Term) => number): number[] {
  const writer = new ProgramWriter(use)
  return writer.finish(writer.write(rule, ends.fits, ends.fails))
}

/** Writes steps from the last to the first, so that every way forward is known when it is needed. */
class ProgramWriter {
  readonly #use: (wanted: Term) => number
  readonly #steps: number[] = []
  readonly #operands: number[] = []
  /** Steps whose argument is a place among the operands, known only at the end. */
  readonly #withOperands: number[] = []

  constructor(use: (wanted: Term) => number) {
    this.#use = use
  }

  write(rule: Rule, ifSo: number, ifNot: number): number {
    if (rule.kind === 'not') return this.#writeLeaf(rule.of, ifNot, ifSo)
    if (rule.kind === 'all') {
      const cheapFirst = rule.of.toSorted((one, other) => effort(one) - effort(other))
      return cheapFirst.reduceRight((next, member) => this.write(member, next, ifNot), ifSo)
    }
    if (rule.kind === 'any') {
      return rule.of.reduceRight((next, member) => this.write(member, ifSo, next), ifNot)
    }
    return this.#writeLeaf(rule, ifSo, ifNot)
  }

  finish(start: number): number[] {
    const operandsAt = headLength + this.#steps.length
    for (const step of this.#withOperands) this.#steps[step] = (this.#steps[step] ?? 0) + operandsAt
    return [start, operandsAt, ...this.#steps, ...this.#operands]
  }

  #writeLeaf(leaf: Leaf, ifSo: number, ifNot: number): number {
    const { asked, argument } = this.#question(leaf)
    const at = headLength + this.#steps.length
    if (hasOperands(asked)) this.#withOperands.push(at + 1 - headLength)
    this.#steps.push(asked, argument, ifSo, ifNot)
    return at
  }

  #question(leaf: Leaf): { asked: number; argument: number } {
    switch (leaf.kind) {
      case 'words':
        return this.#run(leaf.words, { asked: ask.words, single: space.word, pair: space.pair })
      case 'url':
        return this.#run(leaf.words, { asked: ask.linkWords, single: space.linkWord, pair: space.linkPair })
      case 'place':
        return this.#run(leaf.words, {
          asked: ask.placeWords,
          single: space.placeWord,
          pair: space.placePair,
        })
      case 'near':
        return this.#operand(ask.near, [
          leaf.words.length,
          leaf.within,
          ...this.#terms(leaf.words, space.word),
        ])
      case 'url_contains':
        return { asked: ask.linkPart, argument: this.#use(term(space.linkPart, leaf.part)) }
      case 'lang':
        return { asked: ask.lang, argument: this.#use(term(space.lang, leaf.lang)) }
      case 'has':
        return { asked: ask.has, argument: hasWhats.indexOf(leaf.what) }
      case 'is':
        return { asked: ask.is, argument: isWhats.indexOf(leaf.what) }
      case 'sample':
        return { asked: ask.sample, argument: leaf.percent }
      case 'point_radius':
        return this.#operand(ask.circle, [
          ...whole(leaf.lon, leaf.lat, leaf.radius),
          leaf.unit === 'mi' ? 1 : 0,
        ])
      case 'bounding_box':
        return this.#operand(ask.box, whole(leaf.west, leaf.south, leaf.east, leaf.north))
      default:
        return { asked: ask.term, argument: this.#use(onlyTerm(leaf)) }
    }
  }

  /** One word and two are terms of their own; only longer runs must be read along. */
  #run(
    words: readonly string[],
    { asked, single, pair }: { asked: number; single: Space; pair: Space },
  ): { asked: number; argument: number } {
    const [first = '', second] = words
    if (second === undefined) return { asked: ask.term, argument: this.#use(term(single, first)) }
    if (words.length === 2) return { asked: ask.term, argument: this.#use(term(pair, first, second)) }
    return this.#operand(asked, [words.length, ...this.#terms(words, single)])
  }

  #terms(words: readonly string[], single: Space): number[] {
    return words.map((word) => this.#use(term(single, word)))
  }

  #operand(asked: number, numbers: readonly number[]): { asked: number; argument: number } {
    const argument = this.#operands.length
    this.#operands.push(...numbers)
    return { asked, argument }
  }
}

/** What comes first in an "all", where order is free: one look that often fails, one look, groups, reading along. */
function effort(rule: Rule): number {
  if (rule.kind === 'all' || rule.kind === 'any') return 2
  if (rule.kind === 'not') return effort(rule.of) + 1
  if (rule.kind === 'words' || rule.kind === 'url' || rule.kind === 'place')
    return rule.words.length > 2 ? 3 : 0
  if (rule.kind === 'has' || rule.kind === 'is' || rule.kind === 'sample') return 1
  if (rule.kind === 'lang' || rule.kind === 'url_contains') return 5
  return rule.kind === 'near' || rule.kind === 'point_radius' || rule.kind === 'bounding_box' ? 4 : 0
}

/** Calls `each` with every term the program at `start` uses, as often as it uses it. */
export function eachProgramTerm(numbers: Int32Array, start: number, each: (term: number) => void): void {
  const end = start + (numbers[start + 1] ?? 0)
  for (let step = start + headLength; step < end; step += 4) {
    const asked = numbers[step] ?? -1
    const argument = numbers[step + 1] ?? 0
    if (asked === ask.term || asked === ask.linkPart || asked === ask.lang) each(argument)
    if (asked < ask.words || asked > ask.near) continue
    const first = start + argument + (asked === ask.near ? 2 : 1)
    const length = numbers[start + argument] ?? 0
    for (let place = first; place < first + length; place++) each(numbers[place] ?? 0)
  }
}

function hasOperands(asked: number): boolean {
  return asked === ask.circle || asked === ask.box || (asked >= ask.words && asked <= ask.near)
}

function whole(...numbers: number[]): number[] {
  return numbers.map((number) => Math.round(number * millionth))
}
