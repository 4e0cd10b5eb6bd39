import { readRows } from './framework/data.ts'
import { probabilitiesOf } from './framework/fit.ts'
import { crossValidated, headMatrix, trainHead } from './framework/head.ts'
import { withMood } from './framework/matrix.ts'
import { best, scoresOf } from './framework/scores.ts'

/** Trains the English sentiment head. Run: `npx tsx tools/train/sentiment-english.ts`. */
const file = 'sentiment_en_train.jsonl.gz'
const rows = readRows(file)
const texts = rows.map((row) => row.text)
const matrix = withMood(
  headMatrix(rows),
  texts,
  texts.map(() => 'en'),
)
const options = { l2: 1.5e-5, epochs: 10, balance: 1, seed: 1 }
const labels = rows.map((row) => row.y)
const heldOut = crossValidated({ matrix, rows, classes: 3, options, folds: 3 })
const { macroRecall, macroF1, accuracy } = scoresOf(labels, probabilitiesOf(heldOut).map(best), 3)
const made = trainHead({
  name: 'sentiment-en',
  rows,
  matrix,
  classes: ['negative', 'neutral', 'positive'],
  langs: ['en'],
  options,
  heldOut,
  files: [`text/${file}`],
  sources: ['SemEval-2017 task 4A, training files 2013-2016', 'signs of mood: see mood.manifest.json'],
  metrics: { split: '3-fold cross-validation over the training file', macroRecall, macroF1, accuracy },
  madeBy: 'tools/train/sentiment-english.ts',
})
process.stdout.write(`${JSON.stringify({ ...made, macroRecall, macroF1, accuracy })}
`)
