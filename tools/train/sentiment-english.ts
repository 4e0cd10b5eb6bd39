import { readRows } from './framework/data.ts'
import { crossValidated, headMatrix, trainHead, usualOptions } from './framework/head.ts'

/** Trains the English sentiment head. Run: `npx tsx tools/train/sentiment-english.ts`. */
const files = ['text/sentiment_en_train.jsonl.gz']
const rows = readRows('sentiment_en_train.jsonl.gz')
const options = usualOptions
const heldOut = crossValidated({ matrix: headMatrix(rows), rows, classes: 3, options, folds: 5 })
const made = trainHead({
  name: 'sentiment-en',
  rows,
  classes: ['negative', 'neutral', 'positive'],
  langs: ['en'],
  options,
  heldOut,
  files,
  sources: ['SemEval-2017 task 4A, training files 2013-2016'],
  metrics: {},
  madeBy: 'tools/train/sentiment-english.ts',
})
process.stdout.write(`${JSON.stringify(made)}\n`)
