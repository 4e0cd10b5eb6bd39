import { hash32 } from '#kernel/hash.ts'
import { scanKinds, type TextScan } from '#language/scan.ts'
import { informativeWords } from '#language/triage/informative-words.ts'

/** Everything counted once a post; `readInformativeSigns` says what is what. */
const ownSigns = {
  length: 0,
  words: 0,
  links: 0,
  mentions: 0,
  tags: 0,
  emoji: 0,
  passedOn: 0,
  opensWithMention: 0,
  numbers: 0,
  longestNumber: 0,
  questions: 0,
  shouts: 0,
  quotes: 0,
  commas: 0,
  brackets: 0,
  dashes: 0,
  bars: 0,
  money: 0,
  earlyColon: 0,
  cutOff: 0,
  capitals1: 0,
  upper1: 0,
  shouted: 0,
  opensSmall: 0,
  apostrophes: 0,
  drawnOut: 0,
  meanLetters: 0,
  beyondAscii: 0,
  linkLast: 0,
  tagsLast: 0,
  tags1: 0,
}
type Signs = typeof ownSigns
const ownNames = Object.keys(ownSigns) as (keyof Signs)[]
const groupNames = Object.keys(informativeWords)
const groupCount = groupNames.length
const firstFrom = ownNames.length + groupCount

/** The signs' names in the order of the numbers. */
export const informativeSignNames: readonly string[] = [
  ...ownNames,
  ...groupNames,
  ...groupNames.map((name) => `first ${name}`),
]

const [wordKind, tagKind, mentionKind, linkKind, emojiKind] = ['word', 'tag', 'mention', 'link', 'emoji'].map(
  (kind) => scanKinds.findIndex((each) => each === kind),
)
const [tokensMax, gapMax, wordMax] = [120, 40, 40]
/** Stands for the place of a word that does not occur; the places of others end at `placeMax`. */
const absent = 30
const placeMax = 20
/** A colon after so few words ends a heading: "UPDATE:". */
const headingMax = 6

const groupsOf = new Map<number, number>()
for (const [group, words] of Object.values(informativeWords).entries()) {
  for (const word of words.split(' ')) {
    const hash = hash32(word, 1) | 0
    groupsOf.set(hash, (groupsOf.get(hash) ?? 0) | (1 << group))
  }
}
const again = new Set(['rt', 'mt'].map((word) => hash32(word, 1) | 0))

/** Where the reading stands, and sums that become shares. */
const place = { letters: 0, upper: 0, capitals: 0 }

/**
 * Writes the signs that tell how a post speaks: its kinds of tokens, marks, capitals, numbers, and for each group of words how
 * many there are and how early the first stands. Reads 120 tokens at most; names of accounts are not looked at.
 *
 * @param into as long as {@link informativeSignNames}
 */
export function readInformativeSigns(scan: TextScan, into: Float64Array): void {
  const signs = { ...ownSigns }
  into.fill(0)
  into.fill(absent, firstFrom)
  place.letters = place.upper = place.capitals = 0
  const count = Math.min(scan.tokenCount, tokensMax)
  signs.passedOn = isPassedOn(scan) ? 1 : 0
  let end = 0
  for (let at = 0; at < count; at++) {
    readGap(scan.text, end, scan.tokenFrom[at] ?? 0, signs)
    end = scan.tokenTo[at] ?? end
    readToken(scan, at, signs, into)
  }
  readGap(scan.text, end, scan.text.length, signs)
  finish(scan, count, signs)
  for (let at = 0; at < ownNames.length; at++) into[at] = signs[ownNames[at] ?? 'length']
}

function isPassedOn(scan: TextScan): boolean {
  return scan.tokenCount > 1 && again.has(scan.tokenLow[0] ?? 0) && scan.tokenKind[1] === mentionKind
}

