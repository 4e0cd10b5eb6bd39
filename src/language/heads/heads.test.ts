import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketCount, wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import { emptyFeatures, readFeatures } from '#language/heads/features.ts'
import { byteOfWeight, type Head, weightOfByte } from '#language/heads/head-file.ts'
import { createPack, headProbabilities } from '#language/heads/pack.ts'
import { TextScan } from '#language/scan.ts'

const scan = new TextScan()
const features = emptyFeatures()
const weightOf = new Float32Array(bucketCount).fill(1)

/** A head whose weights are drawn from a number, so that every bucket matters. */
function madeHead(name: string, outputs: number): Head {
  const weights = Int8Array.from(
    { length: outputs * bucketCount },
    (_, at) => ((at * 2_654_435_761) >>> 24) - 128,
  )
  for (let at = 0; at < weights.length; at++) weights[at] = Math.max(-127, weights[at] ?? 0)
  const classes = Array.from({ length: outputs === 1 ? 2 : outputs }, (_, at) => `c${at}`)
  const ofEach = Array.from({ length: outputs }, (_, at) => at + 1)
  return {
    name,
    classes,
    langs: ['en'],
    bias: ofEach,
    scale: ofEach,
    temperature: 1,
    sureFrom: 0.5,
    outputs,
    weights,
  }
}

/** The same sum without any memory of words: bucket by bucket. */
function slowScores(head: Head, text: string): number[] {
  scan.read(text)
  readFeatures(scan, features)
  const into = new Int32Array(wordBucketsMax)
  const buckets: number[] = [...features.buckets.subarray(0, features.bucketCount)]
  for (let unit = 0; unit < features.unitCount; unit++) {
    const count = wordBuckets(scan.wordText(features.unitWord[unit] ?? 0), into)
    buckets.push(...into.subarray(0, count))
  }
  const length = Math.sqrt(buckets.length) || 1
  return head.scale.map((scale, output) => {
    const sum = buckets.reduce(
      (all, at) => all + weightOfByte(head.weights[output * bucketCount + at] ?? 0),
      0,
    )
    return (sum / length) * scale + (head.bias[output] ?? 0)
  })
}

const texts = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'flood ',
      'Soooo ',
      'crue ',
      '#high_water ',
      '@city.example ',
      ' https://a.example/x ',
      '!!! ',
      '水',
      'مياه ',
      '😀',
      '\ud83d',
      '\0',
      '\u202e',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  maxLength: 40,
})

test('heads asked together and from memory say what each says alone, bucket by bucket', () => {
  const heads = [madeHead('a', 3), madeHead('b', 1)]
  const pack = createPack(heads, weightOf)
  fc.assert(
    fc.property(texts, (text) => {
      scan.read(text)
      readFeatures(scan, features)
      const together = [...pack.score(scan, features)]
      const alone = heads.flatMap((head) => slowScores(head, text))
      for (const [at, score] of together.entries()) expect(score).toBeCloseTo(alone[at] ?? 0, 3)
    }),
    { numRuns: 100 },
  )
})

test('probabilities are shares of one, whatever the scores', () => {
  const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(fc.tuple(numbers, numbers, numbers), (scores) => {
      for (const outputs of [1, 3]) {
        const shares = headProbabilities(madeHeadOf(outputs), Float64Array.from(scores), 0)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
      }
    }),
  )
})

function madeHeadOf(outputs: number): Head {
  const classes = outputs === 1 ? ['no', 'yes'] : ['a', 'b', 'c']
  const given = { name: 'x', langs: ['en'], bias: [], scale: [], temperature: 1, sureFrom: 0 }
  return { ...given, classes, outputs, weights: new Int8Array(0) }
}

test('a byte comes back as itself through the weight it stands for', () => {
  for (let byte = -127; byte <= 127; byte++) expect(byteOfWeight(weightOfByte(byte) * 3, 3)).toBe(byte + 0)
  expect(byteOfWeight(1, 0)).toBe(0)
})

test('numbers of one length are one word, a drawn-out word holds its short form, a name is no feature', () => {
  expect(bucketsOf('1234')).toEqual(bucketsOf('9876'))
  expect(bucketsOf('1234')).not.toEqual(bucketsOf('12345'))
  expect(bucketsOf('sooooo')).toEqual(expect.arrayContaining(bucketsOf('soo').slice(1)))
  scan.read('@city.example')
  readFeatures(scan, features)
  const one = [...features.buckets.subarray(0, features.bucketCount)]
  scan.read('@someone')
  readFeatures(scan, features)
  expect([features.unitCount, ...features.buckets.subarray(0, features.bucketCount)]).toEqual([0, ...one])
})

function bucketsOf(word: string): number[] {
  const into = new Int32Array(wordBucketsMax)
  return [...into.subarray(0, wordBuckets(word, into))]
}

test('a word of any length stays within its room, and a megabyte is read by its beginning', () => {
  const into = new Int32Array(wordBucketsMax)
  expect(wordBuckets('x'.repeat(1_000_000), into)).toBeLessThanOrEqual(wordBucketsMax)
  expect(wordBuckets(`${'ab'.repeat(40)}ccc`, into)).toBeLessThanOrEqual(wordBucketsMax)
  expect(wordBuckets('', into)).toBe(1)
  for (const text of ['water !? '.repeat(60_000), '!'.repeat(1_000_000), '😀'.repeat(60_000)]) {
    scan.read(text)
    readFeatures(scan, features)
    expect(features.unitCount).toBeLessThanOrEqual(400)
  }
})

test('every file of weights is the one its manifest tells of', async () => {
  const { createHash } = await import('node:crypto')
  const { headNames } = await import('#language/heads/heads.ts')
  for (const name of headNames) {
    const file = (ending: string): Buffer =>
      readFileSync(new URL(`./weights-${name}.${ending}`, import.meta.url))
    const manifest = JSON.parse(file('manifest.json').toString()) as { sha256: string; sources: string[] }
    expect(manifest.sha256).toBe(createHash('sha256').update(file('bin')).digest('hex'))
    expect(manifest.sources.length).toBeGreaterThan(0)
  }
})
