import { cellsOf } from '#stream/matcher/earth.ts'
import { space, type Space, type Term, term } from '#stream/matcher/terms.ts'
import { type Leaf, type Rule, standsAlone } from '#stream/rules/rule.ts'

/** Nodes of a plan: `[kind, length of the whole node, …]`. */
const planKind = {
  /** Terms follow, any one of which will do as anchor. */
  cheapestTerm: 0,
  /** Terms follow that anchor together: cells of an area. */
  everyTerm: 1,
  /** Nodes follow, any one of which will do. */
  cheapest: 2,
  /** Nodes follow that anchor together: the branches of an OR. */
  every: 3,
} as const

/**
 * What a rule could wait for, as numbers that stay beside its program: of an "all" any member, of an "any" all members.
 * Undefined when a post could fit without holding anything in particular; `parseRule` refuses such rules.
 *
 * @param use gives the number of a term and counts the use
 */
export function anchorPlan(rule: Rule, use: (wanted: Term) => number): number[] | undefined {
  if (!anchorable(rule)) return undefined
  const plan: number[] = []
  writeNode(plan, rule, use)
  return plan
}

function anchorable(rule: Rule): boolean {
  if (rule.kind === 'not') return false
  if (rule.kind === 'any') return rule.of.every(anchorable)
  if (rule.kind === 'all') return rule.of.some(anchorable)
  return standsAlone(rule)
}

/** Writes behind what is there: a long rule is hundreds of nodes, and an array for each would cost more than they do. */
function writeNode(plan: number[], rule: Rule, use: (wanted: Term) => number): void {
  if (rule.kind === 'not') return
  if (rule.kind !== 'all' && rule.kind !== 'any') return writeLeaf(plan, rule, use)
  const members = rule.of.filter(anchorable)
  const [only] = members
  if (only !== undefined && members.length === 1) return writeNode(plan, only, use)
  const at = plan.push(rule.kind === 'all' ? planKind.cheapest : planKind.every, 0) - 2
  for (const member of members) writeNode(plan, member, use)
  plan[at + 1] = plan.length - at
}

function writeLeaf(plan: number[], leaf: Leaf, use: (wanted: Term) => number): void {
  const choices = anchorChoices(leaf)
  const together = choices.length === 1 && (choices[0]?.length ?? 0) > 1
  const at = plan.push(together ? planKind.everyTerm : planKind.cheapestTerm, 0) - 2
  for (const terms of choices) for (const wanted of terms) plan.push(use(wanted))
  plan[at + 1] = plan.length - at
}

/** Calls `each` with the place in `numbers` of every term of the plan that begins at `at`. */
export function eachPlanTerm(numbers: Int32Array, at: number, each: (place: number) => void): void {
  const end = at + (numbers[at + 1] ?? 2)
  const isLeaf = (numbers[at] ?? 0) <= planKind.everyTerm
  for (let place = at + 2; place < end; place += isLeaf ? 1 : (numbers[place + 1] ?? 2)) {
    if (isLeaf) each(place)
    else eachPlanTerm(numbers, place, each)
  }
}

/** The cost of the cheapest anchors of the plan at `at`: share of posts expected to hold one. */
function planCost(numbers: Int32Array, at: number, costOf: (term: number) => number): number {
  const kind = numbers[at] ?? 0
  const end = at + (numbers[at + 1] ?? 2)
  const isLeaf = kind <= planKind.everyTerm
  const isSum = kind === planKind.everyTerm || kind === planKind.every
  let total = isSum ? 0 : Infinity
  for (let place = at + 2; place < end; place += isLeaf ? 1 : (numbers[place + 1] ?? 2)) {
    const cost = isLeaf ? costOf(numbers[place] ?? 0) : planCost(numbers, place, costOf)
    total = isSum ? total + cost : Math.min(total, cost)
  }
  return total
}

/** What `cheapestAnchors` asks and tells; `needed` is a second term, -1 for none. */
export type Choosing = { costOf: (term: number) => number; choose: (place: number, needed: number) => void }

/**
 * Calls `choose` with the place in `numbers` of every term of the plan's cheapest anchors, and with the cheapest other
 * term that a post needs to fit by this anchor: another word of its phrase, or what stands beside it in an "all" around
 * it. A post that fits the rule holds at least one anchor together with the term needed beside it.
 */
