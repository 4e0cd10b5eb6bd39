import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { byteOfWeight, type HeadInfo } from '#language/heads/head-file.ts'
import { bucketCount } from '#language/heads/buckets.ts'
import { fileHash, type Row } from './data.ts'
import { balanced, fit, type FitOptions, type Linear, logits, oneHot } from './fit.ts'
import { type Matrix, matrixOf, moodValue, rowsOf } from './matrix.ts'
import { calibrationOf, type Calibration } from './calibrate.ts'

const weightsFolder = new URL('../../../src/language/heads/', import.meta.url)

/** What {@link trainHead} is given. */
export type HeadPlan = {
  /** File name: `weights-<name>.bin` and `.manifest.json` in `src/language/heads`. */
  name: string
  rows: readonly Row[]
  /** The matrix of the rows, where it is not that of {@link headMatrix}. */
  matrix?: Matrix
  classes: readonly string[]
  langs: readonly string[]
  options: Partial<FitOptions>
  /** Out-of-fold probabilities, shape [row][class], to calibrate on; made by {@link crossValidated} unless given. */
  heldOut?: readonly (readonly number[])[]
  /** For the manifest. */
  files: readonly string[]
  sources: readonly string[]
  metrics: Record<string, unknown>
  madeBy: string
}

/** Usual options; every one is chosen by cross-validation in the script that trains the head. */
export const usualOptions: FitOptions = { l2: 1e-5, epochs: 15, balance: 1, seed: 1 }

/** Texts as a matrix under the shipped table of bucket weights. */
export function headMatrix(rows: readonly Row[]): Matrix {
  return matrixOf(
    rows.map((row) => row.text),
    bucketWeights(),
  )
}

/** Fits a head on some rows of a matrix (all of them when `wanted` is left out). */
export function fitRows(given: {
  matrix: Matrix
  rows: readonly Row[]
  classes: number
  options: FitOptions
  wanted?: readonly number[]
}): Linear {
  const wanted = given.wanted ?? given.rows.map((_, at) => at)
  const labels = wanted.map((at) => given.rows[at]?.y ?? 0)
  const weights = balanced(labels, given.classes, given.options.balance).map(
    (weight, at) => weight * (given.rows[wanted[at] ?? 0]?.weight ?? 1),
  )
  return fit(rowsOf(given.matrix, wanted), oneHot(labels, given.classes), weights, given.options)
}

/** A fold for each row: whole groups together when there are at least as many groups as folds, else by a seeded shuffle. */
export function foldsOf(rows: readonly Row[], folds: number): number[] {
  const groups = [...new Set(rows.map((row) => row.group))]
  if (groups.length < folds) return shuffled(rows.length).map((place) => place % folds)
  const sizes = new Map(groups.map((group) => [group, rows.filter((row) => row.group === group).length]))
  const totals = Array.from({ length: folds }, () => 0)
  const foldOf = new Map<string, number>()
  for (const group of groups.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))) {
    const fold = totals.indexOf(Math.min(...totals))
    totals[fold] = (totals[fold] ?? 0) + (sizes.get(group) ?? 0)
    foldOf.set(group, fold)
  }
  return rows.map((row) => foldOf.get(row.group) ?? 0)
}

/** The numbers below `count` in an order of chance that is always the same; data files come in cycles of classes. */
function shuffled(count: number): number[] {
  const chance = seededChance(count)
  const keys = Array.from({ length: count }, () => chance())
  return keys.map((_, at) => at).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
}

/** Raw scores of every row from a model that has not seen its fold, shape [row][output]. */
export function crossValidated(given: {
  matrix: Matrix
  rows: readonly Row[]
  classes: number
  options: FitOptions
  folds: number
}): number[][] {
  const foldOf = foldsOf(given.rows, given.folds)
  const scores: number[][] = given.rows.map(() => [])
  for (let fold = 0; fold < given.folds; fold++) {
    const inside = foldOf.flatMap((each, at) => (each === fold ? [at] : []))
    const model = fitRows({ ...given, wanted: foldOf.flatMap((each, at) => (each === fold ? [] : [at])) })
    logits(model, rowsOf(given.matrix, inside)).forEach((row, at) => (scores[inside[at] ?? 0] = row))
  }
  return scores
}

