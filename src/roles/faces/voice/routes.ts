import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { rawRoute, route } from '#api/route.ts'
import { dayMs } from '#kernel/time.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import type { QuestionTables } from '#roles/faces/questions/tables.ts'
import { Voice, voiceMin, type Heard } from '#roles/faces/voice/contract.ts'
import { voiceCsv } from '#roles/faces/voice/csv.ts'
import { networkFigures, questionFigures, thanksFigures } from '#roles/faces/voice/figures.ts'
import { countedAnswers, questionWaits } from '#roles/faces/voice/reading.ts'
import type { VoiceTables } from '#roles/faces/voice/tables.ts'
import { voiceOf } from '#roles/faces/voice/rules.ts'

/** How far back voice looks: a year and the month it began in. */
const lookBackMs = 366 * dayMs

/** The addresses of voice: the figures, and the same as a table. */
export function voiceRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/voice',
    summary: 'How the organization sounds: signed messages, and plain language by month',
    access: 'signed-in',
    may: 'read',
    answers: { 200: Voice },
    handle: async () => ({ status: 200, body: await readVoice(needs) }),
  })
  rawRoute(api, {
    method: 'get',
    path: '/api/voice.csv',
    summary: 'The same by month and language, as CSV',
    access: 'signed-in',
    may: 'read',
    handle: async ({ context }) => {
      context.header('content-type', 'text/csv; charset=utf-8')
      context.header('content-disposition', 'attachment; filename="voice.csv"')
      return context.body(voiceCsv(await readVoice(needs)))
    },
  })
}

/** The figures of the last year. */
export async function readVoice(needs: OfficialNeeds): Promise<Voice> {
  const toMs = needs.clock.nowMs()
  const fromMs = toMs - lookBackMs
  const { timeZone } = await needs.desk()
  const monthOf = monthIn(timeZone)
  return {
    ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), timeZone, least: voiceMin },
    ...voiceOf(await needs.publishedSince(fromMs), { monthOf }),
    heard: await readHeard(needs, { fromMs, nowMs: toMs, monthOf }),
  }
}

/** The month of a moment by the clock of a place: `2026-10`. */
function monthIn(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' })
  return (atMs) => {
    const parts = format.formatToParts(atMs)
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
    return `${part('year')}-${part('month')}`
  }
}

async function readHeard(
  { store, heard }: OfficialNeeds,
  o: { fromMs: number; nowMs: number; monthOf: (atMs: number) => string },
): Promise<Heard> {
  const { waits, aside } = await questionWaits(store.db.withTables<QuestionTables>(), o)
  const time = { fromMs: o.fromMs, nowMs: heard.nowMs() }
  const { answers, beganMs } = await countedAnswers(store.db.withTables<VoiceTables>(), time)
  return {
    questions: { ...questionFigures(waits, o.monthOf), aside },
    networks: networkFigures(answers, o.monthOf),
    thanks: thanksFigures(answers, o.monthOf),
    countedSince: new Date(Math.max(beganMs, o.fromMs)).toISOString(),
    coverage: heard.coverage(),
  }
}
