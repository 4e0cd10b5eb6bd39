import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { bucketCount } from '#language/heads/buckets.ts'

/** What stands before the weights in a head's file. */
export const HeadInfo = z.object({
  name: z.string(),
  classes: z.array(z.string()).min(2),
  /** Languages it was trained for, primary tags; `*` serves every language. */
  langs: z.array(z.string()).min(1),
  /** One an output: outputs are the classes, or for two classes the second one against the first. */
  bias: z.array(z.number()),
  /** The largest weight of each output; a byte of ±127 stands for it. */
  scale: z.array(z.number()),
  /** Scores are divided by it before they become probabilities, so that 0.8 means right in 8 of 10. */
  temperature: z.number().positive(),
  /** Below this probability of the best class the head says it is unsure; from held-out folds. */
  sureFrom: z.number().min(0).max(1),
  /** What each sign of mood adds to each output, shape [output][sign], where the head listens to them (`mood.ts`). */
  mood: z.array(z.array(z.number())).optional(),
})
export type HeadInfo = z.infer<typeof HeadInfo>

/** A head as loaded: `weights` has shape [output][bucket]; see {@link weightOfByte}. */
export type Head = HeadInfo & { outputs: number; weights: Int8Array }

/** Raised when a file of weights is not what the code expects. */
export class HeadFileError extends Error {
  override name = 'HeadFileError'
}

/** Reads a head: gzip of one line of JSON ({@link HeadInfo}) and then one byte a weight. */
export function readHead(file: URL): Head {
  const bytes = gunzipSync(readFileSync(file))
  const end = bytes.indexOf(0x0a)
  const info = HeadInfo.parse(JSON.parse(bytes.toString('utf8', 0, end)))
  const outputs = info.classes.length === 2 ? 1 : info.classes.length
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, bytes.length - end - 1)
  if (weights.length !== outputs * bucketCount)
    throw new HeadFileError(`${info.name}: ${weights.length} weights instead of ${outputs * bucketCount}`)
  return { ...info, outputs, weights }
}

/** The weight a byte stands for, as a share of the output's scale: the square keeps small weights apart. */
export function weightOfByte(byte: number): number {
  return (Math.sign(byte) * byte * byte) / (127 * 127)
}

/** The nearest byte to a weight; the inverse of {@link weightOfByte}. */
export function byteOfWeight(weight: number, scale: number): number {
  if (scale === 0) return 0
  return Math.sign(weight) * Math.round(127 * Math.sqrt(Math.min(1, Math.abs(weight) / scale)))
}
