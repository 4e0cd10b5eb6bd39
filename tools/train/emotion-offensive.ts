import { readRows } from './framework/data.ts'
import { choose, grid } from './framework/choose.ts'
import { headMatrix, trainHead } from './framework/head.ts'

/** Trains the emotion and the offensive head (English). Run: `npx tsx tools/train/emotion-offensive.ts`. */
const heads = [
  { name: 'emotion', classes: ['anger', 'joy', 'optimism', 'sadness'], l2: [3e-5, 1e-4, 3e-4], epochs: [30] },
  { name: 'offensive', classes: ['no', 'yes'], l2: [3e-5, 1e-4, 3e-4], epochs: [20] },
]
for (const { name, classes, ...range } of heads) {
  const file = `${name}_en_train.jsonl.gz`
  const rows = readRows(file)
  const { options, heldOut, scores } = choose({
    matrix: headMatrix(rows),
    rows,
    classes: classes.length,
    folds: 5,
    tried: grid({ ...range, balance: [0.5, 1] }),
    by: 'macroF1',
  })
  const made = trainHead({
    name,
    rows,
    classes,
    langs: ['en'],
    options,
    heldOut,
    files: [`text/${file}`],
    sources: [`TweetEval ${name} (SemEval 2018/2019)`],
    metrics: { split: '5-fold cross-validation over the training file', ...scores },
    madeBy: 'tools/train/emotion-offensive.ts',
  })
  process.stdout.write(`${JSON.stringify({ name, ...made, ...scores })}\n`)
}
