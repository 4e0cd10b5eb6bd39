import type { Paper, Place, Type } from '#roles/reactions/reports/pdf/paper.ts'
import { leadingOf } from '#roles/reactions/reports/pdf/paper.ts'
import { tableWriter } from '#roles/reactions/reports/pdf/table.ts'
import { onPaper } from '#drawing/inks.ts'
import type { Ink } from '#drawing/picture.ts'
import type { Figure, Part, ReportPage } from '#roles/reactions/reports/telling/report-page.ts'

const types = {
  kicker: { cut: 'bold', size: 9, ink: 'muted', linesMax: 1 },
  lede: { cut: 'regular', size: 9.5, ink: 'muted', linesMax: 3 },
  said: { cut: 'regular', size: 9.5, ink: 'ink', linesMax: 3 },
  value: { cut: 'bold', size: 19, ink: 'ink', linesMax: 1 },
  label: { cut: 'bold', size: 9, ink: 'ink', linesMax: 2 },
  detail: { cut: 'regular', size: 8.5, ink: 'muted', linesMax: 3 },
  heading: { cut: 'bold', size: 12, ink: 'ink', linesMax: 1 },
  sentence: { cut: 'regular', size: 9.5, ink: 'ink', linesMax: 5 },
  coverage: { cut: 'regular', size: 8, ink: 'muted', linesMax: 3 },
  foot: { cut: 'regular', size: 8, ink: 'muted', linesMax: 2 },
} as const satisfies Record<string, Type>

/** What is set on the first sheet, whatever there is to say: long texts are cut, and what is cut stands whole in the annex. */
export type Front = { questionsShown: number }

/** Writes the page itself: one sheet. */
export function writeFront(paper: Paper, page: ReportPage): Front {
  const { width, height, margin } = paper.sheet
  const x = margin
  const whole = width - 2 * margin
  paper.addPage()
  paper.outline(page.title)
  let y = margin + head(paper, page, { x, y: margin, width: whole })
  y += figures(paper, page.figures, { x, y, width: whole }) + 14
  const bottom = height - margin - 34
  const left = whole * 0.58
  const right = { x: x + left + 22, y, width: whole - left - 22 }
  const [volume, tone, questions, themes] = page.front
  let down = y
  for (const part of [volume, tone])
    if (part !== undefined) down += pictured(paper, part, { x, y: down, width: left }, bottom) + 14
  const below = themes === undefined ? 0 : picturedHeight(paper, themes, right.width) + 12
  const shown =
    questions === undefined ? { height: 0, rows: 0 } : listed(paper, questions, right, bottom - below)
  if (themes !== undefined) pictured(paper, themes, { ...right, y: right.y + shown.height + 12 }, bottom)
  foot(paper, page, { x, y: bottom + 8, width: whole })
  return { questionsShown: shown.rows }
}

function head(paper: Paper, page: ReportPage, { x, y, width }: Place): number {
  let down = y
  if (page.practice !== undefined) {
    const as: Type = { cut: 'bold', size: 9.5, ink: 'unhappy', linesMax: 2 }
    down += paper.text('P', page.practice, { at: { x, y: down, width }, as }) + 4
  }
  down += paper.text('P', page.kicker, { at: { x, y: down, width }, as: types.kicker }) + 1
  down +=
    paper.text('H1', page.title, { at: { x, y: down, width }, as: titleType(paper, page.title, width) }) + 4
  down += paper.text('P', page.lede, { at: { x, y: down, width }, as: types.lede }) + 8
  if (page.said !== undefined) {
    const at = { x: x + 12, y: down, width: width - 12 }
    const from = down
    down += paper.text('BlockQuote', page.said.text, { at, as: types.said, href: page.said.href })
    paper.decoration((doc) => void doc.rect(x, from - 1, 3, down - from + 2).fill(onPaper.accent))
    down += 12
  }
  return down - y
}

/** A long title is set smaller, and at last cut: the whole of it is the title of the file. */
function titleType(paper: Paper, title: string, width: number): Type {
  const sizes = [21, 17, 14]
  const typeOf = (size: number): Type => ({ cut: 'bold', size, ink: 'ink', linesMax: 2, leading: size * 1.2 })
  const fits = sizes.find(
    (size) => paper.height(title, width, { ...typeOf(size), linesMax: 9 }) <= 2.4 * size,
  )
  return typeOf(fits ?? 14)
}

