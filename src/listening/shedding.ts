import { minuteMs, secondMs } from '#kernel/time.ts'

/** When something more is left out, and when it is taken in again. */
export const shedLimits = {
  /** Later than this, while readers wait for us, is too late. */
  lateMs: 2 * secondMs,
  /** Earlier than this counts as calm. */
  calmMs: 500,
  /** A step needs this long to show what it does before the next one. */
  stepEveryMs: 2 * secondMs,
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
}

/** What is left out (0: nothing) and since when. */
export type Shed = { level: number; sinceMs: number | undefined }

/** Decides how much is left out, by lag, with patience in both directions. Ask it about once a second. */
export type Shedding = { look(pressure: Pressure): Shed }

/** @param levelMax how many steps there are to leave out */
export function openShedding(levelMax: number): Shedding {
  let shed: Shed = { level: 0, sinceMs: undefined }
  let before: Pressure | undefined
  let steppedAtMs = -Infinity
  let returnedAtMs = -Infinity
  let calmSinceMs: number | undefined
  let calmForMs: number = shedLimits.calmForMs

  const stepTo = (level: number, nowMs: number): void => {
    shed = { level, sinceMs: level === 0 ? undefined : (shed.sinceMs ?? nowMs) }
    steppedAtMs = nowMs
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
      const mayStep = pressure.nowMs - steppedAtMs >= shedLimits.stepEveryMs
      if (isTooLate(pressure, before)) {
        calmSinceMs = undefined
        if (mayStep && shed.level < levelMax) shedMore(pressure.nowMs)
      } else rest(pressure)
      before = pressure
      return shed
    },
  }
}

function isTooLate(now: Pressure, before: Pressure | undefined): boolean {
  if (!now.held || now.lagMs <= shedLimits.lateMs) return false
  if (before === undefined) return false
  const passedMs = now.nowMs - before.nowMs
  return before.lagMs - now.lagMs < shedLimits.fallingOf1 * passedMs
}

function isCalm({ lagMs, held }: Pressure): boolean {
  return lagMs < shedLimits.calmMs && !held
}
