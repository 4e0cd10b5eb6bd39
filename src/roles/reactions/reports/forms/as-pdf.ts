import { openLettering } from '#drawing/lettering.ts'
import { writeAnnex } from '#roles/reactions/reports/pdf/annex.ts'
import { writeFront } from '#roles/reactions/reports/pdf/front.ts'
import { Paper, type Sheet } from '#roles/reactions/reports/pdf/paper.ts'
import type { ReportPage } from '#roles/reactions/reports/telling/report-page.ts'

/** Sheets by what an office of that zone has in its printer: letter in North America, A4 elsewhere. */
export function sheetFor(timeZone: string): Sheet {
  const isLetter = /^(?:America|US|Canada)\/|^Pacific\/Honolulu$/u.test(timeZone)
  return isLetter ? { width: 612, height: 792, margin: 40 } : { width: 595.28, height: 841.89, margin: 40 }
}

/**
 * A report as a tagged PDF (PDF/UA-1: structure, language, title, alternative texts, table heads). The first sheet is the page
 * itself; the figures behind it follow. The same report is the same bytes.
 */
export async function pdfOf(
  page: ReportPage,
  { timeZone, madeAtMs, author }: { timeZone: string; madeAtMs: number; author: string },
): Promise<Buffer> {
  // Loaded at the first PDF, as its letters are.
  const { default: PDFDocument } = await import('pdfkit')
  const lettering = await openLettering(page.language)
  const paper = new Paper(PDFDocument, {
    ...{ sheet: sheetFor(timeZone), lettering, title: page.title },
    ...{ language: `${page.language}-CA`, madeAt: new Date(madeAtMs), author },
  })
  writeAnnex(paper, page, writeFront(paper, page))
  const { width, height, margin } = paper.sheet
  const as = { cut: 'regular', size: 8, ink: 'muted' } as const
  for (let at = 0; at < paper.pages; at++) {
    const text = page.words.page(at + 1, paper.pages)
    const x = width - margin - paper.lettering.width(text, as)
    paper.footer(text, { x, y: height - margin + 12 }, as, at)
  }
  return paper.end()
}
