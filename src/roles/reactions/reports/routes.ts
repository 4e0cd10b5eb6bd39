import { z } from 'zod'
import type { Api, ApiContext } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import type { SignedIn } from '#access/access.ts'
import { actorOf } from '#access/people/actor.ts'
import { csvOf } from '#roles/reactions/reports/forms/as-csv.ts'
import { htmlOf, reportPolicy } from '#roles/reactions/reports/forms/as-html.ts'
import { pictureOf } from '#roles/reactions/reports/forms/as-png.ts'
import { Report, ReportList } from '#roles/reactions/reports/contract.ts'
import { pdfTold, tellReport, type Told } from '#roles/reactions/reports/telling/told.ts'
import { reportLanguages, type ReportLanguage } from '#roles/reactions/reports/telling/formats.ts'
import type { ReportGround } from '#roles/reactions/reports/ground.ts'
import { makeNow } from '#roles/reactions/reports/making.ts'
import { reportProblem } from '#roles/reactions/reports/problems.ts'
import { pictureKeys } from '#roles/reactions/reports/telling/report-page.ts'
import { scheduleRoutes } from '#roles/reactions/reports/planning/schedule-routes.ts'
import { reportsOf } from '#roles/reactions/reports/store.ts'

const ById = z.object({ id: z.string().min(1).max(200) })

/** The addresses of reports: making and listing them, each of their forms, and plans to mail them. */
export function reportRoutes(api: Api<SignedIn>, ground: ReportGround): void {
  listRoutes(api, ground)
  fileRoutes(api, ground)
  scheduleRoutes(api, ground)
}

function listRoutes(api: Api<SignedIn>, ground: ReportGround): void {
  route(api, {
    ...{ method: 'get', path: '/api/announcements/{id}/reports', access: 'signed-in', may: 'read' },
    summary: 'Reports of an announcement, newest first, with what became of their mails',
    ...{ params: ById, answers: { 200: ReportList } },
    handle: async ({ params }) => ({
      status: 200,
      body: { reports: await reportsOf(ground.store.db, params.id) },
    }),
  })
  route(api, {
    ...{ method: 'post', path: '/api/announcements/{id}/reports', access: 'signed-in', may: 'triage' },
    summary: 'Make a report: freeze the figures as they are now',
    ...{ params: ById, answers: { 201: Report, 404: Problem, 409: Problem }, timeoutMs: 60_000 },
    handle: async ({ params, session }) => {
      const made = await makeNow(ground, params.id, actorOf(session))
      if (!made.ok) return refused(made.why === 'no-such-announcement' ? 404 : 409, reportProblem(made.why))
      const report = (await reportsOf(ground.store.db, params.id)).find(({ id }) => id === made.id)
      return report === undefined
        ? refused(404, reportProblem('no-such-announcement'))
        : { status: 201, body: report }
    },
  })
}

type Telling = (told: Told, c: ApiContext) => Promise<Response> | Response

function fileRoutes(api: Api<SignedIn>, ground: ReportGround): void {
  // Each is drawn anew when it is asked for: a page of a PDF takes a tenth of a second.
  const limit = rateLimit({ burst: 30, perMin: 120 })
  const add = (path: string, summary: string, tell: Telling): void =>
    rawRoute(api, {
      ...{ method: 'get', path, summary, access: 'signed-in', may: 'read', limit },
      handle: async ({ context: c, session }) => {
        const language = languageOf(c, session.session.locale)
        const base = ground.publicUrl ?? new URL(c.req.url).origin
        const told = await tellReport(ground, c.req.param('id') ?? '', { language, base })
        return told === undefined ? c.json(reportProblem('no-such-report'), 404) : tell(told, c)
      },
    })
  add('/api/reports/{id}/page', 'A report as a page without script; ?lang=en or fr', ({ page }, c) =>
    c.body(htmlOf(page), 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': reportPolicy(),
      'content-language': page.language,
    }),
  )
  add('/api/reports/{id}/pdf', 'A report as a tagged PDF', async (told, c) =>
    file(c, { bytes: await pdfTold(told), type: 'application/pdf', name: `${told.fileName}.pdf` }),
  )
  add('/api/reports/{id}/table.csv', 'The figures of a report as a table', ({ page, fileName }, c) =>
    file(c, { bytes: Buffer.from(csvOf(page)), type: 'text/csv; charset=utf-8', name: `${fileName}.csv` }),
  )
  add('/api/reports/{id}/pictures/{picture}', 'A chart of a report as PNG: volume, tone, themes', pngAnswer)
}

async function pngAnswer({ page, fileName }: Told, c: ApiContext): Promise<Response> {
  const key = pictureKeys.find((one) => one === c.req.param('picture'))
  const bytes = key && (await pictureOf(page, key))
  if (key === undefined || bytes === undefined) return c.json(reportProblem('no-such-picture'), 404)
  return file(c, { bytes, type: 'image/png', name: `${fileName}-${key}.png` })
}

function file(c: ApiContext, { bytes, type, name }: { bytes: Buffer; type: string; name: string }): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
}

/** As asked for, else that of whoever asks. */
function languageOf(c: ApiContext, own: ReportLanguage): ReportLanguage {
  return reportLanguages.find((one) => one === c.req.query('lang')) ?? own
}
