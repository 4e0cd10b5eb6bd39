import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketCount, wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import { weightOfByte } from '#language/heads/head-file.ts'
import { headOf } from '#language/heads/heads.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { languageGrams, languageGramsMax } from '#language/language-id-grams.ts'
import { languageTable } from '#language/language-id-table.ts'
import { createLanguageWords } from '#language/language-id-words.ts'
import { TextScan } from '#language/scan.ts'

const table = languageTable()
const head = headOf('language')
const weightOf = bucketWeights()
const sumsOf = createLanguageWords(table, head, weightOf)
const scan = new TextScan()
const placeOf = new Map<number, number>()
// Seven pairs of n-grams share a key: the one that is found first speaks for both.
for (const [slot, key] of table.keys.entries())
  if (key !== 0 && !placeOf.has(key)) placeOf.set(key, table.places[slot] ?? 0)

type Plain = { scores: number[]; grams: number; own: number[]; squares: number }

/** The same sums word by word, n-gram by n-gram, without any memory, in numbers of full length. */
function plainSums(words: readonly string[]): Plain {
  const plain: Plain = {
    scores: table.langs.map(() => 0),
    grams: 0,
    own: head.classes.map(() => 0),
    squares: 0,
  }
  for (const word of words) {
    const grams = word
      .split(/[0-9]+/)
      .flatMap(gramsOf)
      .slice(0, languageGramsMax)
    plain.grams += grams.length
    for (const gram of grams) addGram(placeOf.get(gram), plain)
    for (const bucket of bucketsOf(word)) addBucket(bucket, plain)
  }
  return plain
}

function gramsOf(letters: string): number[] {
  const into = new Int32Array(languageGramsMax)
  return [...into.subarray(0, languageGrams(letters, 0, letters.length, into))]
}

function bucketsOf(word: string): number[] {
  const into = new Int32Array(wordBucketsMax)
  return [...into.subarray(0, wordBuckets(word, into))]
}

function addGram(gram: number | undefined, { scores }: Plain): void {
  if (gram === undefined) return
  for (let pair = table.starts[gram] ?? 0; pair < (table.starts[gram + 1] ?? 0); pair++) {
    const lang = table.lang[pair] ?? 0
    scores[lang] = (scores[lang] ?? 0) + (table.score[pair] ?? 0) + 53
  }
}

function addBucket(bucket: number, plain: Plain): void {
  const weight = weightOf[bucket] ?? 0
  plain.squares += weight * weight
  for (const [at, sum] of plain.own.entries())
    plain.own[at] = sum + weight * weightOfByte(head.weights[at * bucketCount + bucket] ?? 0)
}

const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      'water',
      'rivière',
      'straße',
      'の',
      'мост',
      'река',
      'agua',
      'ponte',
      'bro',
      'rue',
      'abc1def2',
    ),
    fc.constantFrom('x'.repeat(300), 'the1'.repeat(80), `${'ent'.repeat(30)}9tion`, 'ß'.repeat(90)),
    fc.stringMatching(/^[a-z]{1,12}$/),
  ),
  { maxLength: 60 },
)

test('sums from memory, two languages in one number, are those of every n-gram added by itself', () => {
  fc.assert(
    fc.property(words, (said) => {
      scan.read(said.join(' '))
      const { scores, grams, own, squares } = sumsOf(scan)
      const plain = plainSums(Array.from({ length: scan.wordCount }, (_, at) => scan.wordText(at)))
      expect([...scores.subarray(0, table.langs.length)]).toEqual(plain.scores)
      expect(grams).toBe(plain.grams)
      expect(squares / (plain.squares || 1)).toBeCloseTo(plain.squares === 0 ? 0 : 1, 5)
      const length = Math.sqrt(plain.squares) || 1
      for (const [at, sum] of own.entries())
        expect(sum / length).toBeCloseTo((plain.own[at] ?? 0) / length, 3)
    }),
    { numRuns: 300 },
  )
})

test('sixty words of the most n-grams there can be overflow into no other language', () => {
  for (const word of ['en', 'de', 'ent', 'der', 'que', 'tion', 'ing'].map((each) => each.repeat(30))) {
    scan.read(`${word} `.repeat(60))
    expect([...sumsOf(scan).scores.subarray(0, table.langs.length)]).toEqual(
      plainSums(Array.from({ length: 60 }, () => word)).scores,
    )
  }
})
