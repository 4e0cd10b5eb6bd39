import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asksForHelp, createRequestReader } from '#language/requests.ts'
import { TextScan } from '#language/scan.ts'
import { precisionRecall, testLines } from '#language/triage/test-lines.ts'

describe.each(['en', 'fr'])('invented posts, %s', (lang) => {
  test.each([lang, undefined])('declared as %s, who asks for help outright is heard', (declared) => {
    const lines = testLines(`requests-${lang}`)
    const { precision, recall, wrong } = precisionRecall(lines, (text) => asksForHelp(text, declared))
    expect(lines.length).toBeGreaterThan(30)
    expect({ precision: precision > 0.9, recall: recall > 0.9, wrong }).toMatchObject({
      precision: true,
      recall: true,
    })
  })
})

test('a language without rules is not guessed', () => {
  expect(asksForHelp('SOS we are trapped on the roof', 'de')).toBe(false)
})

test.each(['', '\0', '\ud800 sos', '\u202esos\u202c', '🆘'.repeat(1000), 'help us '.repeat(100_000)])(
  'hostile text %# gets an answer',
  (text) => {
    expect(typeof asksForHelp(text)).toBe('boolean')
  },
)

test('an answer does not hang on the post before', () => {
  const read = createRequestReader()
  const scan = new TextScan()
  const answer = (text: string): boolean => {
    scan.read(text)
    return read(scan)
  }
  const unit = fc.oneof(
    fc.constantFrom('help us', 'au secours', 'if you', '.', 'stuck on', 'merci'),
    fc.string(),
  )
  const text = fc.array(unit, { maxLength: 20 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, text, (first, second) => {
      const alone = answer(second)
      answer(first)
      expect(answer(second)).toBe(alone)
    }),
  )
})
