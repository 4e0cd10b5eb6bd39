import type { Notice } from '#access/notices/contract.ts'
import type { Words } from '#web/words.tsx'

/** A notice as one sentence. */
export function noticeWords(notice: Notice, say: Words['say']): string {
  return say(`notice.${notice.kind}`, { title: notice.title, by: notice.by ?? '' })
}

/** Kinds that cannot wait until somebody looks at the bell: they are also said in a message on the screen. */
export const urgentKinds: readonly Notice['kind'][] = [
  'review-late',
  'glass-broken',
  'glass-late',
  'escalated',
  'not-sent',
  'unconfirmed',
  'half-out',
  'sending-silent',
  'story-rises',
]

const sendingKinds: ReadonlySet<Notice['kind']> = new Set([
  'not-sent',
  'unconfirmed',
  'half-out',
  'sending-silent',
])

/** Where a notice leads. */
export function pathOf(notice: Pick<Notice, 'kind' | 'item'>): string {
  if (notice.kind === 'delegated') return '/approvals/delegations'
  // What a program told names its own page, which the server has checked to be one of ours.
  if (notice.kind === 'told') return notice.item
  if (notice.kind === 'story-rises') return `/now/stories/${encodeURIComponent(notice.item)}`
  if (notice.kind === 'sign-in-ends') return '/publish/accounts'
  if (notice.kind === 'review-due' || notice.kind === 'review-late')
    return `/now/issues/${encodeURIComponent(notice.item.slice('issue:'.length))}`
  if (sendingKinds.has(notice.kind)) return '/publish/outbox'
  return `/approvals/${encodeURIComponent(notice.item)}`
}
