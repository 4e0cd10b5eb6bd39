import { minuteMs } from '#kernel/time.ts'

/** Limits of signing in with a passkey, all of them. */
export const signInLimits = {
  /** How long a challenge can be answered. */
  challengeMs: 5 * minuteMs,
  /** Challenges that wait; beyond it the oldest are void. Far more than a busy office has in five minutes. */
  challengesMax: 20_000,
  passkeysPerPersonMax: 20,
  /** Tries of one address: this many at once, then one a second. Slows, never locks out, and counts nobody's name. */
  tries: { burst: 30, perMin: 60 },
  /** How coarse "last seen" of a device is. */
  seenMs: 10 * minuteMs,
} as const

/** What decides whether somebody may add a passkey now. */
export type Adding = {
  count: number
  nowMs: number
  /** Until when a link, or a provider's word, lets them add one. */
  enrolUntilMs: number
  freshUntilMs: number
}

/** Whether somebody may add a passkey now, or by what way they come to it. */
export function mayAdd(o: Adding): 'now' | 'after-proof' | 'after-link' | 'enough' {
  if (o.count >= signInLimits.passkeysPerPersonMax) return 'enough'
  if (o.enrolUntilMs > o.nowMs || o.freshUntilMs > o.nowMs) return 'now'
  return o.count === 0 ? 'after-link' : 'after-proof'
}

/**
 * Whether a signature counter has gone back, which says that the passkey was copied. Passkeys that are synced count nothing
 * and always say 0.
 *
 * Source: WebAuthn level 3, 6.1.1 Signature Counter Considerations.
 */
export function hasGoneBack(kept: number, now: number): boolean {
  return (kept > 0 || now > 0) && now <= kept
}

/** A name that is not among those there are: the same with a number behind it, where it is. */
export function nameBeside(names: readonly string[], wanted: string): string {
  for (let i = 2; i <= names.length + 1; i++) {
    if (!names.includes(wanted)) return wanted
    if (!names.includes(`${wanted} ${i}`)) return `${wanted} ${i}`
  }
  return wanted
}
