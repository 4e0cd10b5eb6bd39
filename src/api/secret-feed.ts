import { createHash } from 'node:crypto'
import { answerProblem, type Api } from '#api/api.ts'
import { randomText, systemChance } from '#api/chance.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'

/** A new secret of an address, for 32 bytes of chance. It is told once; what is kept is its hash. */
export function feedSecret(): string {
  return randomText(systemChance, 32)
}

/** What is kept of a secret: nothing in the store leads back to it. */
export function feedHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** A calendar behind a secret address. `path` ends in `/{file}`. */
export type SecretFeed = {
  path: `/${string}/{file}`
  summary: string
  fileName: string
  /** The calendar as iCalendar; undefined where the secret opens nothing, or not any more. */
  read(asked: { secret: string; base: string }): Promise<string | undefined>
}

/** Answers whoever has a secret address. It is guessed by nobody; whoever tries is slowed down, and nothing keeps what was told. */
export function secretFeedRoute<S>(api: Api<S>, { path, summary, fileName, read }: SecretFeed): void {
  rawRoute(api, {
    ...{ method: 'get', path, summary, access: 'public' },
    limit: rateLimit({ burst: 30, perMin: 30 }),
    handle: async ({ context }) => {
      const secret = /^([\w-]{43})\.ics$/u.exec(context.req.param('file') ?? '')?.[1]
      const base = api.needs.publicUrl ?? new URL(context.req.url).origin
      const text = secret === undefined ? undefined : await read({ secret, base })
      context.header('cache-control', 'private, no-store')
      context.header('referrer-policy', 'no-referrer')
      if (text === undefined) return answerProblem(context, 404, 'not-found')
      context.header('content-disposition', `attachment; filename="${fileName}"`)
      return context.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
    },
  })
}
