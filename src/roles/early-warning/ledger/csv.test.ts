import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ledgerCsv } from '#roles/early-warning/ledger/csv.ts'

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true })

test('an issue is one line with its measured moments; what is not known is empty, a lag is a plain number', () => {
  const [row] = rowsOf(
    ledgerCsv([
      {
        ...{ id: 's1', storyId: 's1', issueId: 'issue-s1', title: 'Brown water, "Old Town"', state: 'open' },
        ...{
          signal: { at: '2031-05-05T14:00:00.000Z' },
          news: { at: '2031-05-05T13:48:00.000Z', label: 'Herald' },
        },
        leadMin: -12,
      },
    ]),
  )
  expect(row).toMatchObject({ issue: 'issue-s1', title: 'Brown water, "Old Town"', lead_min: '-12' })
  expect(row).toMatchObject({ news_by: 'Herald', first_eye_at: '', response_at: '' })
})

test('no words of others become a formula, and every word arrives', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('=1+1', '@x', '-2', '+3', '\t=x', 'a\r\nb')),
      (title) => {
        const [row] = rowsOf(ledgerCsv([{ id: 's1', title, state: 'open' }]))
        const told = row?.['title'] ?? ''
        expect(told).not.toMatch(/^[=+\-@\t\r]/u)
        expect([title, `'${title}`]).toContain(told)
      },
    ),
  )
})
