import type { Archive } from '#records/archive.ts'
import { exportRow } from '#records/export/drafts.ts'

/** The file of an export as it is sent. */
export type SentBundle = { body: ReadableStream<Uint8Array>; headers: Record<string, string> }

/**
 * The file of a finished export whose days are not over, read from the store part by part as the network takes it.
 *
 * @param isStillWelcome asked before each part: a right that was taken away ends the sending
 */
export async function bundleOf(
  { db, clock }: Archive,
  id: string,
  isStillWelcome: () => Promise<boolean>,
): Promise<SentBundle | undefined> {
  const row = await exportRow(db, id)
  if (row?.state !== 'ready' || row.bytes === null || row.ends_at.getTime() <= clock.nowMs()) return undefined
  let part = 0
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      // Cut short rather than ended: the browser must not take half a file for the whole.
      if (!(await isStillWelcome())) return controller.error(new Error('the right to export was taken away'))
      const next = await db
        .selectFrom('records_export_parts')
        .select('bytes')
        .where('export_id', '=', id)
        .where('part', '=', part)
        .executeTakeFirst()
      if (next === undefined) return controller.close()
      part += 1
      controller.enqueue(next.bytes)
    },
  })
  const name = `export-${(row.ready_at ?? row.begun_at).toISOString().slice(0, 10)}-${id.slice(0, 8)}.zip`
  return {
    body,
    headers: {
      'content-type': 'application/zip',
      'content-length': String(row.bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  }
}
