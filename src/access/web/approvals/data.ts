import { z } from 'zod'
import {
  ApprovalList,
  ApprovalReview,
  DelegationList,
  type NamedAccount,
  type NewDelegation,
  type ShownVersion,
} from '#access/approvals/contract.ts'
import { call, callQuietly } from '#web/client.ts'
import { networkWord } from '#web/network-word.ts'
import type { ShownAccount } from '#web/parts/VersionView/VersionView.tsx'
import type { Words } from '#web/words.tsx'

type Signal = { signal?: AbortSignal }

/** Everything below this key is asked anew when something changes in approvals. */
const root = 'approvals'

/** What waits and what was decided. */
export const approvalsQuery = {
  queryKey: [root, 'list'],
  queryFn: ({ signal }: Signal) =>
    call(ApprovalList, { path: '/api/approvals', ...(signal ? { signal } : {}) }),
}

/** One item for reviewing. */
export function reviewQuery(item: string) {
  return {
    queryKey: [root, 'item', item],
    queryFn: ({ signal }: Signal) =>
      call(ApprovalReview, { path: pathOf(item), ...(signal ? { signal } : {}) }),
  }
}

/** Rights in other hands. */
export const delegationsQuery = {
  queryKey: [root, 'delegations'],
  queryFn: ({ signal }: Signal) =>
    call(DelegationList, { path: '/api/delegations', ...(signal ? { signal } : {}) }),
}

function pathOf(item: string, act = ''): string {
  return `/api/approvals/${encodeURIComponent(item)}${act}`
}

/** Approves exactly the versions shown. */
export function approve(item: string, versions: readonly ShownVersion[]): Promise<void> {
  return callQuietly({
    method: 'POST',
    path: pathOf(item, '/approve'),
    body: { versions: versions.map(shown) },
  })
}

/** Gives it back, takes the approval back, or takes the question back. */
export function decide(item: string, act: 'return' | 'revoke', reason: string): Promise<void> {
  return callQuietly({ method: 'POST', path: pathOf(item, `/${act}`), body: { reason } })
}

/** Takes the question back. */
export function withdraw(item: string): Promise<void> {
  return callQuietly({ method: 'POST', path: pathOf(item, '/withdraw') })
}

/** Lets it out with one key. */
export function breakGlass(item: string, versions: readonly ShownVersion[], reason: string): Promise<void> {
  const body = { versions: versions.map(shown), reason }
  return callQuietly({ method: 'POST', path: pathOf(item, '/break-glass'), body })
}

/** Closes a review of one key. */
export function closeReview(id: string, body: { wasRight: boolean; finding: string }): Promise<void> {
  return callQuietly({ method: 'POST', path: `/api/glass-reviews/${encodeURIComponent(id)}`, body })
}

/** Hands one's right to somebody. */
export function delegate(body: NewDelegation): Promise<{ id: string }> {
  return call(z.object({ id: z.string() }), { method: 'POST', path: '/api/delegations', body })
}

/** Ends a delegation. */
export function endDelegation(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/delegations/${encodeURIComponent(id)}` })
}

function shown({ account, language, sha256 }: ShownVersion): ShownVersion {
  return { account, language, sha256 }
}

/** An account as it is shown; one that is closed keeps its id. */
export function accountOf(
  accounts: readonly NamedAccount[],
  id: string,
  words: Pick<Words, 'say'>,
): ShownAccount {
  const known = accounts.find((one) => one.id === id)
  return known === undefined ? { name: id } : { ...known, network: networkWord(known, words) }
}
