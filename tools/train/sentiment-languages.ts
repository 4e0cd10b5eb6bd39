import { readRows, type Row } from './framework/data.ts'
import { calibrationOf } from './framework/calibrate.ts'
import { balanced, fit, type Linear, logits, oneHot, probabilitiesOf } from './framework/fit.ts'
import { foldsOf, headMatrix, saveHead } from './framework/head.ts'
import { modelOf, sharedAndOwn } from './framework/languages.ts'
import { rowsOf, withMood } from './framework/matrix.ts'
import { best, scoresOf } from './framework/scores.ts'

/**
 * Trains the sentiment heads of seven languages and the one for all others, together. Run:
 * `npx tsx tools/train/sentiment-languages.ts`. English is trained along, but ships its own head (`sentiment-english.ts`).
 */
const tags = {
  arabic: 'ar',
  english: 'en',
  french: 'fr',
  german: 'de',
  hindi: 'hi',
  italian: 'it',
  portuguese: 'pt',
  spanish: 'es',
}
const options = {
  l2: Number(process.argv[2] ?? 1e-4),
  epochs: Number(process.argv[3] ?? 10),
  balance: 1,
  seed: 1,
}
const classes = ['negative', 'neutral', 'positive']
const foldCount = 4

type Part = {
  lang: string
  file: string
  rows: Row[]
  column: number
  matrix: ReturnType<typeof headMatrix>
  folds: number[]
}

const parts: Part[] = Object.entries(tags).map(([name, lang], column) => {
  const file = `sentiment_${name}_train.jsonl.gz`
  const rows = readRows(file, 'one')
  const texts = rows.map((row) => row.text)
  const langs = texts.map(() => lang)
  return {
    lang,
    file,
    rows,
    column,
    matrix: withMood(headMatrix(rows), texts, langs),
    folds: foldsOf(rows, foldCount),
  }
})

/** More English, so that what all languages share is learned from more than 15,000 posts. */
const moreShare = Number(process.argv[4] ?? 0)
const more = readRows('sentiment_en_train.jsonl.gz').filter((_, at) => moreShare > 0 && at % moreShare === 0)
const moreTexts = more.map((row) => row.text)
const moreMatrix = withMood(
  headMatrix(more),
  moreTexts,
  moreTexts.map(() => 'en'),
)

/** Which rows of a part are inside a fold, or outside. */
function rowsIn(part: Part, fold: number, isInside: boolean): number[] {
  return part.folds.flatMap((each, at) => ((each === fold) === isInside ? [at] : []))
}

/** A joint model of all rows outside a fold; of all rows where the fold is -1. */
function jointWithout(fold: number): Linear {
  const wanted = parts.map((part) => rowsIn(part, fold, false))
  const labels = parts.flatMap((part, at) => (wanted[at] ?? []).map((row) => part.rows[row]?.y ?? 0))
  const moreLabels = more.map((row) => row.y)
  const given = [
    ...parts.map((part, at) => ({ matrix: rowsOf(part.matrix, wanted[at] ?? []), column: part.column })),
    { matrix: moreMatrix, column: 1 },
  ]
  return fit(
    sharedAndOwn(given, parts.length),
    [...oneHot(labels, 3), ...oneHot(moreLabels, 3)],
    [...balanced(labels, 3, 1), ...balanced(moreLabels, 3, 1)],
    options,
  )
}

const heldOut = parts.map((part): number[][] => part.rows.map(() => []))
for (let fold = 0; fold < foldCount; fold++) {
  const joint = jointWithout(fold)
  for (const [at, part] of parts.entries()) {
    const inside = rowsIn(part, fold, true)
    const scores = logits(modelOf(joint, parts.length, part.column), rowsOf(part.matrix, inside))
    for (const [place, row] of inside.entries()) {
      const into = heldOut[at]
      if (into) into[row] = scores[place] ?? []
    }
  }
}

const joint = jointWithout(-1)
const sources = [
  'UMSAB (XLM-T) training tweets, eight languages',
  'SemEval-2017 task 4A',
  'signs of mood: see mood.manifest.json',
]
const files = parts.map((part) => `text/${part.file}`)
const means: number[] = []
for (const [at, part] of parts.entries()) {
  const labels = part.rows.map((row) => row.y)
  const { macroF1, macroRecall, accuracy } = scoresOf(labels, probabilitiesOf(heldOut[at] ?? []).map(best), 3)
  means.push(macroF1)
  const calibration = calibrationOf(heldOut[at] ?? [], labels)
  if (part.lang !== 'en')
    save(part.lang, modelOf(joint, parts.length, part.column), calibration, {
      macroF1,
      macroRecall,
      accuracy,
    })
  process.stdout.write(`${JSON.stringify({ lang: part.lang, macroF1, ...calibration })}\n`)
}
process.stdout.write(
  `${JSON.stringify({ ...options, moreShare, meanMacroF1: means.reduce((sum, each) => sum + each, 0) / means.length })}\n`,
)
const allLabels = parts.flatMap((part) => part.rows.map((row) => row.y))
// A language nobody trained for is read worse than these held-out rows; the threshold is raised a little for that.
const calibration = calibrationOf(heldOut.flat(), allLabels)
save(
  'any',
  modelOf(joint, parts.length),
  { ...calibration, sureFrom: Math.min(0.95, calibration.sureFrom + 0.1) },
  {},
)

function save(
  lang: string,
  model: Linear,
  calibration: ReturnType<typeof calibrationOf>,
  metrics: object,
): void {
  saveHead(
    {
      name: `sentiment-${lang}`,
      classes,
      langs: [lang === 'any' ? '*' : lang],
      options,
      files,
      sources,
      metrics: { split: `${foldCount}-fold cross-validation over the training file`, ...metrics },
      madeBy: 'tools/train/sentiment-languages.ts',
    },
    model,
    calibration,
  )
}
