import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'

const Claims = z.object({ exp: z.number().positive().max(1e11) })

/** When a token (a JWT) ends, epoch ms; undefined where it does not say. It is only read, not trusted: the server decides. */
export function tokenEndsAtMs(token: string): number | undefined {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
  const read = Claims.safeParse(jsonOf(claims))
  return read.success ? read.data.exp * 1000 : undefined
}
