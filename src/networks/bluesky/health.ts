import { z } from 'zod'
import type { Answer } from '#networks/call.ts'
import type { SenderHealth, SendingNeeds } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { blueskyLimits } from '#networks/bluesky/limits.ts'
import { readAnswer } from '#networks/bluesky/xrpc.ts'

const Ourselves = z.object({
  handle: z.string().max(253),
  active: z.boolean().optional(),
  status: z.string().max(100).optional(),
})

/** What is left of the server's patience, as it said with its last answer. */
export type Budget = NonNullable<Extract<SenderHealth, { ok: true }>['budget']>

/** Asks the server who we are. @param written what it said when we last wrote, which counts more than what it says to a question */
export async function accountHealth(
  account: Account,
  written: Budget | undefined,
  needs: SendingNeeds,
): Promise<SenderHealth> {
  const answer = await account.ask({ method: 'com.atproto.server.getSession' }, needs)
  if (answer.kind !== 'answer') {
    const { why, detail, kind } = answer
    return { ok: false, why, detail, isTransient: kind !== 'refused' }
  }
  const ourselves = readAnswer(Ourselves, answer)
  if (ourselves === undefined)
    return {
      ok: false,
      why: 'unreadable',
      detail: 'getSession: the answer cannot be read',
      isTransient: true,
    }
  if (ourselves.active === false)
    return {
      ok: false,
      why: 'forbidden',
      detail: ourselves.status ?? 'the account is not active',
      isTransient: false,
    }
  const budget = stillValid(written, needs) ?? budgetOf(answer)
  const expiresAtMs = await account.endsAtMs()
  return {
    ...{ ok: true, handle: ourselves.handle, limits: blueskyLimits },
    ...(budget !== undefined && { budget }),
    ...(expiresAtMs !== undefined && { expiresAtMs }),
  }
}

/** Reads `ratelimit-*`: how many calls are left, of how many, and when it begins anew (seconds since 1970). */
export function budgetOf({ headers }: Answer): Budget | undefined {
  const [left, of, resetsAtS] = ['remaining', 'limit', 'reset'].map((name) =>
    numberOf(headers[`ratelimit-${name}`]),
  )
  if (left === undefined || of === undefined || resetsAtS === undefined) return undefined
  return { left, of, resetsAtMs: resetsAtS * 1000 }
}

function stillValid(budget: Budget | undefined, { clock }: SendingNeeds): Budget | undefined {
  return budget !== undefined && budget.resetsAtMs > clock.nowMs() ? budget : undefined
}

function numberOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,12}$/.test(header) ? Number(header) : undefined
}
