/** What `has:` can ask of a post, in X's words. */
export const hasWhats = [
  'hashtags',
  'cashtags',
  'links',
  'mentions',
  'media',
  'images',
  'video_link',
  'geo',
] as const
/** One thing `has:` can ask. */
export type HasWhat = (typeof hasWhats)[number]

/** What `is:` can ask of a post, in X's words. */
export const isWhats = ['retweet', 'reply', 'quote', 'verified', 'nullcast'] as const
/** One thing `is:` can ask. */
export type IsWhat = (typeof isWhats)[number]

/**
 * One question a rule puts to a post. The kinds bear the names X gave them, because the rule language is X's.
 * Texts in it are folded as tokens are; words stand in the order written.
 */
export type Leaf =
  /** Words next to one another: a keyword is one word, an emoji too. */
  | { kind: 'words'; words: string[] }
  /** Words at most `within` tokens apart, in any order (a reversed pair costs two tokens, as on X). */
  | { kind: 'near'; words: string[]; within: number }
  | { kind: 'tag' | 'mention' | 'cashtag'; name: string }
  | { kind: 'from' | 'to' | 'retweets_of'; who: string }
  | {
      kind: 'in_reply_to_tweet_id' | 'retweets_of_tweet_id' | 'quotes_of_tweet_id' | 'conversation_id'
      id: string
    }
  | { kind: 'url' | 'place'; words: string[] }
  | { kind: 'url_contains'; part: string }
  /** Primary language tag, `fr`; `und` = no language could be told. */
  | { kind: 'lang'; lang: string }
  | { kind: 'has'; what: HasWhat }
  | { kind: 'is'; what: IsWhat }
  /** ISO 3166 alpha-2, lower case. */
  | { kind: 'place_country'; country: string }
  /** Degrees; `radius` in `unit`. */
  | { kind: 'point_radius'; lon: number; lat: number; radius: number; unit: 'km' | 'mi' }
  /** Degrees; `west` beyond `east` crosses the 180th meridian. */
  | { kind: 'bounding_box'; west: number; south: number; east: number; north: number }
  /** 1 to 100; always by the post's id, so that every worker and every run chooses the same posts. */
  | { kind: 'sample'; percent: number }

/** A rule as read: groups hold two members or more and never a group of their own kind; only leaves are negated. */
export type Rule =
  | Leaf
  | { kind: 'all'; of: Rule[] }
  | { kind: 'any'; of: Rule[] }
  | { kind: 'not'; of: Leaf }

/** X's limits (docs of 2026-08), and ours where X names none. */
export const ruleLimits = {
  /** Longest rule, characters. X: 1,024 or 2,048 by contract. */
  lengthMax: 2048,
  /** Deepest brackets. Ours: nobody reads deeper ones. */
  depthMax: 32,
  /** Farthest `"a b"~N`. */
  withinMax: 6,
  /** Most words in one `"…"~N`. Ours. */
  nearWordsMax: 20,
  /** Widest circle radius and box side, miles. */
  milesMax: 25,
} as const

/** Kilometres in a mile. */
export const kmPerMile = 1.609344

/** Whether the leaf may be a rule of its own; the others only narrow what such a leaf finds. */
export function standsAlone(leaf: Leaf): boolean {
  return leaf.kind !== 'has' && leaf.kind !== 'is' && leaf.kind !== 'lang' && leaf.kind !== 'sample'
}

/** Every leaf of a rule, negated ones too, in the order written. */
export function leavesOf(rule: Rule): Leaf[] {
  if (rule.kind === 'not') return [rule.of]
  if (rule.kind === 'all' || rule.kind === 'any') return rule.of.flatMap(leavesOf)
  return [rule]
}

/**
 * The operators a rule uses, each once, as a person writes them: `keyword`, `"phrase"`, `"near"~N`, `#`, `@`, `$`,
 * `from:`, `has:media`, `is:reply`, `point_radius:` and so on. For telling what a network cannot judge.
 */
export function operatorsOf(rule: Rule): string[] {
  return [...new Set(leavesOf(rule).map(operatorOf))]
}

const signs: Partial<Record<Leaf['kind'], string>> = {
  near: '"near"~N',
  tag: '#',
  mention: '@',
  cashtag: '$',
}

function operatorOf(leaf: Leaf): string {
  if (leaf.kind === 'words') return leaf.words.length === 1 ? 'keyword' : '"phrase"'
  if (leaf.kind === 'has' || leaf.kind === 'is') return `${leaf.kind}:${leaf.what}`
  return signs[leaf.kind] ?? `${leaf.kind}:`
}
