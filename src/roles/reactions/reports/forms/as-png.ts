import { openLettering, type Lettering } from '#drawing/lettering.ts'
import { moved, type Ink, type Mark, type Picture } from '#drawing/picture.ts'
import { pngOf } from '#drawing/png.ts'
import { linesOf } from '#drawing/lines.ts'
import type { PictureKey, ReportPage } from '#roles/reactions/reports/telling/report-page.ts'

const width = 720
const pad = 24

/**
 * One picture of a report as PNG, with its heading, its sentence and its coverage: it is put on slides, where nothing else says
 * them. Undefined where the report has no such picture.
 */
export async function pictureOf(page: ReportPage, key: PictureKey): Promise<Buffer | undefined> {
  const part = page.front.find((one) => one.key === key)
  if (part?.picture === undefined) return undefined
  const column = new Column(await openLettering(page.language))
  if (page.practice !== undefined) column.text(page.practice, { size: 13, isBold: true, ink: 'unhappy' })
  column.text(page.title, { size: 13, isBold: false, ink: 'muted' })
  column.text(part.heading, { size: 20, isBold: true, ink: 'ink' })
  column.text(part.sentence, { size: 14, isBold: false, ink: 'ink' })
  column.picture(part.picture(width - 2 * pad))
  if (part.coverage !== undefined) column.text(part.coverage, { size: 12, isBold: false, ink: 'muted' })
  column.text(page.foot, { size: 12, isBold: false, ink: 'muted' })
  return pngOf(column.done(), page.language)
}

/** What stands below each other. */
class Column {
  readonly #marks: Mark[] = []
  readonly #lettering: Lettering
  #y = pad

  constructor(lettering: Lettering) {
    this.#lettering = lettering
  }

  text(text: string, { size, isBold, ink }: { size: number; isBold: boolean; ink: Ink }): void {
    const as = { cut: isBold ? 'bold' : 'regular', size, linesMax: 4 } as const
    for (const line of linesOf(text, width - 2 * pad, as, this.#lettering)) {
      this.#marks.push({
        kind: 'text',
        at: [pad, this.#y + size],
        text: line,
        ink,
        size,
        anchor: 'start',
        isBold,
      })
      this.#y += size * 1.35
    }
    this.#y += size * 0.35
  }

  picture({ height, marks }: Picture): void {
    this.#marks.push(...moved(marks, [pad, this.#y + 6]))
    this.#y += height + 20
  }

  done(): Picture {
    return { width, height: this.#y + pad - 8, marks: this.#marks }
  }
}
