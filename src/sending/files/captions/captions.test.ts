import fc from 'fast-check'
import { expect, test } from 'vitest'
import { webVttOf, type Cue } from '#sending/files/captions/cue.ts'
import { readCaptions } from '#sending/files/captions/keep-captions.ts'
import { fileLimits } from '#sending/files/contract.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function written(text: string | Uint8Array): string {
  const read = readCaptions(typeof text === 'string' ? bytes(text) : text)
  if (!read.ok) throw new Error(read.why.words.en)
  return webVttOf(read.cues)
}

/** Why it is not taken, and at which line. */
function wrong(text: string | Uint8Array): [why: string, line: number | undefined] {
  const read = readCaptions(typeof text === 'string' ? bytes(text) : text)
  if (read.ok) return ['taken', undefined]
  const { why, words, line } = read.why
  expect(words.en).not.toBe('')
  expect(words.fr).not.toBe('')
  if (line !== undefined) expect([words.en, words.fr].every((said) => said.includes(String(line)))).toBe(true)
  return [why, line]
}

const one = 'WEBVTT\n\n00:01.000 --> 00:02.500\n'

test('WebVTT is written anew: times in full, names, remarks, styles and regions left out', () => {
  const given = [
    '\uFEFFWEBVTT - The river',
    'Kind: captions',
    '',
    'NOTE made by Ana Roy, not public',
    '',
    'STYLE',
    '::cue { background: url(https://elsewhere.example/x) }',
    '',
    'REGION',
    'id:fred',
    '',
    'first',
    '00:01.000 --> 00:02.500 region:fred line:0 align:middle',
    '<v Ana>The river & the <i>road</i> are closed.',
    'Stay away.',
    '',
    '',
    '00:00:03.000 --> 01:02:03.004',
    'Thank you.',
  ]
  const made = [
    'WEBVTT',
    '',
    '00:00:01.000 --> 00:00:02.500 line:0 align:center',
    '<v Ana>The river &amp; the <i>road</i> are closed.',
    'Stay away.',
    '',
    '00:00:03.000 --> 01:02:03.004',
    'Thank you.',
    '',
  ].join('\n')
  expect(written(given.join('\n'))).toBe(made)
  expect(written(given.join('\r\n'))).toBe(made)
  expect(written(given.join('\r'))).toBe(made)
  // What was written anew reads as itself.
  expect(written(made)).toBe(made)
})

test('SubRip becomes WebVTT; colours and places go, what is no mark is text', () => {
  const given =
    '1\r\n00:00:01,5 --> 0:00:02,750\r\n{\\an8}<font color="red">L’eau <B>monte</B></font> : 3 < 5 & plus --> vite\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000 X1:1 X2:2 Y1:1 Y2:2\r\nMerci.\r\n'
  expect(written(given)).toBe(
    'WEBVTT\n\n00:00:01.500 --> 00:00:02.750\nL’eau <b>monte</b> : 3 &lt; 5 &amp; plus --&gt; vite\n\n00:00:04.000 --> 00:00:05.000\nMerci.\n',
  )
  expect(written(written(given))).toBe(written(given))
})

test('an accent in another encoding is not guessed: the line is told', () => {
  const latin = Buffer.from(`${one}Route ferm\u00E9e`, 'latin1')
  expect(wrong(latin)).toEqual(['captions-encoding', 4])
  expect(wrong(Buffer.from(`\uFEFF${one}Route`, 'utf16le'))).toEqual(['captions-encoding', undefined])
  expect(wrong(`${one}Route ferm\uFFFDe`)).toEqual(['captions-character', 4])
  expect(wrong(`${one}Bell\u0007`)).toEqual(['captions-character', 4])
})

