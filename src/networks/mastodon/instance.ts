import { InstanceAnswer } from '#networks/mastodon/entities.ts'
import { limitsOf, type MastodonLimits } from '#networks/mastodon/limits.ts'
import { ask, type Asked, type AskNeeds, type Server } from '#networks/mastodon/server.ts'

/** What a server says about itself. */
export type Instance = {
  /** The part after `@` in the handles of its accounts. */
  domain: string
  limits: MastodonLimits
  /** Where its streaming API is said to be; missing where it says nothing. */
  streaming?: string
}

/** Asks a server about itself: `GET /api/v2/instance`, and where that is not there, v1. */
export async function askInstance(server: Server, needs: AskNeeds): Promise<Asked<Instance>> {
  const newer = await ask(server, '/api/v2/instance', InstanceAnswer, needs)
  const isOlder = newer.kind === 'refused' || (newer.kind === 'wait' && newer.why === 'unreadable')
  const asked = isOlder ? await ask(server, '/api/v1/instance', InstanceAnswer, needs) : newer
  if (asked.kind !== 'answer') return asked
  const { value } = asked
  const streaming = value.configuration?.urls?.streaming ?? value.urls?.streaming_api
  return {
    ...asked,
    value: {
      domain: domainOf(value, server.origin),
      limits: limitsOf(value),
      ...(streaming !== undefined && { streaming }),
    },
  }
}

/** Some servers write an address where a domain belongs (Pleroma's v1 `uri`). */
function domainOf({ domain, uri }: InstanceAnswer, origin: string): string {
  const said = (domain ?? uri ?? '').replace(/^https?:\/\//i, '').replace(/\/.*$/s, '')
  return /^[\p{L}\p{N}][\p{L}\p{N}.:-]{0,252}$/u.test(said) ? said.toLowerCase() : new URL(origin).host
}
