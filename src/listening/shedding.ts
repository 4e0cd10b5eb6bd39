import { minuteMs, secondMs } from '#kernel/time.ts'

/** When something more is left out, and when it is taken in again. */
export const shedLimits = {
  /** Later than this, while readers wait for us, is too late. */
  lateMs: 2 * secondMs,
  /** Earlier than this counts as calm. */
  calmMs: 500,
  /** Lag is judged by how it goes over this long; a step needs as long to show what it does before the next one. */
  judgedOverMs: 3 * secondMs,
  /** Calm for this long, then one step back. Doubled, up to the longest, when overload returns soon after. */
  calmForMs: 10 * secondMs,
  calmForMsMax: 5 * minuteMs,
  soonMs: minuteMs,
  /** Lag that falls at least this fast (ms a ms) will end by itself: a desk that catches up leaves out nothing more. */
  fallingOf1: 0.1,
} as const

/** How hearing stands at one moment. */
export type Pressure = {
  nowMs: number
  lagMs: number
  /** Whether a reader was held back since the last look: without that we are not what is slow. */
  held: boolean
  /** Batches worked through so far: while there are none (threads that still load), nothing can be said. */
  batches: number
}

/** What is left out (0: nothing) and since when. */
export type Shed = { level: number; sinceMs: number | undefined }

/** Decides how much is left out, by lag, with patience in both directions. Ask it about once a second. */
export type Shedding = { look(pressure: Pressure): Shed }

/** @param levelMax how many steps there are to leave out */
export function openShedding(levelMax: number): Shedding {
  let shed: Shed = { level: 0, sinceMs: undefined }
  let late: Pressure[] = []
  let returnedAtMs = -Infinity
  let calmSinceMs: number | undefined
  let calmForMs: number = shedLimits.calmForMs

  const stepTo = (level: number, nowMs: number): void => {
    shed = { level, sinceMs: level === 0 ? undefined : (shed.sinceMs ?? nowMs) }
    late = []
    calmSinceMs = undefined
  }
  const shedMore = (nowMs: number): void => {
    const soon = nowMs - returnedAtMs < shedLimits.soonMs
    if (shed.level === 0 && nowMs - returnedAtMs > shedLimits.calmForMsMax) calmForMs = shedLimits.calmForMs
    else if (soon) calmForMs = Math.min(calmForMs * 2, shedLimits.calmForMsMax)
    stepTo(shed.level + 1, nowMs)
  }
  const rest = (pressure: Pressure): void => {
    if (shed.level === 0 || !isCalm(pressure)) return void (calmSinceMs = undefined)
    calmSinceMs ??= pressure.nowMs
    if (pressure.nowMs - calmSinceMs < calmForMs) return
    returnedAtMs = pressure.nowMs
    stepTo(shed.level - 1, pressure.nowMs)
  }
  return {
    look(pressure) {
      if (!pressure.held || pressure.lagMs <= shedLimits.lateMs) {
        late = []
        rest(pressure)
        return shed
      }
      calmSinceMs = undefined
      if (pressure.batches === late.at(-1)?.batches) return shed
      late.push(pressure)
      if (shed.level < levelMax && isStuck(late)) shedMore(pressure.nowMs)
      return shed
    },
  }
}

/** Whether lag has not fallen while we worked; forgets looks that are too old to tell. */
function isStuck(late: Pressure[]): boolean {
  const now = late.at(-1)
  const then = late.findLast((look) => (now?.nowMs ?? 0) - look.nowMs >= shedLimits.judgedOverMs)
  if (now === undefined || then === undefined) return false
  late.splice(0, late.indexOf(then))
  return then.lagMs - now.lagMs < shedLimits.fallingOf1 * (now.nowMs - then.nowMs)
}

function isCalm({ lagMs, held }: Pressure): boolean {
  return lagMs < shedLimits.calmMs && !held
}