function figures(paper: Paper, shown: readonly Figure[], { x, y, width }: Place): number {
  const gap = 12
  const each = (width - gap * (shown.length - 1)) / Math.max(1, shown.length)
  const heights = shown.map((figure, i) => {
    const at = { x: x + i * (each + gap), y: y + 8, width: each }
    const ink = inkOf(figure)
    const section = paper.branch('Sect')
    let down = 8
    const line = (text: string, as: Type, href?: string): void => {
      down += paper.text('P', text, { at: { ...at, y: y + down }, as, inside: section, href })
    }
    line(figure.value, { ...types.value, ink }, figure.href)
    line(figure.label, types.label)
    line(figure.detail, types.detail)
    return down
  })
  paper.rule({ x, y, width }, 'edge')
  const height = Math.max(0, ...heights) + 8
  paper.rule({ x, y: y + height, width }, 'edge')
  return height
}

/** Its colour, where enough was read to have one. */
function inkOf({ sense }: Figure): Ink {
  if (sense === undefined) return 'ink'
  return sense === 'positive' ? 'glad' : 'unhappy'
}

/** A part with a picture; its table is in the annex. @returns its height */
function pictured(paper: Paper, part: Part, at: Place, bottom: number): number {
  const section = paper.branch('Sect')
  const { x, width } = at
  let { y } = at
  y += paper.text('H2', part.heading, { at: { x, y, width }, as: types.heading, inside: section }) + 2
  y += paper.text('P', part.sentence, { at: { x, y, width }, as: types.sentence, inside: section }) + 5
  const picture = part.picture?.(width)
  // Where a very long sentence left no room, the picture is in the annex only.
  if (picture !== undefined && y + picture.height <= bottom)
    y += paper.picture(picture, { at: { x, y, width }, alt: part.alt ?? part.sentence, inside: section }) + 4
  if (part.coverage !== undefined && y + leadingOf(types.coverage) <= bottom) {
    const linesMax = Math.min(3, Math.floor((bottom - y) / leadingOf(types.coverage)))
    y += paper.text('P', part.coverage, {
      at: { x, y, width },
      as: { ...types.coverage, linesMax },
      inside: section,
    })
  }
  return y - at.y
}

function picturedHeight(paper: Paper, part: Part, width: number): number {
  const coverage = part.coverage === undefined ? 0 : paper.height(part.coverage, width, types.coverage)
  return (
    leadingOf(types.heading) +
    paper.height(part.sentence, width, types.sentence) +
    (part.picture?.(width).height ?? 0) +
    coverage +
    11
  )
}

/** A part whose table is the thing itself: as many rows as there is room for. */
function listed(paper: Paper, part: Part, at: Place, bottom: number): { height: number; rows: number } {
  const section = paper.branch('Sect')
  const { x, width } = at
  let { y } = at
  y += paper.text('H2', part.heading, { at: { x, y, width }, as: types.heading, inside: section }) + 2
  y += paper.text('P', part.sentence, { at: { x, y, width }, as: types.sentence, inside: section }) + 4
  const coverage = part.coverage === undefined ? 0 : paper.height(part.coverage, width, types.coverage)
  let rows = 0
  if (part.table !== undefined) {
    const writer = tableWriter(paper, part.table, {
      x,
      width,
      as: { size: 8.5, cellLinesMax: 3 },
      inside: section,
    })
    writer.head(y)
    y += writer.headHeight
    for (const row of part.table.rows) {
      const height = writer.rowHeight(row)
      if (rows > 0 && y + height + coverage + 6 > bottom) break
      writer.row(row, y)
      y += height
      rows += 1
    }
    writer.end()
  }
  if (part.coverage !== undefined)
    y +=
      4 + paper.text('P', part.coverage, { at: { x, y: y + 4, width }, as: types.coverage, inside: section })
  return { height: y - at.y, rows }
}

function foot(paper: Paper, page: ReportPage, { x, y, width }: Place): void {
  const height = paper.text('P', page.foot, { at: { x, y, width }, as: types.foot })
  const as: Type = { ...types.foot, ink: 'accent' }
  const wide = paper.lettering.width(page.words.openOnDesk, as) + 1
  paper.text('P', page.words.openOnDesk, { at: { x, y: y + height, width: wide }, as, href: page.address })
}
