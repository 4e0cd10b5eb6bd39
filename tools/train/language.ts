import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { bucketWeights } from '#language/heads/idf.ts'
import { dataFolder, readRows, type Row } from './framework/data.ts'
import { probabilitiesOf } from './framework/fit.ts'
import { crossValidated, fitRows, saveHead } from './framework/head.ts'
import { matrixOf } from './framework/matrix.ts'
import { best, scoresOf } from './framework/scores.ts'

/**
 * Trains the head that helps language id on posts, from words alone. Run: `npx tsx tools/train/language.ts`.
 * How much it counts beside the table was chosen by 4-fold cross-validation (see `docs/models/language.md`).
 */
const tags: Record<string, string> = {
  arabic: 'ar',
  english: 'en',
  french: 'fr',
  german: 'de',
  italian: 'it',
  portuguese: 'pt',
  spanish: 'es',
  dutch: 'nl',
}
const classes = Object.values(tags)
const withoutSigns = (text: string): string => text.replace(/https?\S*|@\S+/g, ' ').replaceAll('#', ' ')

function rowOf(text: string, language: string): Row {
  return { text: withoutSigns(text), y: classes.indexOf(tags[language] ?? ''), group: 'all' }
}

const languages = Object.keys(tags).filter((language) => language !== 'dutch')
const umsab = languages.flatMap((language) =>
  readRows(`sentiment_${language}_train.jsonl.gz`).map((row) => rowOf(row.text, language)),
)
const carterFile = 'text/langid_train.json.gz'
const packed = gunzipSync(readFileSync(new URL(carterFile, dataFolder))).toString()
const [texts, names] = JSON.parse(packed) as [string[], string[]]
const rows = [...umsab, ...texts.map((text, at) => rowOf(text, names[at] ?? ''))]
const options = { l2: 3e-5, epochs: 5, balance: 0.5, seed: 1 }
const matrix = matrixOf(
  rows.map((row) => row.text),
  bucketWeights(),
  'words',
)
const given = { matrix, rows, classes: classes.length, options }
const labels = rows.map((row) => row.y)
const { accuracy } = scoresOf(
  labels,
  probabilitiesOf(crossValidated({ ...given, folds: 4 })).map(best),
  classes.length,
)
const bytes = saveHead(
  {
    name: 'language',
    classes,
    langs: ['none'],
    options,
    files: [...languages.map((language) => `text/sentiment_${language}_train.jsonl.gz`), carterFile],
    sources: [
      'UMSAB (XLM-T) training tweets, seven languages',
      'TwitterLID (Carter et al. 2013) training tweets',
    ],
    metrics: { split: '4-fold cross-validation, the head alone', accuracy },
    madeBy: 'tools/train/language.ts',
  },
  fitRows(given),
  { temperature: 1, sureFrom: 0, coverage: 1 },
)
process.stdout.write(`${JSON.stringify({ accuracy, bytes })}\n`)
