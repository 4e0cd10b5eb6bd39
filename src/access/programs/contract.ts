import type { Verb } from '#kernel/permission.ts'

/**
 * What only a person may do, whatever a key says: be the second pair of eyes, act alone in an emergency, change who may
 * what, take records out of the house, and decide how long they are kept.
 */
export const verbsForPeopleOnly: readonly Verb[] = [
  'approve',
  'break-glass',
  'people',
  'watch-exception',
  'export',
  'retention',
]
