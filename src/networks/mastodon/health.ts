import { Account } from '#networks/mastodon/entities.ts'
import { askInstance } from '#networks/mastodon/instance.ts'
import type { MastodonLimits } from '#networks/mastodon/limits.ts'
import { budgetOf } from '#networks/mastodon/rate-limit.ts'
import { ask, type AskNeeds, type Server, type Unread } from '#networks/mastodon/server.ts'
import type { SenderHealth } from '#networks/sender.ts'

/**
 * Asks who we are and what the server takes. A server that tells the first and not the second is well: the limits last read hold.
 *
 * Source: https://docs.joinmastodon.org/methods/accounts/#verify_credentials
 */
export async function askHealth(
  server: Server,
  lastLimits: MastodonLimits,
  needs: AskNeeds,
): Promise<SenderHealth> {
  const own = await ask(server, '/api/v1/accounts/verify_credentials', Account, needs)
  if (own.kind !== 'answer') return ill(own)
  const instance = await askInstance(server, needs)
  const { limits, domain } =
    instance.kind === 'answer' ? instance.value : { limits: lastLimits, domain: new URL(server.origin).host }
  const { acct } = own.value
  const budget = budgetOf(own.answer.headers, needs.clock.nowMs())
  return {
    ok: true,
    handle: `@${acct.includes('@') ? acct : `${acct}@${domain}`}`,
    ...(budget !== undefined && { budget }),
    limits,
  }
}

function ill({ kind, why, detail }: Unread): SenderHealth {
  return { ok: false, why, detail, isTransient: kind === 'wait' }
}