/**
 * Trains a head on all rows, calibrates it on held-out folds, and writes its weights as bytes with a manifest.
 * Run it from a script in `tools/train`; then name the file in `src/language/heads/heads.ts`.
 *
 * @returns the calibration and the size of the file
 */
export function trainHead(plan: HeadPlan): Calibration & { bytes: number } {
  const options = { ...usualOptions, ...plan.options }
  const matrix = plan.matrix ?? headMatrix(plan.rows)
  const classes = plan.classes.length
  const given = { matrix, rows: plan.rows, classes, options }
  const heldOut = plan.heldOut ?? crossValidated({ ...given, folds: 5 })
  const calibration = calibrationOf(
    heldOut,
    plan.rows.map((row) => row.y),
  )
  const bytes = saveHead(plan, fitRows(given), calibration)
  return { ...calibration, bytes }
}

/** Writes a fitted model with its manifest; for heads that are not fitted by {@link trainHead}. */
export function saveHead(
  plan: Omit<HeadPlan, 'rows' | 'matrix' | 'options' | 'heldOut'> & { options: unknown },
  model: Linear,
  calibration: Calibration,
): number {
  const scale = Array.from({ length: model.outputs }, (_, output) => largest(model, output))
  const info: HeadInfo = {
    name: plan.name,
    classes: [...plan.classes],
    langs: [...plan.langs],
    bias: [...model.bias],
    scale,
    temperature: calibration.temperature,
    sureFrom: calibration.sureFrom,
    ...moodOf(model),
  }
  const weights = new Int8Array(model.outputs * bucketCount)
  for (let output = 0; output < model.outputs; output++) {
    const column = columnOf(model, output)
    for (let at = 0; at < bucketCount; at++)
      weights[output * bucketCount + at] = kept(byteOfWeight(column[at] ?? 0, scale[output] ?? 0))
  }
  const raw = Buffer.concat([Buffer.from(`${JSON.stringify(info)}\n`), Buffer.from(weights.buffer)])
  const packed = gzipSync(raw, { level: 9 })
  const file = `weights-${plan.name}`
  writeFileSync(new URL(`${file}.bin`, weightsFolder), packed)
  const manifest = {
    file: `${file}.bin`,
    sha256: createHash('sha256').update(packed).digest('hex'),
    madeBy: plan.madeBy,
    madeOn: new Date().toISOString().slice(0, 10),
    holds: 'weights of hashed features; no text',
    sources: plan.sources,
    options: plan.options,
    calibration,
    metrics: plan.metrics,
    inputs: Object.fromEntries(plan.files.map((name) => [name, fileHash(name)])),
  }
  writeFileSync(new URL(`${file}.manifest.json`, weightsFolder), `${JSON.stringify(manifest, null, 2)}\n`)
  return packed.length
}

/** Weights below 2.5 % of the largest say nothing and cost half the file (measured on the validation splits: no change). */
const byteMin = 20

function kept(byte: number): number {
  return Math.abs(byte) < byteMin ? 0 : byte
}

/** What the signs of mood add, where the model has them behind its buckets. */
function moodOf(model: Linear): { mood?: number[][] } {
  const width = model.width ?? bucketCount
  if (width === bucketCount) return {}
  const signsOf = (output: number): Float32Array =>
    model.weights.subarray(output * width + bucketCount, (output + 1) * width)
  const mood = Array.from({ length: model.outputs }, (_, output) =>
    [...signsOf(output)].map((weight) => Number((weight * moodValue).toFixed(4))),
  )
  return { mood }
}

function columnOf(model: Linear, output: number): Float32Array {
  const from = output * (model.width ?? bucketCount)
  return model.weights.subarray(from, from + bucketCount)
}

function largest(model: Linear, output: number): number {
  let most = 0
  for (const weight of columnOf(model, output)) most = Math.max(most, Math.abs(weight))
  return most
}
