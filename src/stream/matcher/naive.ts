import { isInBox, isInCircle } from '#stream/matcher/earth.ts'
import { holdsNear } from '#stream/matcher/near.ts'
import { type PostFacts, postFacts } from '#stream/matcher/post-facts.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'
import type { Leaf, Rule } from '#stream/rules/rule.ts'

/**
 * Whether a post fits a rule, in the plainest way there is: every question asked, nothing prepared. For single posts,
 * stored posts and as the measure the `Matcher` is held to.
 */
export function naiveMatches(rule: Rule, post: RuledPost): boolean {
  return factsMatch(rule, postFacts(post))
}

/** The same for facts already read, where one post meets many rules. */
export function factsMatch(rule: Rule, facts: PostFacts): boolean {
  if (rule.kind === 'all') return rule.of.every((member) => factsMatch(member, facts))
  if (rule.kind === 'any') return rule.of.some((member) => factsMatch(member, facts))
  if (rule.kind === 'not') return !leafMatches(rule.of, facts)
  return leafMatches(rule, facts)
}

function leafMatches(leaf: Leaf, facts: PostFacts): boolean {
  switch (leaf.kind) {
    case 'words':
      return holdsRun(facts.words, leaf.words)
    case 'near':
      return holdsNear(facts.words, leaf.words, leaf.within)
    case 'tag':
      return facts.tags.includes(leaf.name)
    case 'mention':
      return facts.mentions.includes(leaf.name)
    case 'cashtag':
      return facts.cashtags.includes(leaf.name)
    case 'from':
      return facts.from.includes(leaf.who)
    case 'to':
      return facts.to.includes(leaf.who)
    case 'retweets_of':
      return facts.repostsOf.includes(leaf.who)
    case 'in_reply_to_tweet_id':
      return facts.replyTo.includes(leaf.id)
    case 'retweets_of_tweet_id':
      return facts.repostOf.includes(leaf.id)
    case 'quotes_of_tweet_id':
      return facts.quoteOf.includes(leaf.id)
    case 'conversation_id':
      return facts.conversation.includes(leaf.id)
    case 'url':
      return holdsRun(facts.linkWords, leaf.words)
    case 'url_contains':
      return facts.links.some((link) => link.includes(leaf.part))
    case 'place':
      return holdsRun(facts.placeWords, leaf.words)
    case 'place_country':
      return facts.country === leaf.country
    case 'point_radius':
      return facts.geo !== undefined && isInCircle(facts.geo, leaf)
    case 'bounding_box':
      return facts.geo !== undefined && isInBox(facts.geo, leaf)
    case 'lang':
      return facts.lang() === leaf.lang
    case 'has':
      return facts.has.has(leaf.what)
    case 'is':
      return facts.is.has(leaf.what)
    case 'sample':
      return facts.samplePlace < leaf.percent
  }
}

function holdsRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, start) => run.every((word, step) => words[start + step] === word))
}
