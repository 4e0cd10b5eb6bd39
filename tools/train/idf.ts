import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { idfOf } from './framework/idf.ts'
import { readLines, readRows } from './framework/data.ts'

/**
 * Makes the table of bucket weights that all heads share, from training texts without their labels.
 * Run: `npx tsx tools/train/idf.ts`. Every head must be trained again after it.
 */
const languages = ['arabic', 'english', 'french', 'german', 'hindi', 'italian', 'portuguese', 'spanish']
const texts = (file: string): string[] => readRows(file).map((row) => row.text)
const english = ['sentiment_en', 'emotion_en', 'offensive_en'].flatMap((name) =>
  texts(`${name}_train.jsonl.gz`),
)
const crisis = readLines('text/crisis_places_train.jsonl.gz').map((line) => String(line['text']))
const groups = [
  [...english, ...crisis],
  ...languages.map((language) => texts(`sentiment_${language}_train.jsonl.gz`)),
]
const table = idfOf(groups)
const packed = gzipSync(table, { level: 9 })
writeFileSync(new URL('../../src/language/heads/idf.bin', import.meta.url), packed)
process.stdout.write(`${table.length} buckets, ${packed.length} bytes\n`)
