import { stringify } from 'csv-stringify/sync'
import type { Part, ReportPage } from '#roles/reactions/reports/telling/report-page.ts'

/**
 * The figures of a report as a table: one line a cell, with the part, the row and the column it stands in, its query, and how
 * completely it was heard. A mark in front tells spreadsheets that it is UTF-8; a cell that begins like a formula is written as
 * text, so that opening the file runs nothing.
 */
export function csvOf(page: ReportPage): string {
  const isFr = page.language === 'fr'
  const head = isFr
    ? ['Partie', 'Ligne', 'Colonne', 'Valeur', 'Affiché', 'Requête', 'Couverture']
    : ['Part', 'Row', 'Column', 'Value', 'As shown', 'Query', 'Coverage']
  const facts = [
    [page.kicker, page.title, '', '', page.lede, page.address, ''],
    ...(page.practice === undefined ? [] : [[page.kicker, page.practice, '', '', '', '', '']]),
    ...page.figures.map(({ value, label, detail, href = '' }) => [
      page.kicker,
      label,
      detail,
      '',
      value,
      href,
      '',
    ]),
    ...[...page.front, ...page.annex].flatMap(linesOf),
    ...page.method.map((line) => [page.methodHeading, line, '', '', '', '', '']),
    [page.methodHeading, page.foot, '', '', '', '', ''],
    ...page.links.map(({ text, href }) => [page.methodHeading, text, '', '', '', href, '']),
  ]
  const lines = stringify([head, ...facts.map((row) => row.map(onOneLine))], {
    escape_formulas: true,
    record_delimiter: 'windows',
  })
  return `\uFEFF${lines}`
}

function linesOf({ heading, sentence, table, coverage = '' }: Part): string[][] {
  const cells = (table?.rows ?? []).flatMap((row) =>
    row
      .slice(1)
      .map(({ text, href = '', value }, i) => [
        heading,
        row[0]?.text ?? '',
        table?.head[i + 1] ?? '',
        value === undefined ? '' : String(value),
        text,
        href,
        coverage,
      ]),
  )
  return [[heading, sentence, '', '', '', '', coverage], ...cells]
}

/** A cell of several lines breaks what reads line by line; a formula may hide behind a space. */
function onOneLine(text: string): string {
  const plain = text.replaceAll(/[\r\n\t\u2028\u2029]+/gu, ' ').replaceAll('\u0000', '')
  return plain.trimStart()
}
