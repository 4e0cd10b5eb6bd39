import { bucketBits } from '#language/places/features.ts'
import { tagCount } from '#language/places/weights.ts'

/** One post ready for training: feature buckets token by token, and the tag of each token (`tags` of `weights.ts`). */
export type Example = { buckets: Int32Array; tags: Uint8Array; event: string }

/** A linear-chain CRF: weights by bucket and tag, and from tag to tag. */
export type Model = { weights: Float32Array; moves: Float32Array }

export type TrainingPlan = {
  epochs: number
  rate: number
  /** Chance that a feature is left out of one token of one epoch: of words themselves, and of all others. */
  dropWords: number
  dropOthers: number
  seed: number
  featuresPerToken: number
  /** Whether a slot says which word it is (1), which name (2), or neither (0). */
  slotGroup: Uint8Array
  dropNames: number
}

const outsideOnly = -1e9

/** Trains by stochastic gradient with AdaGrad steps (Duchi et al. 2011) and feature dropout, one pass after the other. */
export function trainCrf(examples: readonly Example[], plan: TrainingPlan): Model {
  const size = (1 << bucketBits) * tagCount
  const model: Model = { weights: new Float32Array(size), moves: new Float32Array(tagCount * tagCount) }
  model.moves[2] = outsideOnly
  const history = new Float32Array(size).fill(1e-2)
  const moveHistory = new Float32Array(9).fill(1)
  const order = examples.map((_, i) => i)
  const next = chance(plan.seed)
  const average = new Float32Array(size)
  const moveAverage = new Float32Array(9)
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    shuffle(order, next)
    for (const i of order) {
      const example = examples[i]
      if (example !== undefined && example.tags.length > 0)
        learn(example, model, { history, moveHistory, plan, next })
    }
    if (epoch >= plan.epochs >> 1) {
      for (let i = 0; i < size; i++) average[i] = (average[i] ?? 0) + (model.weights[i] ?? 0)
      for (let i = 0; i < 9; i++) moveAverage[i] = (moveAverage[i] ?? 0) + (model.moves[i] ?? 0)
    }
  }
  const passes = plan.epochs - (plan.epochs >> 1)
  return { weights: average.map((sum) => sum / passes), moves: moveAverage.map((sum) => sum / passes) }
}

type Learning = {
  history: Float32Array
  moveHistory: Float32Array
  plan: TrainingPlan
  next: () => number
}

let kept = new Int32Array(1 << 16)
let keptEnd = new Int32Array(2048)
let scores = new Float64Array(2048 * 3)
let forward = new Float64Array(2048 * 3)
let backward = new Float64Array(2048 * 3)
let scale = new Float64Array(2048)

function learn(example: Example, model: Model, { history, moveHistory, plan, next }: Learning): void {
  const { weights, moves } = model
  const length = example.tags.length
  const features = plan.featuresPerToken
  if (kept.length < length * features) kept = new Int32Array(length * features * 2)
  let to = 0
  for (let t = 0; t < length; t++) {
    const dropNames = next() < plan.dropNames
    const dropWords = next() < plan.dropWords
    let a = 0
    let b = 0
    let c = 0
    for (let f = 0; f < features; f++) {
      const group = plan.slotGroup[f] ?? 0
      if (group === 1 && dropWords) continue
      if (group === 2 && dropNames) continue
      if (next() < plan.dropOthers) continue
      const at = (example.buckets[t * features + f] ?? 0) * 3
      kept[to++] = at
      a += weights[at] ?? 0
      b += weights[at + 1] ?? 0
      c += weights[at + 2] ?? 0
    }
    keptEnd[t] = to
    scores[t * 3] = a
    scores[t * 3 + 1] = b
    scores[t * 3 + 2] = c
  }
  forwardBackward(length, moves)
  for (let t = 0; t < length; t++) {
    const from = t === 0 ? 0 : (keptEnd[t - 1] ?? 0)
    const end = keptEnd[t] ?? 0
    for (let y = 0; y < 3; y++) {
      const p = (forward[t * 3 + y] ?? 0) * (backward[t * 3 + y] ?? 0)
      const gradient = p - (example.tags[t] === y ? 1 : 0)
      if (Math.abs(gradient) < 1e-4) continue
      const square = gradient * gradient
      for (let i = from; i < end; i++) {
        const at = (kept[i] ?? 0) + y
        const past = (history[at] ?? 0) + square
        history[at] = past
        const old = weights[at] ?? 0
        weights[at] = old - (plan.rate * gradient) / Math.sqrt(past)
      }
    }
    if (t > 0) learnMoves(t, example, moves, moveHistory, plan)
  }
}

