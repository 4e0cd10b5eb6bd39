import type { Severity } from '#roles/early-warning/contract.ts'
import type { BadgeLook } from '#web/parts/Badge/Badge.tsx'

/** How each level looks; its word carries the meaning. */
export const severityLook: Readonly<Record<Severity, BadgeLook>> = {
  low: 'plain',
  moderate: 'accent',
  high: 'rising',
  critical: 'danger',
}

/** The review offered first for a level, in minutes as the choices name them. */
export const reviewFor: Readonly<Record<Severity, string>> = {
  low: '1440',
  moderate: '120',
  high: '60',
  critical: '30',
}
