import { bucketCount } from '#language/heads/buckets.ts'
import { idfStep } from '#language/heads/idf.ts'
import { bucketsOf } from './matrix.ts'

/**
 * The weight of every bucket as a byte: inverse document frequency, ln(1 / share) + 1, where the share is the largest in
 * any one group (language), so that a French article weighs as little as an English one. Labels play no part.
 */
export function idfOf(groups: readonly (readonly string[])[]): Uint8Array {
  const share = new Float64Array(bucketCount)
  for (const texts of groups) {
    const seen = new Uint32Array(bucketCount)
    for (const text of texts)
      for (const bucket of new Set(bucketsOf(text))) seen[bucket] = (seen[bucket] ?? 0) + 1
    for (let at = 0; at < bucketCount; at++)
      share[at] = Math.max(share[at] ?? 0, ((seen[at] ?? 0) + 1) / (texts.length + groupFloor))
  }
  return Uint8Array.from(share, (of1) => Math.min(255, Math.round((1 - Math.log(of1)) / idfStep)))
}

/** A small group does not make every word of it look frequent. */
const groupFloor = 2000
