import { probabilitiesOf } from './framework/fit.ts'
import { crossValidated, headMatrix, trainHead, usualOptions } from './framework/head.ts'
import { type Row, readLines, unescaped } from './framework/data.ts'
import { auc, best, scoresOf } from './framework/scores.ts'

/**
 * Trains the head for the kinds of posts in an emergency. Run: `npx tsx tools/train/triage.ts`.
 *
 * Chosen by cross-validation over whole events (four folds of 13 events; random rows would leak reposts): the L2 strength and
 * the balance of classes. Tried without gain: words that occur in one event only left out, CrisisLexT26's information types as
 * further rows, means of several models, naive Bayes weights. See `docs/models/triage.md`.
 */
const file = 'text/crisis_places_train.jsonl.gz'
const lines = readLines(file)
const classes = [...new Set(lines.map((line) => String(line['class'])))].sort()
const rows: Row[] = lines.map((line) => ({
  text: unescaped(String(line['text'])),
  y: classes.indexOf(String(line['class'])),
  group: String(line['event']),
}))
const options = { ...usualOptions, l2: 3e-5, epochs: 12 }
const heldOut = crossValidated({ matrix: headMatrix(rows), rows, classes: classes.length, options, folds: 4 })
const probabilities = probabilitiesOf(heldOut)
const request = classes.indexOf('requests_or_urgent_needs')
const { f1, ...scores } = scoresOf(
  rows.map((row) => row.y),
  probabilities.map(best),
  classes.length,
)
const metrics = {
  split: 'cross-validation, 4 folds of whole events (13 events)',
  ...scores,
  f1: Object.fromEntries(classes.map((name, at) => [name, f1[at]])),
  requestAuc: auc(
    probabilities.map((row) => row[request] ?? 0),
    rows.map((row) => row.y === request),
  ),
}
const made = trainHead({
  name: 'crisis',
  rows,
  classes,
  langs: ['en'],
  options,
  heldOut,
  files: [file],
  sources: ['IDRISI-RE, CC BY 4.0 (Suwaileh, Elsayed, Imran 2023; classes from HumAID)'],
  metrics,
  madeBy: 'tools/train/triage.ts',
})
process.stdout.write(`${JSON.stringify({ ...made, ...metrics })}\n`)
