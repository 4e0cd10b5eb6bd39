import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { bucketCount } from '#language/heads/buckets.ts'

/** How finely the weight of a bucket is kept in its byte. */
export const idfStep = 0.05

/**
 * The weight of every bucket: how rare it is, 1 + ln(1 / share of texts that have it), the share being the largest in any
 * one language. One table for all heads; made by `tools/train/idf.ts` from texts without their labels.
 */
export function bucketWeights(): Float32Array {
  const bytes = gunzipSync(readFileSync(new URL('./idf.bin', import.meta.url)))
  if (bytes.length !== bucketCount) throw new RangeError(`idf.bin: ${bytes.length} bytes, not ${bucketCount}`)
  const weights = new Float32Array(bucketCount)
  for (let at = 0; at < bucketCount; at++) weights[at] = (bytes[at] ?? 0) * idfStep
  return weights
}
