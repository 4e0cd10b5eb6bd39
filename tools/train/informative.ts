import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { TextScan } from '#language/scan.ts'
import { informativeSignNames, readInformativeSigns } from '#language/triage/informative-signs.ts'
import { type TreeFile, treesOf } from '#language/triage/trees.ts'
import { boost, type BoostOptions } from './framework/boost.ts'
import { calibrationOf } from './framework/calibrate.ts'
import { balanced, probabilitiesOf } from './framework/fit.ts'
import { fitRows, headMatrix, saveHead, usualOptions } from './framework/head.ts'
import { indicesOf, pairsLeftOut } from './framework/left-out.ts'
import { type Row, readLines, unescaped } from './framework/data.ts'
import { auc, best, scoresOf } from './framework/scores.ts'

/**
 * Trains the head that tells posts which inform about an emergency from others, and the trees that stand behind it. Run:
 * `npx tsx tools/train/informative.ts` (2 minutes of CPU).
 *
 * CrisisLexT26: "Related and informative" against everything else. Half of IDRISI-RE's posts stand beside as further informative
 * ones with a small weight, since all of its classes inform. Their links were cut out by its makers, so most of them get one,
 * else a missing link would inform. The trees learn from the head's held-out scores and signs of how a post speaks; every
 * figure is of an event that neither has seen. See `docs/models/informative.md` for what was tried.
 */
const events = [
  '2012_Colorado_wildfires',
  '2012_Italy_earthquakes',
  '2013_Alberta_floods',
  '2013_Glasgow_helicopter_crash',
  '2013_Lac_Megantic_train_crash',
  '2013_Manila_floods',
  '2013_Queensland_floods',
  '2013_Singapore_haze',
]
const files = events.map((event) => `replay/t26_${event}.jsonl.gz`)
const further = 'text/crisis_places_train.jsonl.gz'
/** As many informative posts of CrisisLexT26 have a link. */
const linksOf10 = 6
const options = { ...usualOptions, l2: 3e-4, epochs: 10 }
const usualTrees: BoostOptions = {
  depth: 2,
  count: 120,
  rate: 0.15,
  l2: 5,
  leafMin: 10,
  columns1: 0.5,
  rows1: 0.8,
  seed: 7,
}
/** One set reads the head's score as one sign more, one begins at it and mends it: their mean is better than either alone. */
const sets: { ofGiven: 0 | 1; options: BoostOptions }[] = [7].flatMap((seed) => [
  { ofGiven: 0, options: { ...usualTrees, seed } },
  { ofGiven: 1, options: { ...usualTrees, seed, depth: 3, count: 60 } },
])
/** Between rows as they are and classes counting the same. */
const balance = 0.5

const labelled: Row[] = files.flatMap((file, at) =>
  readLines(file).map((line) => ({
    text: unescaped(String(line['text'])),
    y: line['informativeness'] === 'Related and informative' ? 1 : 0,
    group: events[at] ?? '',
  })),
)
const added: Row[] = readLines(further)
  .filter((_, at) => at % 2 === 0)
  .map((line, at) => ({
    text: unescaped(String(line['text'])) + (at % 10 < linksOf10 ? ' https://t.co/a' : ''),
    y: 1,
    group: String(line['event']),
    weight: 0.35,
  }))
const rows = [...labelled, ...added]
const matrix = headMatrix(rows)
const linear = pairsLeftOut({ matrix, rows, groups: events, options })
const signs = signsOf(labelled)
const own = labelled.map((row, at) => linear[events.indexOf(row.group)]?.[at] ?? 0)

const heldOut = labelled.map(() => 0)
for (const [at, event] of events.entries()) {
  const given = linear[at] ?? []
  const learnt = indicesOf(labelled, (row) => row.group !== event)
  const trees = treesOf(grownOn(learnt, given, 1))
  for (const each of indicesOf(labelled, (row) => row.group === event))
    heldOut[each] = trees.score(rowOf(each, given), given[each] ?? 0)
}

