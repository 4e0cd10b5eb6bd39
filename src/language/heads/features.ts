import { pairBucket, signBucket } from '#language/heads/buckets.ts'
import { scanKinds, type TextScan } from '#language/scan.ts'

/** Words of a post that are read; longer texts are judged by their beginning. */
export const unitsMax = 400
/** Everything else that is read. */
export const bucketsMax = 1600

/**
 * What one text gives to all heads. A unit is a word, read by its letters; `buckets` holds everything else: pairs of
 * neighbours, punctuation, links, mentions, capitals. Used again for the next text.
 */
export type Features = {
  unitCount: number
  unitLow: Int32Array
  unitHigh: Int32Array
  /** Index of the word in the scan. */
  unitWord: Int32Array
  bucketCount: number
  buckets: Int32Array
}

const mentionKind = scanKinds.indexOf('mention')
const linkKind = scanKinds.indexOf('link')
const wordKind = scanKinds.indexOf('word')
const linkSign = 2
const mentionSign = 3
const capitalsSign = 4
const startSign = 5

/** An empty one, to be filled by {@link readFeatures}. */
export function emptyFeatures(): Features {
  return {
    unitCount: 0,
    unitLow: new Int32Array(unitsMax),
    unitHigh: new Int32Array(unitsMax),
    unitWord: new Int32Array(unitsMax),
    bucketCount: 0,
    buckets: new Int32Array(bucketsMax),
  }
}

/** Reads the features of a scanned text. Whom it mentions and where it links to are never a feature, only that it does. */
export function readFeatures(scan: TextScan, into: Features): void {
  into.unitCount = 0
  into.bucketCount = 0
  readWords(scan, into)
  readSigns(scan, into)
}

function readWords(scan: TextScan, into: Features): void {
  let before = startSign
  for (let at = 0; at < scan.wordCount && into.unitCount < unitsMax; at++) {
    const token = scan.wordToken[at] ?? -1
    if (token < 0 || scan.tokenKind[token] === mentionKind) {
      before = startSign
      continue
    }
    const low = scan.wordLow[at] ?? 0
    const place = into.unitCount++
    into.unitLow[place] = low
    into.unitHigh[place] = scan.wordHigh[at] ?? 0
    into.unitWord[place] = at
    add(into, pairBucket(before, low))
    before = low
  }
}

function add(into: Features, bucket: number): void {
  if (into.bucketCount < bucketsMax) into.buckets[into.bucketCount++] = bucket
}

/** Punctuation in the gaps between tokens, one bucket a run (`!!!`, `:)`, `?!`), and what kind of tokens stand there. */
function readSigns(scan: TextScan, into: Features): void {
  let end = 0
  const tokens = Math.min(scan.tokenCount, unitsMax)
  for (let at = 0; at < tokens; at++) {
    const from = scan.tokenFrom[at] ?? 0
    readGap(scan.text, end, from, into)
    end = scan.tokenTo[at] ?? from
    const kind = scan.tokenKind[at]
    if (kind === linkKind) add(into, signBucket(linkSign))
    else if (kind === mentionKind) add(into, signBucket(mentionSign))
    else if (kind === wordKind && isShouted(scan.text, from, end)) add(into, signBucket(capitalsSign))
  }
  readGap(scan.text, end, scan.text.length, into)
}

const gapMax = 64

function readGap(text: string, from: number, to: number, into: Features): void {
  const end = Math.min(to, from + gapMax)
  let run = 0
  let last = 0
  let repeats = 0
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20 || code === 0xa0) {
      if (run !== 0) add(into, signBucket(run))
      run = 0
      last = 0
      continue
    }
    repeats = code === last ? repeats + 1 : 0
    last = code
    if (repeats < 3) run = Math.imul((run === 0 ? 0x811c9dc5 : run) ^ code, 0x01000193)
  }
  if (run !== 0) add(into, signBucket(run))
}

/** Three capitals and more, the ends looked at only. */
function isShouted(text: string, from: number, to: number): boolean {
  return (
    to - from >= 3 &&
    isCapital(text.charCodeAt(from)) &&
    isCapital(text.charCodeAt(from + 1)) &&
    isCapital(text.charCodeAt(to - 1))
  )
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}
