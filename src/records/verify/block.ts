import { jsonOf } from '#kernel/json.ts'
import type { SignedHead } from '#records/contract.ts'
import { noCounts, takeLines, type State } from '#records/verify/check-lines.ts'
import { exportLimits, sealOf } from '#records/verify/format.ts'
import { readBlock } from '#records/verify/lines.ts'
import { readChainLine } from '#records/verify/read-line.ts'

/** Where in the chain some lines begin: what the line before them says of itself. */
export type Place = { seq: number; hash: string; seal: string }

/** What a thread is asked: are these lines fine, if the line before them is? */
export type BlockAsked = { bytes: Uint8Array; place: Place }

/** Its answer. */
export type BlockAnswer = { isFine: boolean; counts: State['counts']; head?: SignedHead | undefined }

/**
 * Whether whole lines from the middle of an export are as they were written, given the line before. What each block takes
 * from the one before is what that one says of itself; when every block is fine, so is what it said, and so is the whole.
 *
 * @param base the state after the first line of the export
 */
export function checkBlock(base: State, { bytes, place }: BlockAsked): BlockAnswer {
  const state: State = { ...base, ...place, counts: noCounts() }
  const finding = takeLines(state, readBlock(asBuffer(bytes), exportLimits.lineBytesMax))
  const isFine = finding === undefined && state.gap === undefined && state.end === undefined
  return { isFine, counts: state.counts, head: state.head }
}

/** Where the lines after these begin; undefined when their last one says nothing about it. */
export function placeAfter(bytes: Uint8Array): Place | undefined {
  const all = asBuffer(bytes)
  const text = all.subarray(all.lastIndexOf(10) + 1).toString('utf8')
  const line = readChainLine(jsonOf(text))
  return line && { seq: line.to, hash: line.hash, seal: sealOf(text) }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Adds what another block counted. */
export function addCounts(into: State['counts'], more: State['counts']): void {
  into.entries += more.entries
  into.leftOut += more.leftOut
  into.blackFields += more.blackFields
  for (const [reason, count] of more.reasons)
    into.reasons.set(reason, (into.reasons.get(reason) ?? 0) + count)
}
