import type { PlaceList } from '#language/places.ts'
import { scanKinds, type TextScan } from '#language/scan.ts'
import { holdsMoney } from '#stream/trends/noise.ts'
import type { Prior } from '#stream/trends/prior.ts'
import { bareText, mayHoldCheckIn, readMax, termsMax } from '#stream/trends/terms.ts'
import { wordFlags, WordMemo } from '#stream/trends/word-memo.ts'

const wordKind = scanKinds.indexOf('word')
const tagKind = scanKinds.indexOf('tag')
const mentionKind = scanKinds.indexOf('mention')
const placeFlags = wordFlags.maybePlace | wordFlags.number

/**
 * The words and tags of one post as the engine counts them: what `termsOf` gives, as numbers in arrays that are used again for
 * the next post. They come from a scan somebody else has made, so that no text is cut.
 */
export class PostTerms {
  count = 0
  readonly low = new Int32Array(termsMax)
  readonly high = new Int32Array(termsMax)
  readonly shareOf1 = new Float64Array(termsMax)
  readonly flags = new Uint16Array(termsMax)
  readonly topic = new Int8Array(termsMax)
  /** The token of the scan it came from. */
  readonly token = new Int32Array(termsMax)
  /** How strongly the post speaks of harm or disruption: mean log odds of its words, from -1 (not) to about 3 (clearly). */
  concern = 0
  /** Whether it may have been made by habit or machine: then `isNoise` must look. */
  maybeNoise = false
  /** Whether it may name a place: then `placesIn` must look. */
  maybePlace = false
  /** Kept so that no compiler finds the warming to be without effect. */
  warmed = 0
  /** The scan read last; for the few who need a word's text. */
  scan: TextScan
  private readonly own: TextScan
  private readonly memo: WordMemo

  /** @param own a scan for texts that nobody has read yet, or that must be read without their check-in */
  constructor(prior: Prior, own: TextScan, places: PlaceList = []) {
    this.memo = new WordMemo(prior, places)
    this.own = own
    this.scan = own
  }

  /** Reads a post's text; a scan of the same text saves reading it again. */
  read(text: string, scan?: TextScan): void {
    const isCheckIn = mayHoldCheckIn(text)
    if (scan === undefined || isCheckIn) {
      this.own.read(isCheckIn ? bareText(text) : text.slice(0, readMax))
      this.scan = this.own
    } else this.scan = scan
    this.take(this.scan)
    this.maybePlace ||= isCheckIn || this.count === termsMax
    this.maybeNoise ||= holdsMoney(text)
  }

  /** The folded text of a term. */
  text(term: number): string {
    return this.scan.tokenText(this.token[term] ?? 0)
  }

  private take(scan: TextScan): void {
    const { memo } = this
    let count = 0
    let concern = 0
    let topics = 0
    let before = 0
    this.maybeNoise = false
    this.maybePlace = false
    this.warmed = memo.warm(scan, Math.min(scan.tokenCount, 2 * termsMax))
    for (let token = 0; token < scan.tokenCount && count < termsMax; token++) {
      const kind = scan.tokenKind[token]
      if (kind !== wordKind && kind !== tagKind) continue
      if ((scan.tokenFrom[token] ?? 0) >= readMax) break
      const place = memo.placeOf(scan, token, kind === tagKind)
      const flags = memo.flags(place)
      if ((flags & wordFlags.maybeNoise) !== 0) this.maybeNoise = true
      if ((flags & placeFlags) !== 0) this.maybePlace ||= mayNamePlace(flags, before)
      if ((flags & wordFlags.isAsked) !== 0 && (before & wordFlags.asksToRepeat) !== 0) this.maybeNoise = true
      before = flags
      if ((flags & wordFlags.tooLong) !== 0) continue
      if ((flags & wordFlags.maybeMark) !== 0 && isMark(scan, token)) continue
      this.low[count] = memo.low(place)
      this.high[count] = memo.high(place)
      this.shareOf1[count] = memo.shareOf1(place)
      this.flags[count] = flags
      this.topic[count] = memo.topic(place)
      this.token[count] = token
      concern += memo.concern(place)
      if ((this.topic[count] ?? -1) >= 0) topics++
      count++
    }
    this.count = count
    this.concern = count === 0 ? 0 : (concern + Math.min(3, topics) * 2.5) / (count + 5)
  }
}

/** A number alone is no place: it must stand behind the word for a road. */
function mayNamePlace(flags: number, before: number): boolean {
  if ((flags & wordFlags.maybePlace) !== 0) return true
  return (flags & wordFlags.number) !== 0 && (before & wordFlags.maybeRoad) !== 0
}

/** `RT @name` at the start, `via @name` anywhere, and the `amp` of `&amp;` are marks of the wire, not words. */
function isMark(scan: TextScan, token: number): boolean {
  const from = scan.tokenFrom[token] ?? 0
  const to = scan.tokenTo[token] ?? 0
  if (to - from === 3 && scan.text.charCodeAt(from - 1) === 0x26) return scan.text.charCodeAt(to) === 0x3b
  const isFirst = to - from !== 2 || token === 0
  const isBeforeName = scan.tokenKind[token + 1] === mentionKind && scan.tokenFrom[token + 1] === to + 1
  return isFirst && isBeforeName && token + 1 < scan.tokenCount
}
