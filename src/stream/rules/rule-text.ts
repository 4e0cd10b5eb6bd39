import { characterKind, kindOfCharacter } from '#language/tokens-characters.ts'
import { tokens } from '#language/tokens.ts'
import type { Leaf, Rule } from '#stream/rules/rule.ts'

/** The rule as it is read, with the brackets that precedence implies; reading this text gives the same rule again. */
export function ruleText(rule: Rule): string {
  if (rule.kind === 'not') return `-${leafText(rule.of)}`
  if (rule.kind === 'all') return rule.of.map(memberText).join(' ')
  if (rule.kind === 'any') return rule.of.map(memberText).join(' OR ')
  return leafText(rule)
}

function memberText(rule: Rule): string {
  return rule.kind === 'all' || rule.kind === 'any' ? `(${ruleText(rule)})` : ruleText(rule)
}

const signs = { tag: '#', mention: '@', cashtag: '$' }

/** One question as a person would write it. */
export function leafText(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'words':
      return keywordText(leaf.words)
    case 'near':
      return `${quoted(spaced(leaf.words))}~${leaf.within}`
    case 'tag':
    case 'mention':
    case 'cashtag':
      return signs[leaf.kind] + leaf.name
    case 'point_radius':
      return `point_radius:[${leaf.lon} ${leaf.lat} ${leaf.radius}${leaf.unit}]`
    case 'bounding_box':
      return `bounding_box:[${leaf.west} ${leaf.south} ${leaf.east} ${leaf.north}]`
    default:
      return `${leaf.kind}:${valueText(leaf)}`
  }
}

type WithValue = Exclude<
  Leaf,
  { kind: 'words' | 'near' | 'tag' | 'mention' | 'cashtag' | 'point_radius' | 'bounding_box' }
>

function valueText(leaf: WithValue): string {
  switch (leaf.kind) {
    case 'from':
    case 'to':
    case 'retweets_of':
      return leaf.who
    case 'in_reply_to_tweet_id':
    case 'retweets_of_tweet_id':
    case 'quotes_of_tweet_id':
    case 'conversation_id':
      return bareOrQuoted(leaf.id)
    case 'url':
    case 'place':
      return bareOrQuoted(spaced(leaf.words))
    case 'url_contains':
      return bareOrQuoted(leaf.part)
    case 'lang':
      return leaf.lang
    case 'has':
    case 'is':
      return leaf.what
    case 'place_country':
      return leaf.country.toUpperCase()
    case 'sample':
      return String(leaf.percent)
  }
}

/** A keyword stands bare when a reader takes it for nothing else. */
function keywordText(words: readonly string[]): string {
  const text = spaced(words)
  const isPlain = words.every((word) => tokens(word)[0]?.kind === 'word' || !/^[#*$@]/.test(word))
  const isTaken = text === 'and' || text === 'or' || text === 'not'
  return isPlain && !isTaken && !/\s/.test(text) ? text : quoted(text)
}

function isDense(word: string): boolean {
  return characterKind(word.codePointAt(0) ?? 0) === kindOfCharacter.dense
}

/** Words with spaces between them, except where the script has none. */
function spaced(words: readonly string[]): string {
  let text = ''
  let afterDense = true
  for (const word of words) {
    const dense = isDense(word)
    if (text !== '' && !(dense && afterDense)) text += ' '
    text += word
    afterDense = dense
  }
  return text
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function bareOrQuoted(text: string): string {
  return /^[\p{L}\p{N}_.:/-]+$/u.test(text) ? text : quoted(text)
}
