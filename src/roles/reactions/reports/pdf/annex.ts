import { leadingOf, type Paper, type Type } from '#roles/reactions/reports/pdf/paper.ts'
import { tableWriter } from '#roles/reactions/reports/pdf/table.ts'
import type { Part, ReportPage } from '#roles/reactions/reports/telling/report-page.ts'

const types = {
  title: { cut: 'bold', size: 15, ink: 'ink', linesMax: 2 },
  heading: { cut: 'bold', size: 11, ink: 'ink', linesMax: 2 },
  text: { cut: 'regular', size: 9, ink: 'ink', linesMax: 12 },
  link: { cut: 'regular', size: 9, ink: 'accent', linesMax: 1 },
  coverage: { cut: 'regular', size: 8, ink: 'muted', linesMax: 4 },
} as const satisfies Record<string, Type>

/** Where the annex has come to; a sheet is begun when something does not fit any more. */
class Flow {
  y: number
  readonly paper: Paper

  constructor(paper: Paper) {
    this.paper = paper
    paper.addPage()
    this.y = paper.sheet.margin
  }

  get width(): number {
    return this.paper.sheet.width - 2 * this.paper.sheet.margin
  }

  get x(): number {
    return this.paper.sheet.margin
  }

  fits(height: number): boolean {
    return this.y + height <= this.paper.sheet.height - this.paper.sheet.margin - 16
  }

  /** Begins a sheet where that much would not fit. */
  ensure(height: number): boolean {
    if (this.fits(height)) return false
    this.paper.addPage()
    this.y = this.paper.sheet.margin
    return true
  }

  say(type: string, text: string, as: Type, after: number, href?: string): void {
    const { paper, x, width } = this
    this.ensure(paper.height(text, width, as))
    this.y += paper.text(type, text, { at: { x, y: this.y, width }, as, href }) + after
  }
}

/** Writes the figures behind the page: every picture as a table, what had no room, the evidence, and how it was made. */
export function writeAnnex(
  paper: Paper,
  page: ReportPage,
  { questionsShown }: { questionsShown: number },
): void {
  const flow = new Flow(paper)
  paper.outline(page.annexHeading)
  flow.say('H2', page.annexHeading, types.title, 8)
  const front = page.front.filter(
    ({ key, table }) => table !== undefined && (key !== 'questions' || table.rows.length > questionsShown),
  )
  for (const part of [...front, ...page.annex]) writePart(flow, part, front.includes(part))
  flow.ensure(60)
  paper.outline(page.methodHeading)
  flow.say('H2', page.methodHeading, types.heading, 3)
  for (const line of page.method) flow.say('P', line, types.text, 3)
  for (const { text, href } of page.links) flow.say('P', text, types.link, 2, href)
}

function writePart(flow: Flow, part: Part, isSaid: boolean): void {
  // A heading never stands alone at the foot of a sheet.
  flow.ensure(leadingOf(types.heading) + 60)
  flow.say('H3', part.heading, types.heading, 2)
  if (!isSaid) flow.say('P', part.sentence, types.text, 3)
  if (part.table !== undefined) writeTable(flow, part.table)
  if (part.coverage !== undefined && !isSaid) flow.say('P', part.coverage, types.coverage, 0)
  flow.y += 12
}

function writeTable(flow: Flow, table: NonNullable<Part['table']>): void {
  const { paper, x, width } = flow
  const writer = tableWriter(paper, table, { x, width, as: { size: 8.5, cellLinesMax: 4 } })
  const begin = (): void => {
    writer.head(flow.y)
    flow.y += writer.headHeight
  }
  flow.ensure(writer.headHeight + 20)
  begin()
  for (const row of table.rows) {
    const height = writer.rowHeight(row)
    if (flow.ensure(height)) begin()
    writer.row(row, flow.y)
    flow.y += height
  }
  writer.end()
  flow.y += 4
}
