import type { Post } from '#kernel/post.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Rule } from '#stream/rules/rule.ts'

/** Chance from a seed: numbers from 0 up to 1, the same each time (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mix = Math.imul(state ^ (state >>> 15), state | 1)
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61)
    return ((mix ^ (mix >>> 14)) >>> 0) / 4294967296
  }
}

type Chance = () => number

function oneOf<T>(chance: Chance, choices: readonly T[]): T {
  const choice = choices[Math.floor(chance() * choices.length)]
  if (choice === undefined) throw new RangeError('there must be something to choose from')
  return choice
}

function several<T>(chance: Chance, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + Math.floor(chance() * most) }, make)
}

// Few words, so that rules and posts meet often; in spellings that must be equal, and in those that must not.
const words = [
  'flood',
  'FLOOD',
  'water',
  'high',
  'road',
  'closed',
  'eau',
  "l'eau",
  'crue',
  'élan',
  'e\u0301lan',
  'elan',
  '洪水',
  '洪',
  '😃',
  '👍🏽',
  '👍',
  '2013',
  'coca-cola',
]
const names = ['city', 'City.example', 'town@host.example', 'mayor']
const texts = [
  ...words,
  '#flood',
  '#High_Water',
  '#crue',
  '@city',
  '@City.example',
  '@mayor',
  '$abc',
  'https://town.example/flood/map?x=1',
  'http://city.example',
  'RT @mayor',
  'fl\u200Bood',
  '\u202Ewater',
  'ro\0ad',
  '\uD83D',
  '&',
  '¿',
  'ﬂood',
  'שלום',
]
const joints = [' ', ' ', ' ', '\n', ', ', '-', '… ', ' \u200B ', '', '/']
const ids = ['net:1', 'net:2', '3', 'sky:at://did:plc:abc/post/1']
const spots = [
  { lat: 45.5, lon: -73.57 },
  { lat: 45.55, lon: -73.6 },
  { lat: 45.7, lon: -73.2 },
  { lat: 0, lon: 179.99 },
  { lat: 0.05, lon: -179.98 },
  { lat: 89.9, lon: 20 },
  { lat: 89.9, lon: -160 },
  { lat: -90, lon: 180 },
]

const leafMakers: readonly ((chance: Chance) => string)[] = [
  (chance) => oneOf(chance, words),
  (chance) => oneOf(chance, words),
  (chance) => oneOf(chance, words),
  (chance) => `"${several(chance, 4, () => oneOf(chance, words)).join(' ')}"`,
  (chance) => `"${several(chance, 3, () => oneOf(chance, words)).join(' ')}"`,
  (chance) => `"${oneOf(chance, words)} ${oneOf(chance, words)}"~${1 + Math.floor(chance() * 6)}`,
  (chance) => oneOf(chance, ['#flood', '#high_water', '#CRUE']),
  (chance) => oneOf(chance, ['@city', '@city.example', '@mayor', '$ABC']),
  (chance) => oneOf(chance, ['from', 'to', 'retweets_of']) + `:${oneOf(chance, names)}`,
  (chance) => oneOf(chance, ['from:did:plc:abc', 'to:did:plc:abc', 'retweets_of:did:plc:abc', 'from:u1']),
  (chance) =>
    oneOf(chance, ['in_reply_to_tweet_id', 'retweets_of_tweet_id', 'quotes_of_tweet_id', 'conversation_id']) +
    `:${oneOf(chance, ['1', 'net:1', '2', '3'])}`,
  (chance) =>
    oneOf(chance, [
      'url:flood',
      'url:"town.example"',
      'url:"https://town.example/flood"',
      'url_contains:map',
    ]),
  (chance) =>
    `has:${oneOf(chance, ['hashtags', 'cashtags', 'links', 'mentions', 'media', 'images', 'video_link', 'geo'])}`,
  (chance) => oneOf(chance, ['is:retweet', 'is:reply', 'is:quote', 'is:verified']),
  (chance) => `lang:${oneOf(chance, ['en', 'fr', 'und', 'zh-TW'])}`,
  (chance) =>
    oneOf(chance, ['place:"old town"', 'place:town', 'place:"the old town quarter"', 'place_country:ca']),
  (chance) => {
    const { lat, lon } = oneOf(chance, spots)
    return `point_radius:[${lon} ${lat} ${oneOf(chance, ['5km', '25mi', '0.5mi', '40km'])}]`
  },
  () => 'bounding_box:[-73.7 45.45 -73.5 45.6]',
  () => 'bounding_box:[179.95 -0.1 -179.95 0.1]',
]

function ruleTextBy(chance: Chance, depth: number): string {
  const member = (): string => {
    if (depth > 0 && chance() < 0.3) return `(${ruleTextBy(chance, depth - 1)})`
    return (chance() < 0.25 ? '-' : '') + oneOf(chance, leafMakers)(chance)
  }
  const joint = chance() < 0.4 ? ' OR ' : ' '
  const text = several(chance, 4, member).join(joint)
  return depth === 3 && chance() < 0.05 ? `(${text}) sample:50` : text
}

/** A rule by chance over a small vocabulary, of any shape that `parseRule` accepts. */
export function nastyRule(chance: Chance): { text: string; rule: Rule } {
  for (;;) {
    const text = ruleTextBy(chance, 3)
    const read = parseRule(text)
    if (read.ok) return { text, rule: read.rule }
  }
}

function sometimes<K extends string, V>(chance: Chance, key: K, make: () => V): Partial<Record<K, V>> {
  const made: Partial<Record<K, V>> = {}
  if (chance() < 0.35) made[key] = make()
  return made
}

/** A text by chance: few words, odd joints, unseen characters, halves of pairs. */
export function nastyText(chance: Chance): string {
  return several(chance, 12, () => oneOf(chance, texts) + oneOf(chance, joints)).join('')
}

/** A post by chance over the same vocabulary, with any of the facts rules ask for. */
export function nastyPost(chance: Chance, place: number): Post {
  return {
    id: `net:${place}`,
    network: 'net',
    source: 'nasty',
    text: nastyText(chance),
    atMs: place,
    heardAtMs: place,
    ...sometimes(chance, 'lang', () => oneOf(chance, ['en', 'fr', 'und', 'zh-tw'])),
    ...sometimes(chance, 'author', () => ({
      id: oneOf(chance, ['u1', 'did:plc:ABC']),
      handle: oneOf(chance, names),
      kind: oneOf(chance, ['person', 'official'] as const),
    })),
    ...sometimes(chance, 'replyTo', () => oneOf(chance, ids)),
    ...sometimes(chance, 'repostOf', () => oneOf(chance, ids)),
    ...sometimes(chance, 'quoteOf', () => oneOf(chance, ids)),
    ...sometimes(chance, 'quotedText', () => nastyText(chance)),
    ...sometimes(chance, 'links', () => [oneOf(chance, ['https://Town.example/Map', 'not a link', ''])]),
    ...sometimes(chance, 'media', () => [{ kind: oneOf(chance, ['image', 'video', 'audio'] as const) }]),
    ...sometimes(chance, 'geo', () => oneOf(chance, spots)),
    ...sometimes(chance, 'place', () => oneOf(chance, ['The Old Town quarter', 'town', ''])),
    ...sometimes(chance, 'country', () => oneOf(chance, ['CA', 'fr'])),
  }
}