const metrics = {
  split: 'one of 8 events left out at a time, of the head and of the trees',
  ...figuresOf(heldOut),
  macroF1PerEvent: Object.fromEntries(
    events.map((event) => [event, figuresOf(heldOut, (row) => row.group === event).macroF1]),
  ),
  headAlone: figuresOf(own),
}
const plan = {
  name: 'informative',
  classes: ['no', 'yes'],
  langs: ['*'],
  options,
  files: [...files, further],
  sources: [
    'CrisisLexT26, MIT (Olteanu, Vieweg, Castillo 2015)',
    'IDRISI-RE, CC BY 4.0 (Suwaileh, Elsayed, Imran 2023)',
  ],
  metrics: metrics.headAlone,
  madeBy: 'tools/train/informative.ts',
}
const labels = labelled.map((row) => row.y)
const bytes = saveHead(
  plan,
  fitRows({ matrix, rows, classes: 2, options }),
  calibrationOf(
    own.map((score) => [score]),
    labels,
  ),
)
const { temperature } = calibrationOf(
  heldOut.map((score) => [score]),
  labels,
)
const all = indicesOf(labelled, () => true)
saveTrees(grownOn(all, own, temperature))
process.stdout.write(`${JSON.stringify({ bytes, temperature, ...metrics })}\n`)

function signsOf(posts: readonly Row[]): Float64Array[] {
  const scan = new TextScan()
  return posts.map(({ text }) => {
    scan.read(text)
    const into = new Float64Array(informativeSignNames.length)
    readInformativeSigns(scan, into)
    return into
  })
}

/** The signs of a row and the head's score behind them. */
function rowOf(at: number, given: readonly number[]): Float64Array {
  return Float64Array.of(...(signs[at] ?? []), given[at] ?? 0)
}

function grownOn(learnt: readonly number[], given: readonly number[], divisor: number): TreeFile {
  const labelsOf = learnt.map((at) => labelled[at]?.y ?? 0)
  const weights = balanced(labelsOf, 2, balance)
  const grown = sets.map((set) => ({
    ofGiven: set.ofGiven,
    ...boost(
      {
        rows: learnt.map((at) => [...(signs[at] ?? []), ...(set.ofGiven === 0 ? [given[at] ?? 0] : [])]),
        labels: labelsOf,
        weights,
        begin: learnt.map((at) => set.ofGiven * (given[at] ?? 0)),
      },
      set.options,
    ),
  }))
  return { names: [...informativeSignNames, 'linear'], temperature: divisor, sets: grown }
}

function figuresOf(scores: readonly number[], holds: (row: Row) => boolean = () => true) {
  const inside = indicesOf(labelled, holds)
  const truth = inside.map((at) => labelled[at]?.y ?? 0)
  const score = inside.map((at) => scores[at] ?? 0)
  const { f1, ...rest } = scoresOf(truth, probabilitiesOf(score.map((each) => [each])).map(best), 2)
  const isYes = truth.map((label) => label === 1)
  return { ...rest, f1, auc: auc(score, isYes) }
}

function saveTrees(trees: TreeFile): void {
  const folder = new URL('../../src/language/triage/', import.meta.url)
  const packed = gzipSync(JSON.stringify(trees), { level: 9 })
  writeFileSync(new URL('informative-trees.bin', folder), packed)
  const manifest = {
    file: 'informative-trees.bin',
    sha256: createHash('sha256').update(packed).digest('hex'),
    madeBy: plan.madeBy,
    madeOn: new Date().toISOString().slice(0, 10),
    holds: 'boosted trees over counts of words and marks, and the score of weights-informative.bin; no text',
    sources: plan.sources,
    inputs: 'those of weights-informative.manifest.json',
    sets,
    balance,
    temperature: trees.temperature,
    metrics,
  }
  writeFileSync(new URL('informative-trees.manifest.json', folder), `${JSON.stringify(manifest, null, 2)}\n`)
}
