import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaintFrom, createComplaintReader, isComplaint } from '#language/complaints.ts'
import { TextScan } from '#language/scan.ts'
import { precisionRecall, testLines } from '#language/triage/test-lines.ts'

describe.each(['en', 'fr'])('invented posts, %s', (lang) => {
  test.each([lang, undefined])('declared as %s, plain complaints are found', (declared) => {
    const lines = testLines(`complaints-${lang}`).filter((line) => !line.kept)
    const { precision, recall, wrong } = precisionRecall(lines, (text) => isComplaint(text, declared))
    expect(lines.length).toBeGreaterThan(150)
    expect({ precision: precision > 0.92, recall: recall > 0.9, wrong }).toMatchObject({
      precision: true,
      recall: true,
    })
  })

  // The floors are low because the figures are: what is complained of without a plain word passes the rules by.
  test('of posts the rules were not made on, few are taken wrongly', () => {
    const kept = testLines(`complaints-${lang}`).filter((line) => line.kept)
    const { precision, recall } = precisionRecall(kept, (text) => isComplaint(text, lang))
    expect(precision).toBeGreaterThan(0.6)
    expect(recall).toBeGreaterThanOrEqual(0.2)
  })
})

test('a language without rules has no complaints, whatever its words', () => {
  expect(isComplaint('worst service ever, shame on you', 'es')).toBe(false)
})

test('what speaks more like a complaint scores higher', () => {
  const read = createComplaintReader()
  const scan = new TextScan()
  const score = (text: string): number => {
    scan.read(text)
    return read(scan, 'en')
  }
  expect(score('The bus is late')).toBeLessThan(complaintFrom)
  expect(score('The bus is late again')).toBeGreaterThan(score('The bus is late'))
  expect(score('The bus is late again, thank you to the crews who cleared the road')).toBeLessThan(
    complaintFrom,
  )
})

test.each(['', '\0', '\ud800\udfff', '\u202e never again', '😡'.repeat(1000), 'bus again '.repeat(100_000)])(
  'hostile text %# gets an answer',
  (text) => {
    expect(typeof isComplaint(text)).toBe('boolean')
  },
)

test('any text gets a finite score', () => {
  const read = createComplaintReader()
  const scan = new TextScan()
  const unit = fc.oneof(
    fc.constantFrom('bus', 'never', 'thanks for nothing', 'toujours', '.', '@a'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (parts) => {
      scan.read(parts.join(' '))
      expect(Number.isFinite(read(scan))).toBe(true)
    }),
  )
})
