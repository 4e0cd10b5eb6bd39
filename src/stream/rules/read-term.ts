import { spokenWords, type Token, tokens } from '#language/tokens.ts'
import { readOperator } from '#stream/rules/operators.ts'
import type { ValueRead } from '#stream/rules/read-place.ts'
import { shown } from '#stream/rules/refusals.ts'
import { ruleLimits } from '#stream/rules/rule.ts'
import type { Piece } from '#stream/rules/scan-rule.ts'

/** What a single piece asks of a post, or why it cannot be asked. */
export function readTerm(
  piece: Extract<Piece, { kind: 'word' | 'sign' | 'quoted' | 'operator' }>,
): ValueRead {
  if (piece.kind === 'operator') return readOperator(piece.name, piece)
  if (piece.kind === 'sign') return readSign(piece.raw)
  if (piece.kind === 'word') return readWord(piece.raw)
  return piece.within === undefined ? readPhrase(piece.raw) : readNear(piece.raw, piece.within)
}

/** Nothing but words the tokeniser would cut at spaces, as most of what people write in rules. */
const plainWords = /^[a-z0-9à-öø-ÿ ]+$/i

function readPhrase(raw: string): ValueRead {
  if (plainWords.test(raw)) return readPlain(raw)
  const found = tokens(raw)
  const link = found.find((token) => token.kind === 'link')
  if (link) return { code: 'link-in-words', params: { part: shown(link.text) } }
  const words = found.flatMap(spokenWords)
  return words.length > 0
    ? { leaf: { kind: 'words', words } }
    : { code: 'no-words', params: { part: shown(raw) } }
}

/** What the tokeniser would say, for less: a rule may hold hundreds of words and is read while somebody waits. */
function readPlain(raw: string): ValueRead {
  const words = raw
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
  return words.length > 0
    ? { leaf: { kind: 'words', words } }
    : { code: 'no-words', params: { part: shown(raw) } }
}

function readNear(raw: string, typed: string): ValueRead {
  const phrase = readPhrase(raw)
  if (!('leaf' in phrase) || phrase.leaf.kind !== 'words') return phrase
  const { words } = phrase.leaf
  const within = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  if (within < 1 || within > ruleLimits.withinMax) {
    return { code: 'near-number', params: { max: String(ruleLimits.withinMax) } }
  }
  if (words.length < 2 || words.length > ruleLimits.nearWordsMax) {
    return { code: 'near-words', params: { max: String(ruleLimits.nearWordsMax) } }
  }
  return { leaf: { kind: 'near', words, within } }
}

const otherMinus = /^[\u2010-\u2015\u2212!]/

function readWord(raw: string): ValueRead {
  const folded = raw.toLowerCase()
  // X refuses the bare words too ("Ambiguous use of and as a keyword").
  if (folded === 'and' || folded === 'or') return { code: 'and-or-word', params: { word: raw, folded } }
  if (raw === 'NOT') return { code: 'not-word' }
  if (otherMinus.test(raw)) {
    return { code: 'odd-minus', params: { sign: raw.charAt(0), rest: shown(raw.slice(1)) } }
  }
  if (raw.includes('|')) return { code: 'bar' }
  const read = readPhrase(raw)
  if ('leaf' in read && raw.includes('*') && !raw.includes('*\uFE0F')) return { code: 'wildcard' }
  return read
}

const signKinds = {
  '#': { kind: 'tag', code: 'bad-tag' },
  '@': { kind: 'mention', code: 'bad-mention' },
  $: { kind: 'cashtag', code: 'bad-cashtag' },
} as const

function readSign(raw: string): ValueRead {
  const usual = raw.normalize('NFKC').charAt(0)
  const sign = signKinds[usual === '#' || usual === '@' ? usual : '$']
  const only = onlyToken(raw)
  if (only?.kind === sign.kind) return { leaf: { kind: sign.kind, name: only.text } }
  // A key emoji (number sign in a box) begins like a tag.
  if (only?.kind === 'emoji') return { leaf: { kind: 'words', words: [only.text] } }
  return { code: sign.code, params: { part: shown(raw) } }
}

/** The token that is the whole text; undefined when there are others, or anything around it. */
function onlyToken(raw: string): Token | undefined {
  const [only, another] = tokens(raw)
  return only && !another && only.from === 0 && only.to === raw.length ? only : undefined
}