test.each([
  ['', 'captions-empty', undefined],
  [' \n\n', 'captions-empty', undefined],
  ['WEBVTT', 'captions-empty', undefined],
  ['WEBVTT\n\nNOTE nothing else', 'captions-empty', undefined],
  ['The river is rising.', 'captions-unknown', undefined],
  ['WEBVTTX\n\n00:01.000 --> 00:02.000\na', 'captions-unknown', undefined],
  ['WEBVTT\n00:01.000 --> 00:02.000\na', 'captions-layout', 2],
  ['WEBVTT\n\nJust words', 'captions-layout', 3],
  ['WEBVTT\n\n00:01.000 -> 00:02.000\na', 'captions-layout', 3],
  ['WEBVTT\n\n00:01,000 --> 00:02,000\na', 'captions-time', 3],
  ['WEBVTT\n\n00:61.000 --> 01:02.000\na', 'captions-time', 3],
  ['WEBVTT\n\n00:02.000 --> 00:01.000\na', 'captions-time', 3],
  ['WEBVTT\n\n00:01.000 --> 00:01.000\na', 'captions-time', 3],
  ['WEBVTT\n\nname\n00:01.000 --> 00:02.000 colour:red\na', 'captions-setting', 4],
  ['WEBVTT\n\n00:01.000 --> 00:02.000 line:200%\na', 'captions-setting', 3],
  ['WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb', 'captions-order', 6],
  [`${one}<script>alert(1)</script>`, 'captions-tag', 4],
  [`${one}fine\n3 < 5`, 'captions-tag', 5],
  [`${one}a --> b`, 'captions-tag', 4],
  ['1\n00:00:01,000 --> nonsense\na', 'captions-time', 2],
  ['1\n00:00:01,000 --> 00:00:02,000\na\n\nmore words', 'captions-layout', 5],
])('%j is not taken', (given, why, line) => {
  expect(wrong(given)).toEqual([why, line])
})

test('a film, or what is larger than captions can be, is not read', () => {
  expect(wrong(new Uint8Array(fileLimits.captionsBytesMax + 1))[0]).toBe('captions-too-large')
  expect(wrong(Buffer.from([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70]))[0]).toBe('captions-unknown')
  const many = Array.from({ length: fileLimits.captionsMax + 1 }, () => '01:00.000 --> 01:01.000\na\n').join(
    '\n',
  )
  expect(wrong(`WEBVTT\n\n${many}`)[0]).toBe('captions-too-many')
})

test('whatever comes, it is taken or refused in words, and soon', () => {
  const pieces = fc.constantFrom(
    'WEBVTT',
    '\n',
    '\n\n',
    '00:01.000 --> 00:02.000',
    '-->',
    '<',
    '>',
    '&',
    '1',
    'a',
    '\r',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (some) => void wrong(some.join(''))),
    { numRuns: 300 },
  )
  expect(wrong(`WEBVTT\n\n00:01.000 --> 00:02.000 ${'line:1 '.repeat(50_000)}\na`)).toEqual([
    'captions-long-line',
    3,
  ])
  // Held against a harmless file of the same size, so that a busy machine is no failure: a search that goes back over its own steps
  // takes thousands of times as long.
  const harmless = Math.max(20, readingMs('a line of words '.repeat(31)))
  for (const hostile of ['<c.a', '<v a', '&amp', '{\\', '<font ', '00:01.000 --> '])
    expect(readingMs(hostile.repeat(500).slice(0, fileLimits.captionLineMax))).toBeLessThan(60 * harmless)
})

/** How long a file full of such lines is read, as either kind, ms. */
function readingMs(line: string): number {
  const many = `${line}\n`.repeat(900)
  const begunMs = performance.now()
  wrong(`WEBVTT\n\n00:01.000 --> 00:02.000\n${many}`)
  wrong(`1\n00:00:01,000 --> 00:00:02,000\n${many}`)
  return performance.now() - begunMs
}

test('captions written anew say the same words at the same times', () => {
  const words = fc.stringMatching(/^[a-zé’ .!?]{0,30}[a-z]$/u)
  const cue = fc.record({ atMs: fc.nat({ max: 300_000 }), lastsMs: fc.integer({ min: 1, max: 9000 }), words })
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 20 }), (some) => {
      const cues = some
        .toSorted((a, b) => a.atMs - b.atMs)
        .map(({ atMs, lastsMs, words: text }): Cue => ({
          ...{ fromMs: atMs, toMs: atMs + lastsMs, settings: '', text: [text.trim()] },
        }))
      const read = readCaptions(bytes(webVttOf(cues)))
      expect(read).toEqual({ ok: true, cues })
    }),
  )
})
