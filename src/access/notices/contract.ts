import { z } from 'zod'

// Apart from the contract of approvals, because the bell is on every page and the first page should stay small.

/** Something a person should know. */
export const Notice = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  kind: z.enum([
    'asked',
    'reminder',
    'escalated',
    'approved',
    'returned',
    'revoked',
    'voided',
    'glass-broken',
    'glass-late',
    'glass-reviewed',
    'delegated',
    'told',
    'not-sent',
    'unconfirmed',
    'half-out',
    'sending-silent',
    'sign-in-ends',
    'review-due',
    'review-late',
    'story-rises',
  ]),
  item: z.string(),
  title: z.string(),
  by: z.string().optional(),
})
export type Notice = z.infer<typeof Notice>

/** What rings for a person: what they have not read, and how much waits for them. */
export const Bell = z.object({
  notices: z.array(Notice),
  /** Items they may approve, and reviews of break-glass they may do. */
  waits: z.number().int(),
})
export type Bell = z.infer<typeof Bell>
