import type { Kysely } from 'kysely'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import type { AttentionSettings, Lesson } from '#roles/early-warning/attention/contract.ts'

/** Who sets or teaches something: as it is shown, and as it is kept. */
export type By = { name: string; actor: RecordActor }

/** What somebody taught or took back. */
export type Taught = { storyId: string; kind: Lesson['kind']; value: string }

/** Puts other settings on record, with what they were; last in the transaction that sets them. */
export async function recordSettings(
  tx: Kysely<unknown>,
  { before, settings }: { before: AttentionSettings; settings: AttentionSettings },
  by: By,
  nowMs: number,
): Promise<void> {
  const facts = { from: before, to: settings }
  await keepRecord(
    tx,
    { kind: 'attention-changed', by: by.actor, subject: 'attention:settings', facts },
    nowMs,
  )
}

/** Puts on record what is held back from now on, or no longer is; last in its transaction. Nothing changed is no entry. */
export async function recordLessons(
  tx: Kysely<unknown>,
  { does, taught }: { does: 'held-back' | 'let-through'; taught: readonly Taught[] },
  by: By,
  nowMs: number,
): Promise<void> {
  const stories = [...new Set(taught.map(({ storyId }) => storyId))]
  const entries = stories.map((story) => ({
    ...{ kind: 'attention-changed' as const, by: by.actor, subject: `story:${story}` },
    facts: {
      does,
      what: taught
        .filter(({ storyId }) => storyId === story)
        .map(({ kind, value }) => ({ kind, words: value })),
    },
  }))
  if (entries.length > 0) await keepRecord(tx, entries, nowMs)
}
