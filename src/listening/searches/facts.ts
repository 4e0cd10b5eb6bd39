import type { Watch, WatchInput } from '#listening/contract.ts'
import type { NewRecord, RecordActor } from '#records/contract.ts'

/** What of a search is on record: everything that says what is followed, why, by whom and until when. */
const recorded = ['name', 'rule', 'purpose', 'owner', 'endsAt'] as const
type Recorded = Pick<WatchInput, (typeof recorded)[number]>

/** The entry of a search that begins. `again`: it had ended before. */
export function begunRecord(
  by: RecordActor,
  watch: Watch,
  o: { again?: boolean; exceptionId?: string | undefined } = {},
): NewRecord {
  const exception = o.exceptionId === undefined ? {} : { exception: o.exceptionId }
  return {
    kind: 'search-begun',
    by,
    subject: `watch:${watch.id}`,
    facts: { ...factsOf(watch), ...(o.again === true ? { again: true } : {}), ...exception },
  }
}

/** The entry of a change; nothing when nothing on record changed (where it stands on the screen is nobody's business). */
export function changedRecord(
  by: RecordActor,
  before: Watch,
  after: Watch,
  why: { handedOver?: { from: string; to: string } } = {},
): NewRecord | undefined {
  const changed = recorded.filter((field) => before[field] !== after[field])
  if (changed.length === 0) return undefined
  const were = Object.fromEntries(changed.map((field) => [`${field}Before`, before[field]]))
  const handedOver = why.handedOver === undefined ? {} : { handedOver: why.handedOver }
  return {
    kind: 'search-changed',
    by,
    subject: `watch:${after.id}`,
    facts: { ...factsOf(after), changed, ...were, ...handedOver },
  }
}

/** The entry of a search that ends: somebody ended it, or its last day came. */
export function endedRecord(by: RecordActor, watch: Watch, why: 'by-a-person' | 'end-date'): NewRecord {
  return { kind: 'search-ended', by, subject: `watch:${watch.id}`, facts: { ...factsOf(watch), why } }
}

function factsOf(watch: Recorded): Record<keyof Recorded, string> {
  const { name, rule, purpose, owner, endsAt } = watch
  return { name, rule, purpose, owner, endsAt }
}