export function cheapestAnchors(numbers: Int32Array, at: number, choosing: Choosing, needed = -1): void {
  const kind = numbers[at] ?? 0
  const end = at + (numbers[at + 1] ?? 2)
  const isLeaf = kind <= planKind.everyTerm
  if (kind === planKind.everyTerm || kind === planKind.every) {
    for (let place = at + 2; place < end; place += isLeaf ? 1 : (numbers[place + 1] ?? 2)) {
      if (isLeaf) choosing.choose(place, needed)
      else cheapestAnchors(numbers, place, choosing, needed)
    }
    return
  }
  const best = cheapestChild(numbers, at, choosing.costOf)
  if (best === -1) return
  if (isLeaf) {
    choosing.choose(best, cheaper(needed, otherTerm(numbers, at, best, choosing.costOf), choosing.costOf))
    return
  }
  let beside = needed
  for (let place = at + 2; place < end; place += numbers[place + 1] ?? 2) {
    if (place !== best && numbers[place] === planKind.cheapestTerm)
      beside = cheaper(beside, otherTerm(numbers, place, -1, choosing.costOf), choosing.costOf)
  }
  cheapestAnchors(numbers, best, choosing, beside)
}

function cheapestChild(numbers: Int32Array, at: number, costOf: (term: number) => number): number {
  const end = at + (numbers[at + 1] ?? 2)
  const isLeaf = (numbers[at] ?? 0) <= planKind.everyTerm
  let best = -1
  let bestCost = Infinity
  for (let place = at + 2; place < end; place += isLeaf ? 1 : (numbers[place + 1] ?? 2)) {
    const cost = isLeaf ? costOf(numbers[place] ?? 0) : planCost(numbers, place, costOf)
    if (cost >= bestCost) continue
    best = place
    bestCost = cost
  }
  return best
}

/** The cheapest term of a leaf that needs all of its terms, the one at `besides` left out; -1 when there is none. */
function otherTerm(
  numbers: Int32Array,
  at: number,
  besides: number,
  costOf: (term: number) => number,
): number {
  let best = -1
  for (let place = at + 2; place < at + (numbers[at + 1] ?? 2); place++) {
    if (place !== besides) best = cheaper(best, numbers[place] ?? -1, costOf)
  }
  return best
}

function cheaper(one: number, other: number, costOf: (term: number) => number): number {
  if (one === -1 || other === -1) return Math.max(one, other)
  return costOf(other) < costOf(one) ? other : one
}

/** Of a long phrase, its first pairs are enough to find a rare one among. */
const pairsMax = 8

/** The sets of terms a leaf could be anchored by; none for leaves that only narrow. */
function anchorChoices(leaf: Leaf): Term[][] {
  switch (leaf.kind) {
    case 'words':
      return runChoices(leaf.words, space.word, space.pair)
    case 'near':
      return leaf.words.map((word) => [term(space.word, word)])
    case 'url':
      return runChoices(leaf.words, space.linkWord, space.linkPair)
    case 'place':
      return runChoices(leaf.words, space.placeWord, space.placePair)
    case 'url_contains':
      return [[term(space.holds, 'links')]]
    case 'point_radius':
    case 'bounding_box':
      return [cellsOf(leaf)?.map((cell) => term(space.cell, cell)) ?? [term(space.holds, 'coordinates')]]
    case 'has':
    case 'is':
    case 'lang':
    case 'sample':
      return []
    default:
      return [[onlyTerm(leaf)]]
  }
}

function runChoices(words: readonly string[], single: Space, pair: Space): Term[][] {
  if (words.length === 1) return words.map((word) => [term(single, word)])
  return words.slice(1, 1 + pairsMax).map((word, place) => [term(pair, words[place] ?? '', word)])
}

type NamedLeaf = Exclude<
  Leaf,
  {
    kind:
      | 'words'
      | 'near'
      | 'url'
      | 'place'
      | 'url_contains'
      | 'point_radius'
      | 'bounding_box'
      | 'has'
      | 'is'
      | 'lang'
      | 'sample'
  }
>

/** The one term of a leaf that names somebody or something. */
export function onlyTerm(leaf: NamedLeaf): Term {
  switch (leaf.kind) {
    case 'tag':
    case 'mention':
    case 'cashtag':
      return term(space[leaf.kind], leaf.name)
    case 'from':
    case 'to':
      return term(space[leaf.kind], leaf.who)
    case 'retweets_of':
      return term(space.repostsOf, leaf.who)
    case 'in_reply_to_tweet_id':
      return term(space.replyTo, leaf.id)
    case 'retweets_of_tweet_id':
      return term(space.repostOf, leaf.id)
    case 'quotes_of_tweet_id':
      return term(space.quoteOf, leaf.id)
    case 'conversation_id':
      return term(space.conversation, leaf.id)
    case 'place_country':
      return term(space.country, leaf.country)
  }
}
