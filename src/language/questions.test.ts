import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createQuestionReader, isQuestion } from '#language/questions.ts'
import { TextScan } from '#language/scan.ts'
import { precisionRecall, testLines } from '#language/triage/test-lines.ts'

describe.each(['en', 'fr'])('invented posts, %s', (lang) => {
  test.each([lang, undefined])('declared as %s, the rules find what is asked', (declared) => {
    const lines = testLines(`questions-${lang}`)
    const { precision, recall, wrong } = precisionRecall(lines, (text) => isQuestion(text, declared))
    expect(lines.length).toBeGreaterThan(150)
    expect({ precision: precision > 0.95, recall: recall > 0.95, wrong }).toMatchObject({
      precision: true,
      recall: true,
    })
  })
})

test.each([
  ['¿Dónde está el albergue?', 'es', true],
  ['هل الماء صالح للشرب؟', 'ar', true],
  ['水は飲めますか？', 'ja', true],
  ['El puente está cerrado.', 'es', false],
])('other languages ask with a mark: %s', (text, lang, expected) => {
  expect(isQuestion(text, lang)).toBe(expected)
})

test('a question mark inside a link asks nothing', () => {
  expect(isQuestion('Read this https://news.example/?a=b&c=d', 'en')).toBe(false)
  expect(isQuestion('https://news.example/where?', 'en')).toBe(false)
})

test('the beginning of a long post is read, and reading it has an end', () => {
  expect(isQuestion(`Is the bridge open? ${'and so on. '.repeat(90_000)}`, 'en')).toBe(true)
  expect(isQuestion('?'.repeat(1_000_000), 'en')).toBe(false)
  expect(isQuestion('word '.repeat(200_000), 'fr')).toBe(false)
})

test.each(['', ' ', '\0', '\ud800', '\udfff?\ud83d', '\u202e?\u202c', '?!?!', '😀?', '«?»', '" ? "'])(
  '%j gets an answer',
  (text) => {
    expect(isQuestion(text)).toBe(false)
  },
)

test('any text gets an answer, and the post before it does not change it', () => {
  const read = createQuestionReader()
  const scan = new TextScan()
  const answer = (text: string): boolean => {
    scan.read(text)
    return read(scan)
  }
  const unit = fc.oneof(fc.constantFrom('when is', '?', ' "', '\n', ' the ', 'pourquoi', '!'), fc.string())
  const text = fc.array(unit, { maxLength: 30 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, text, (first, second) => {
      const alone = answer(second)
      answer(first)
      expect(answer(second)).toBe(alone)
    }),
  )
})
