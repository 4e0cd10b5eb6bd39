import { wallTime } from '#kernel/wall-time.ts'
import type { SendForm } from '#roles/publishing/contract.ts'
import type { Refusal } from '#roles/publishing/problems.ts'

/** When something is to go out; or why that cannot be said, with the moments that could be meant. */
export type Moment = { ok: true; atMs: number } | { ok: false; why: Refusal; timesMs: number[] }

/** Reads a wall time and its zone. A time that does not exist, or exists twice, is asked about and never guessed. */
export function momentOf({ wall, zone, which }: NonNullable<SendForm['when']>): Moment {
  const found = wallTime(wall, zone)
  switch (found?.kind) {
    case undefined:
      return { ok: false, why: 'no-such-time', timesMs: [] }
    case 'once':
      return { ok: true, atMs: found.atMs }
    case 'never':
      return { ok: false, why: 'time-jumped-over', timesMs: [found.afterMs] }
    case 'twice':
      if (which === undefined)
        return { ok: false, why: 'time-twice', timesMs: [found.firstMs, found.secondMs] }
      return { ok: true, atMs: which === 'first' ? found.firstMs : found.secondMs }
  }
}
