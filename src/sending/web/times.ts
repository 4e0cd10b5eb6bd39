/** A moment in words with the short name of its zone: 1 Nov 2026, 01:30 EDT. Of the two times that clocks show twice, it says which. */
export function momentIn(at: string, { tag, timeZone }: { tag: string; timeZone: string }): string {
  const made = new Intl.DateTimeFormat(tag, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  return made.format(Date.parse(at))
}

/** The zone this browser's clock is in. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The time on the reader's own clock, when it shows another one than the zone in which it was written. */
export function onOwnClock(at: string, o: { tag: string; zone: string; own: string }): string | undefined {
  const clock = (timeZone: string): string =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    }).format(Date.parse(at))
  return clock(o.zone) === clock(o.own) ? undefined : momentIn(at, { tag: o.tag, timeZone: o.own })
}
