import { cellsOf } from '#stream/matcher/earth.ts'
import { space, type Space, type Term, term } from '#stream/matcher/terms.ts'
import type { Leaf, Rule } from '#stream/rules/rule.ts'

/** Terms of which a post must hold at least one to fit a rule, and the share of posts expected to hold one. */
export type Anchors = { terms: Term[]; cost: number }

/**
 * The cheapest anchors of a rule: of an "all" its cheapest member's, of an "any" those of every member. Undefined when a
 * post could fit without holding anything in particular; `parseRule` refuses such rules.
 */
export function cheapestAnchors(rule: Rule, costOf: (wanted: Term) => number): Anchors | undefined {
  if (rule.kind === 'not') return undefined
  if (rule.kind === 'any') return joined(rule.of.map((member) => cheapestAnchors(member, costOf)))
  if (rule.kind === 'all') return cheapest(rule.of.map((member) => cheapestAnchors(member, costOf)))
  const choices = anchorChoices(rule).map((terms) => ({ terms, cost: sum(terms.map(costOf)) }))
  return cheapest(choices)
}

function cheapest(choices: readonly (Anchors | undefined)[]): Anchors | undefined {
  let best: Anchors | undefined
  for (const choice of choices) {
    if (choice && (!best || choice.cost < best.cost)) best = choice
  }
  return best
}

function joined(members: readonly (Anchors | undefined)[]): Anchors | undefined {
  const known = members.filter((member) => member !== undefined)
  if (known.length < members.length) return undefined
  return { terms: known.flatMap((member) => member.terms), cost: sum(known.map((member) => member.cost)) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

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
  return words.slice(1).map((word, place) => [term(pair, words[place] ?? '', word)])
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
