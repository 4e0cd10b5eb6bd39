import type { ListeningDb } from '#listening/tables.ts'
import type { HeardGap } from '#roles/reactions/analysis/contract.ts'

const gapsMax = 200

/** Stretches in which a source was not heard and that are over, oldest first: the newest 200 that touch a range of time (epoch ms). */
export async function gapsIn(
  db: ListeningDb,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<HeardGap[]> {
  const rows = await db
    .selectFrom('gaps')
    .leftJoin('sources', 'sources.source', 'gaps.source')
    .select(['gaps.source', 'sources.label', 'gaps.from_at', 'gaps.to_at'])
    .where('gaps.from_at', '<', new Date(toMs))
    .where('gaps.to_at', '>', new Date(fromMs))
    .orderBy('gaps.from_at', 'desc')
    .limit(gapsMax)
    .execute()
  return rows
    .map((row) => ({
      label: row.label ?? row.source,
      from: row.from_at.toISOString(),
      to: row.to_at.toISOString(),
    }))
    .toReversed()
}