function readToken(scan: TextScan, at: number, signs: Signs, into: Float64Array): void {
  const kind = scan.tokenKind[at]
  if (kind !== linkKind) signs.cutOff = 0
  if (kind === linkKind) signs.links++
  else if (kind === mentionKind) signs.mentions++
  else if (kind === emojiKind) signs.emoji++
  else if (kind === tagKind) {
    signs.tags++
    signs.tagsLast++
  } else if (kind === wordKind) signs.tagsLast = 0
  if (signs.passedOn === 1 && at < 2) return
  if (kind === wordKind || kind === tagKind) readGroups(scan.tokenLow[at] ?? 0, signs.words, into)
  if (kind === wordKind) readWord(scan.text, scan.tokenFrom[at] ?? 0, scan.tokenTo[at] ?? 0, signs)
}

function readGroups(hash: number, words: number, into: Float64Array): void {
  const groups = groupsOf.get(hash) ?? 0
  if (groups === 0) return
  for (let group = 0; group < groupCount; group++) {
    if ((groups & (1 << group)) === 0) continue
    const at = ownNames.length + group
    into[at] = (into[at] ?? 0) + 1
    into[firstFrom + group] = Math.min(into[firstFrom + group] ?? absent, words, placeMax)
  }
}

function readWord(text: string, from: number, to: number, signs: Signs): void {
  let [upper, digits, run, last, drawn] = [0, 0, 0, 0, 0]
  const end = Math.min(to, from + wordMax)
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (isCapital(unit)) upper++
    else if (unit >= 0x30 && unit <= 0x39) digits++
    else if (unit === 0x27 || unit === 0x2019) signs.apostrophes++
    if (unit > 0x7f && unit < 0x2000) signs.beyondAscii++
    run = unit === last ? run + 1 : 1
    if (run === 3 && digits === 0) drawn = 1
    last = unit
  }
  const first = text.charCodeAt(from)
  if (signs.words === 0) signs.opensSmall = first >= 0x61 && first <= 0x7a ? 1 : 0
  else if (isCapital(first) || (first >= 0xc0 && first <= 0xde)) place.capitals++
  if (upper > 2 && upper === to - from) signs.shouted++
  if (digits > 0) signs.numbers++
  signs.longestNumber = Math.max(signs.longestNumber, digits)
  signs.drawnOut += drawn
  place.letters += end - from
  place.upper += upper
  signs.words++
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}

/** The sign a mark between two tokens counts for. */
const markOf = new Map<number, keyof Signs>(
  Object.entries({
    questions: '?',
    shouts: '!',
    quotes: '"“”«»',
    commas: ',',
    brackets: '()[]',
    dashes: '-',
    bars: '|–—',
    money: '$£€%',
  }).flatMap(([name, marks]) => [...marks].map((mark) => [mark.charCodeAt(0), name as keyof Signs] as const)),
)

function readGap(text: string, from: number, to: number, signs: Signs): void {
  let dots = 0
  const end = Math.min(to, from + gapMax)
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x20) continue
    const name = markOf.get(unit)
    if (name !== undefined) signs[name]++
    if ((unit === 0x3a || unit === 0x7c) && signs.words > 0 && signs.words <= headingMax) signs.earlyColon = 1
    if (unit === 0x2e) dots++
    if (unit === 0x2026 || dots === 3) signs.cutOff = 1
  }
}

function finish(scan: TextScan, count: number, signs: Signs): void {
  signs.length = Math.min(scan.text.length, 1000)
  signs.opensWithMention = count > 0 && scan.tokenKind[0] === mentionKind ? 1 : 0
  signs.linkLast = count > 0 && scan.tokenKind[count - 1] === linkKind ? 1 : 0
  signs.capitals1 = place.capitals / Math.max(1, signs.words - 1)
  signs.upper1 = place.upper / Math.max(1, place.letters)
  signs.meanLetters = place.letters / Math.max(1, signs.words)
  signs.tags1 = signs.tags / (signs.words + signs.tags + 1)
}
