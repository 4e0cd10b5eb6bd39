import type { Words } from '#kernel/words.ts'

/** A column: its heading, and what it says of a row. */
export type Column<R> = { title: Words; text: (row: R) => string; align?: 'left' | 'right' }

/** Widest a cell is shown; longer ones end in an ellipsis. */
export const cellWidthMax = 60

/** Rows as aligned lines of text, with a heading. Control characters from outside are shown as spaces. */
export function tableLines<R>(
  columns: readonly Column<R>[],
  rows: readonly R[],
  locale: 'en' | 'fr',
): string[] {
  const heading = columns.map((column) => column.title[locale])
  const cells = [heading, ...rows.map((row) => columns.map((column) => shortened(column.text(row))))]
  const widths = columns.map((_, i) =>
    cells.reduce((most, line) => Math.max(most, widthOf(line[i] ?? '')), 0),
  )
  return cells.map((line) =>
    line
      .map((cell, i) => padded(cell, widths[i] ?? 0, columns[i]?.align))
      .join('  ')
      .trimEnd(),
  )
}

function shortened(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
  const letters = [...plain]
  return letters.length <= cellWidthMax ? plain : `${letters.slice(0, cellWidthMax - 1).join('')}…`
}

function padded(cell: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return align === 'right' ? space + cell : cell + space
}

/** Letters beyond the Latin ones that take two places on a terminal: CJK, full-width forms, emoji. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text) {
    if (/\p{Mark}|\u200d/u.test(letter)) continue
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        letter,
      )
        ? 2
        : 1
  }
  return width
}
