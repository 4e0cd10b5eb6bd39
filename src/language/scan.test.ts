import { expect, test } from 'vitest'
import fc from 'fast-check'
import { hash32 } from '#kernel/hash.ts'
import { scanGap, scanKinds, TextScan } from '#language/scan.ts'
import { spokenWords, tokens } from '#language/tokens.ts'

/** A scan, told in the words of `tokens` and `spokenWords`. */
function told(scan: TextScan): { tokens: unknown[]; words: unknown[] } {
  const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at)
  return {
    tokens: range(scan.tokenCount).map((at) => ({
      text: scan.tokenText(at),
      kind: scanKinds[scan.tokenKind[at] ?? 0],
      from: scan.tokenFrom[at],
      to: scan.tokenTo[at],
      low: scan.tokenLow[at],
      high: scan.tokenHigh[at],
    })),
    words: range(scan.wordCount).map((at) => ({
      text: scan.wordText(at),
      token: scan.wordToken[at],
      low: scan.wordLow[at],
      high: scan.wordHigh[at],
    })),
  }
}

function expected(text: string): ReturnType<typeof told> {
  const all = tokens(text)
  const hashes = (word: string): { low: number; high: number } => ({
    low: hash32(word, 1) | 0,
    high: hash32(word, 2) | 0,
  })
  return {
    tokens: all.map((token) => ({ ...token, ...hashes(token.text) })),
    words: all.flatMap((token, at) =>
      token.kind === 'link'
        ? [{ text: '', token: scanGap, ...hashes('') }]
        : spokenWords(token).map((word) => ({ text: word, token: at, ...hashes(word) })),
    ),
  }
}

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'aZé#@$_.-/ &\u0301\u200d\u200bﬀＡ水ぁｶﾞไกİςΣßﾟ',
      '👩‍🚒',
      '🇨🇦',
      '1️⃣',
      ' https://a.example/x ',
      'www.',
      '\ud83d',
      '\0',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
})

test('a scan holds what the tokeniser says, also after other texts', () => {
  const scan = new TextScan()
  fc.assert(
    fc.property(nasty, (text) => {
      scan.read(text)
      expect(told(scan)).toEqual(expected(text))
    }),
    { numRuns: 3000 },
  )
})

test('a long text grows the arrays, and a short one after it is not disturbed', () => {
  const scan = new TextScan()
  const long = 'Flood #high_water @city.example '.repeat(400)
  scan.read(long)
  expect(told(scan)).toEqual(expected(long))
  scan.read('ok')
  expect(told(scan)).toEqual(expected('ok'))
})
