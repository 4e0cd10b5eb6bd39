import { pdfOf } from '#roles/reactions/reports/forms/as-pdf.ts'
import { pageOf } from '#roles/reactions/reports/telling/page-of.ts'
import type { ReportGround } from '#roles/reactions/reports/ground.ts'
import type { ReportLanguage } from '#roles/reactions/reports/telling/formats.ts'
import type { ReportPage } from '#roles/reactions/reports/telling/report-page.ts'
import { readReport } from '#roles/reactions/reports/store.ts'

/** A report as it can be shown now: figures as they were frozen, posts as they are. */
export type Told = { page: ReportPage; madeAtMs: number; madeBy: string; timeZone: string; fileName: string }

/**
 * Tells a report in a language; undefined when there is none. Every telling looks again at what became of its posts.
 *
 * @param base address of the desk, without a slash at its end
 */
export async function tellReport(
  ground: ReportGround,
  id: string,
  { language, base }: { language: ReportLanguage; base: string },
): Promise<Told | undefined> {
  const report = await readReport(ground.store.db, id)
  const evidence = report && (await ground.evidence.read(report.evidenceId))
  if (report === undefined || evidence === undefined) return undefined
  const timeZone = await ground.timeZone()
  const { madeBy, scheduled } = report
  const page = await pageOf(evidence, {
    ...{ reportId: id, language, timeZone, base, isPractice: ground.isPractice, madeBy, scheduled },
  })
  const day = evidence.takenAt.slice(0, 10)
  return {
    ...{ page, madeBy, timeZone, madeAtMs: Date.parse(evidence.takenAt) },
    fileName: `${language === 'fr' ? 'rapport' : 'report'}-${slug(page.title)}-${day}`,
  }
}

/** The same as a PDF. */
export function pdfTold({ page, timeZone, madeAtMs, madeBy }: Told): Promise<Buffer> {
  return pdfOf(page, { timeZone, madeAtMs, author: madeBy })
}

/** A title as it may stand in a file's name everywhere. */
function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
  return plain.slice(0, 50).replaceAll(/^-+|-+$/gu, '') || 'bellwether'
}
