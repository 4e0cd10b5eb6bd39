import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { rawRoute, route } from '#api/route.ts'
import { dayMs } from '#kernel/time.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { Voice, voiceMin } from '#roles/faces/voice/contract.ts'
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
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' })
  const monthOf = (atMs: number): string => {
    const parts = format.formatToParts(atMs)
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
    return `${part('year')}-${part('month')}`
  }
  return {
    ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), timeZone, least: voiceMin },
    ...voiceOf(await needs.publishedSince(fromMs), { monthOf }),
  }
}

/** One line a month and language; what is not known is empty. Only figures and language tags stand in it. */
export function voiceCsv({ months }: Pick<Voice, 'months'>): string {
  const lines = months.map(({ month, language, texts, grade, signed }) =>
    [month, language.replaceAll(/[^\w-]/gu, ''), texts, grade ?? '', signed.part, signed.of].join(','),
  )
  return ['month,language,texts,grade,signed_messages,messages', ...lines, ''].join('\r\n')
}
