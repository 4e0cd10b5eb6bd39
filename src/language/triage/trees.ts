import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** One set of trees of the same depth. */
const TreeSet = z.object({
  depth: z.number().int().min(1).max(6),
  /** How much of the score given stands before the trees' own. */
  ofGiven: z.number(),
  /** Nodes of one tree after the other, 2^depth - 1 each, breadth first: the number looked at, -1 where all go left. */
  numbers: z.array(z.number().int()),
  /** From here on a row goes right. */
  from: z.array(z.number()),
  /** What the leaves add, 2^depth a tree. */
  leaves: z.array(z.number()),
})
/** What a file of trees holds: the names of the numbers it was fitted on, and sets whose scores are averaged. */
export const TreeFile = z.object({
  names: z.array(z.string()),
  temperature: z.number().positive(),
  sets: z.array(TreeSet).min(1),
})
export type TreeFile = z.infer<typeof TreeFile>

/** Trees ready to be asked. */
export type Trees = {
  names: readonly string[]
  /** The score is divided by it before it becomes a probability. */
  temperature: number
  /** @param row numbers in the order of `names` */
  score: (row: Float64Array, given: number) => number
}

/** Reads a file of trees: gzip of the JSON of {@link TreeFile}. */
export function readTrees(file: URL): Trees {
  return treesOf(TreeFile.parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))))
}

/** Puts trees into flat arrays (gradient boosting, Friedman 2001); a score costs a few ns a tree. */
export function treesOf({ names, temperature, sets }: TreeFile): Trees {
  const scores = sets.map(scoreOf)
  return { names, temperature, score }

  function score(row: Float64Array, given: number): number {
    let sum = 0
    for (const each of scores) sum += each(row, given)
    return sum / scores.length
  }
}

function scoreOf(set: z.infer<typeof TreeSet>): (row: Float64Array, given: number) => number {
  const { depth, ofGiven } = set
  const numbers = Int16Array.from(set.numbers)
  const from = Float64Array.from(set.from)
  const leaves = Float64Array.from(set.leaves)
  const nodes = (1 << depth) - 1
  const count = Math.floor(numbers.length / nodes)
  return (row, given) => {
    let sum = given * ofGiven
    for (let tree = 0; tree < count; tree++) {
      const base = tree * nodes
      let at = 0
      for (let level = 0; level < depth; level++) {
        const number = numbers[base + at] ?? -1
        at = 2 * at + (number >= 0 && (row[number] ?? 0) >= (from[base + at] ?? 0) ? 2 : 1)
      }
      sum += leaves[tree * (nodes + 1) + at - nodes] ?? 0
    }
    return sum
  }
}
