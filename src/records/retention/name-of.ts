import type { RecordActor } from '#records/contract.ts'

/** The name somebody stands with in a list; the desk by itself has none. */
export function nameOf(by: RecordActor): string {
  return by.kind === 'desk' ? '' : by.name
}
