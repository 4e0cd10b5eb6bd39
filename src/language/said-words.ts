import { scanKinds, type TextScan } from '#language/scan.ts'

const wordKind = scanKinds.indexOf('word')
const tagKind = scanKinds.indexOf('tag')
const mentionKind = scanKinds.indexOf('mention')

/**
 * The words and tags of a text as `NearDuplicates` compares them: without links, mentions, emoji and the `RT` before a
 * mention, because these change when a text is passed on.
 *
 * @param into overwritten; grows and shrinks to fit
 * @returns `into`: the hashes of the words, `tokenLow` of the scan
 */
export function saidWords(scan: TextScan, into: number[]): number[] {
  into.length = 0
  for (let at = 0; at < scan.tokenCount; at++) {
    const kind = scan.tokenKind[at]
    if (kind !== wordKind && kind !== tagKind) continue
    if (at === 0 && scan.tokenKind[1] === mentionKind && scan.tokenCount > 1 && isPassedOn(scan)) continue
    into.push(scan.tokenLow[at] ?? 0)
  }
  return into
}

function isPassedOn(scan: TextScan): boolean {
  const text = scan.tokenText(0)
  return text === 'rt' || text === 'mt'
}
