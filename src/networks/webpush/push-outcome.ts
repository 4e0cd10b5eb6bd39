import { withoutAnswer, type Answer, type CallFailed } from '#networks/call.ts'
import { plainDetail, type ManyOutcome } from '#networks/to-many.ts'

/**
 * What an answer of a push service says about a subscription (RFC 8030, sections 5 and 8.2): 404 and 410, it has ended; 413, it was
 * too large; 429, not now. The rest is said by `callNetwork`.
 *
 * @param hidden what no detail may hold: the address, which is a secret of the browser
 */
export function pushOutcome(id: string, called: Answer | CallFailed, hidden: readonly string[]): ManyOutcome {
  if (!('why' in called)) return { id, kind: 'sent', returned: String(called.status) }
  const known = withoutAnswer(called)
  const detail = plainDetail(known.detail, hidden)
  if (known.kind !== 'refused') return { ...known, id, detail }
  const refused = { id, kind: 'refused', detail } as const
  if (known.why === 'not-found') return { ...refused, why: 'gone', isPermanent: true }
  if (known.why === 'private-address' || known.why === 'bad-url')
    return { ...refused, why: known.why, isPermanent: true }
  if (called.answer?.status === 413) return { ...refused, why: 'too-large', isPermanent: false }
  // 401 and 403 are about our keys, not about who subscribed.
  const isOurs = known.why === 'revoked' || known.why === 'forbidden'
  return { ...refused, why: isOurs ? 'forbidden' : 'not-accepted', isPermanent: false }
}