function learnMoves(
  t: number,
  example: Example,
  moves: Float32Array,
  moveHistory: Float32Array,
  plan: TrainingPlan,
): void {
  for (let x = 0; x < 3; x++) {
    for (let y = 0; y < 3; y++) {
      if (x === 0 && y === 2) continue
      const joint =
        (forward[(t - 1) * 3 + x] ?? 0) *
        Math.exp(moves[x * 3 + y] ?? 0) *
        Math.exp((scores[t * 3 + y] ?? 0) - (scale[t] ?? 0)) *
        (backward[t * 3 + y] ?? 0)
      const gold = example.tags[t - 1] === x && example.tags[t] === y ? 1 : 0
      const gradient = joint - gold
      const past = (moveHistory[x * 3 + y] ?? 0) + gradient * gradient
      moveHistory[x * 3 + y] = past
      moves[x * 3 + y] = (moves[x * 3 + y] ?? 0) - (plan.rate * gradient) / Math.sqrt(past)
    }
  }
}

/** Scaled forward and backward sums; `forward * backward` is the chance of a tag at a token. */
function forwardBackward(length: number, moves: Float32Array): void {
  for (let t = 0; t < length; t++) {
    let sum = 0
    let top = Math.max(scores[t * 3] ?? 0, scores[t * 3 + 1] ?? 0, scores[t * 3 + 2] ?? 0)
    for (let y = 0; y < 3; y++) {
      let before = 1
      if (t === 0) before = y === 2 ? 0 : 1
      else {
        before = 0
        for (let x = 0; x < 3; x++)
          before += (forward[(t - 1) * 3 + x] ?? 0) * Math.exp(moves[x * 3 + y] ?? 0)
      }
      const value = before * Math.exp((scores[t * 3 + y] ?? 0) - top)
      forward[t * 3 + y] = value
      sum += value
    }
    sum = Math.max(sum, 1e-300)
    for (let y = 0; y < 3; y++) forward[t * 3 + y] = (forward[t * 3 + y] ?? 0) / sum
    scale[t] = top + Math.log(sum)
  }
  for (let y = 0; y < 3; y++) backward[(length - 1) * 3 + y] = 1
  for (let t = length - 2; t >= 0; t--) {
    for (let x = 0; x < 3; x++) {
      let sum = 0
      for (let y = 0; y < 3; y++)
        sum +=
          Math.exp(moves[x * 3 + y] ?? 0) *
          Math.exp((scores[(t + 1) * 3 + y] ?? 0) - (scale[t + 1] ?? 0)) *
          (backward[(t + 1) * 3 + y] ?? 0)
      backward[t * 3 + x] = sum
    }
  }
}

/** A seeded chance from 0 to 1 (xorshift). */
export function chance(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
}

function shuffle(items: number[], next: () => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    const a = items[at] ?? 0
    items[at] = items[other] ?? 0
    items[other] = a
  }
}

/** The mean of several models, weight by weight. */
export function meanModel(models: readonly Model[]): Model {
  const sum = (of: (model: Model) => Float32Array): Float32Array => {
    const total = new Float32Array(
      of(models[0] ?? { weights: new Float32Array(), moves: new Float32Array() }).length,
    )
    for (const model of models)
      for (const [i, value] of of(model).entries()) total[i] = (total[i] ?? 0) + value
    return total.map((value) => value / models.length)
  }
  return { weights: sum((model) => model.weights), moves: sum((model) => model.moves) }
}
