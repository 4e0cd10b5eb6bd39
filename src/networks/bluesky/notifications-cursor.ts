import { createHash } from 'node:crypto'
import { z } from 'zod'
import { minuteMs } from '#kernel/time.ts'
import { jsonOf } from '#kernel/json.ts'

/** How far back is read again, because an AppView may file something late: told once all the same. */
export const overlapMs = 10 * minuteMs

/** What a reader of notifications remembers. */
export type Told = {
  /** When the newest of what was told was filed, epoch ms by the AppView's clock. */
  atMs: number
  /** Short names of what was told within the overlap, oldest first, with the time each was filed. */
  names: Map<string, number>
}

const version = 'n1:'
const namesMax = 1000
const namesKeptMax = 100
const Kept = z.object({
  atMs: z.number().int().positive(),
  names: z.array(z.string().max(20)).max(namesKeptMax),
})

/** Where to go on after what was told: a time, and the names of what stands near it. At most 2 kB. */
export function notificationsCursor({ atMs, names }: Told): string {
  return `${version}${JSON.stringify({ atMs, names: [...names.keys()].slice(-namesKeptMax) })}`
}

/** Reads a cursor back; undefined where something else wrote it. */
export function readNotificationsCursor(cursor: string): Told | undefined {
  if (!cursor.startsWith(version) || cursor.length > 4000) return undefined
  const kept = Kept.safeParse(jsonOf(cursor.slice(version.length))).data
  if (kept === undefined) return undefined
  return { atMs: kept.atMs, names: new Map(kept.names.map((name) => [name, kept.atMs])) }
}

/** Whether something was told already. @param id of the post */
export function wasTold({ names }: Told, id: string): boolean {
  return names.has(shortName(id))
}

/** Notes that something was told, and forgets what nobody will see again. @param filedMs when it was filed, epoch ms */
export function noteTold(told: Told, id: string, filedMs: number): void {
  told.atMs = Math.max(told.atMs, filedMs)
  told.names.set(shortName(id), filedMs)
  for (const [name, ms] of told.names)
    if (told.names.size > namesMax || ms < told.atMs - 2 * overlapMs) told.names.delete(name)
    else break
}

function shortName(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 10)
}
