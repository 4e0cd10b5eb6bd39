import type { Lettering } from '#drawing/lettering.ts'
import {
  leadingOf,
  type Paper,
  type Place,
  type Structure,
  type Type,
} from '#roles/reactions/reports/pdf/paper.ts'
import type { Cell, Table } from '#roles/reactions/reports/telling/report-page.ts'

const gap = 10
const rowPad = 3

/** How a table is set, and how many lines a cell may have. */
export type TableType = { size: number; cellLinesMax: number }

type Setting = {
  paper: Paper
  table: Table
  widths: readonly number[]
  x: number
  types: { head: Type; cell: Type }
}

/** A table being written row by row, with its head in the structure once, wherever its rows go on. */
export type TableWriter = {
  /** Height of the head and of a row, points. */
  headHeight: number
  rowHeight(row: readonly Cell[]): number
  head(y: number): void
  row(row: readonly Cell[], y: number): void
  end(): void
}

/** Begins a table. Its columns are as wide as they need, numbers first; texts share what is left. */
export function tableWriter(
  paper: Paper,
  table: Table,
  { x, width, as, inside }: { x: number; width: number; as: TableType; inside?: Structure | undefined },
): TableWriter {
  const types = {
    head: { cut: 'bold', size: as.size - 0.5, ink: 'muted', linesMax: 2 } as const,
    cell: { cut: 'regular', size: as.size, ink: 'ink', linesMax: as.cellLinesMax } as const,
  }
  const widths = columnWidths(table, width, { size: as.size, lettering: paper.lettering })
  const setting: Setting = { paper, table, widths, x, types }
  const element = inside === undefined ? paper.branch('Table') : paper.branch('Table', inside)
  let isHeadSaid = false
  return {
    headHeight: heightOf(
      setting,
      table.head.map((text) => ({ text })),
      types.head,
    ),
    rowHeight: (row) => heightOf(setting, row, types.cell),
    head(y) {
      const cells = table.head.map((text) => ({ text }))
      // Said once; where the table goes on it is only shown again.
      if (isHeadSaid) return shownAgain(setting, cells, y)
      isHeadSaid = true
      writeRow(setting, { cells, y, isHead: true, element })
    },
    row: (row, y) => writeRow(setting, { cells: row, y, isHead: false, element }),
    end: () => element.end(),
  }
}

function columnWidths(
  { head, rows }: Table,
  width: number,
  { size, lettering }: { size: number; lettering: Lettering },
): number[] {
  const widest = (column: number): number =>
    Math.max(
      lettering.width(head[column] ?? '', { cut: 'bold', size }) + 1,
      ...rows.map((row) => lettering.width(row[column]?.text ?? '', { cut: 'regular', size }) + 1),
    )
  const wanted = head.map((_, column) => widest(column))
  const room = width - gap * (head.length - 1)
  const fair = room / head.length
  // Narrow columns keep what they need; the others share the rest as they would like it.
  const narrow = wanted.map((one) => one <= fair)
  const kept = wanted.reduce((all, one, i) => all + (narrow[i] === true ? one : 0), 0)
  const others = wanted.reduce((all, one, i) => all + (narrow[i] === true ? 0 : one), 0)
  if (others === 0) return spreadOut(wanted, room - kept)
  return wanted.map((one, i) => (narrow[i] === true ? one : (one / others) * (room - kept)))
}

/** A table that needs little is not drawn out over the sheet: a row must be followed by the eye. */
function spreadOut(widths: readonly number[], left: number): number[] {
  const each = Math.min(left / widths.length, 36)
  return widths.map((one) => one + each)
}

function heightOf({ paper, widths }: Setting, cells: readonly Cell[], as: Type): number {
  const heights = cells.map(({ text }, i) => paper.height(text, widths[i] ?? 0, as))
  return Math.max(leadingOf(as), ...heights) + 2 * rowPad
}

function isNumbers({ rows }: Table, column: number): boolean {
  return rows.some((row) => row[column]?.value !== undefined)
}

function placeOf({ x, widths }: Setting, column: number, y: number): Place {
  const before = widths.slice(0, column).reduce((all, one) => all + one + gap, 0)
  return { x: x + before, y: y + rowPad, width: widths[column] ?? 0 }
}

function writeRow(
  setting: Setting,
  o: { cells: readonly Cell[]; y: number; isHead: boolean; element: Structure },
): void {
  const { paper, table, types } = setting
  const as = o.isHead ? types.head : types.cell
  const row = paper.branch('TR', o.element)
  for (const [i, { text, href, lang }] of o.cells.entries()) {
    const isHeading = o.isHead || i === 0
    paper.text(isHeading ? 'TH' : 'TD', text, {
      ...{ at: placeOf(setting, i, o.y), as, inside: row, href },
      align: isNumbers(table, i) ? 'end' : 'start',
      options: {
        ...(isHeading ? { scope: o.isHead ? 'Column' : 'Row' } : {}),
        ...(lang === undefined ? {} : { lang }),
      },
    })
  }
  rule(setting, o.y + heightOf(setting, o.cells, as), o.isHead)
}

function shownAgain(setting: Setting, cells: readonly Cell[], y: number): void {
  const { paper, table, types } = setting
  for (const [i, { text }] of cells.entries())
    paper.shown(text, placeOf(setting, i, y), types.head, isNumbers(table, i) ? 'end' : 'start')
  rule(setting, y + heightOf(setting, cells, types.head), true)
}

function rule({ paper, x, widths }: Setting, y: number, isHead: boolean): void {
  const width = widths.reduce((all, one) => all + one, gap * (widths.length - 1))
  paper.rule({ x, y, width }, isHead ? 'edge' : 'line')
}
