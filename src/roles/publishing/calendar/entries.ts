/** What stands in the calendar, made from what the outbox, drafts and notes of publications say. Pure. */
import type { Lane } from '#kernel/permission.ts'
import type { CalendarEntry, Stands } from '#roles/publishing/calendar/contract.ts'
import type { Planned } from '#sending/planned.ts'

/** An entry before it is known what is worth telling of its time, and who may move it. */
export type Entry = Omit<CalendarEntry, 'at' | 'notes' | 'mayMove' | 'campaign'> & {
  atMs: number
  places: { account: string; language: string }[]
}

/** What the worst of several deliveries says: a person is needed first, then what has not gone, then what has. */
const order: readonly Stands[] = ['trouble', 'held', 'going', 'scheduled', 'out', 'down']

/** Where one delivery stands, in the words of the calendar. */
export function standsOf({ state, isDown }: Pick<Planned, 'state' | 'isDown'>): Stands {
  switch (state) {
    case 'waiting':
      return 'scheduled'
    case 'paused':
      return 'held'
    case 'claimed':
    case 'sending':
    case 'wait':
    case 'unknown':
      return 'going'
    case 'sent':
      return isDown ? 'down' : 'out'
    case 'refused':
    case 'missed':
    case 'unconfirmed':
    case 'cancelled':
      return 'trouble'
  }
}

/** Deliveries as entries: all of one message at one time are one. */
export function entriesOf(planned: readonly Planned[]): Entry[] {
  const groups = new Map<string, Planned[]>()
  for (const one of planned) {
    const key = keyOf(messageIn(one.item), one.dueAtMs)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups].map(([key, group]) => entryOf(key, group))
}

function entryOf(key: string, group: readonly Planned[]): Entry {
  const [first] = group
  if (first === undefined) throw new TypeError('a group has a delivery')
  const all = new Set(group.map(standsOf))
  const stands = order.find((one) => all.has(one)) ?? 'trouble'
  return {
    ...{ key, message: messageIn(first.item), title: first.title, lane: first.lane, stands },
    atMs: first.dueAtMs,
    ...(first.wall === undefined || first.zone === undefined ? {} : { wall: first.wall, zone: first.zone }),
    ...placesOf(group),
    deliveries: stands === 'scheduled' ? group.map(({ id }) => id) : [],
  }
}

/** A draft with a planned time, or one whose approval is needed by a time. */
export type Waiting = {
  message: string
  title: string
  lane: Lane
  atMs: number
  wall?: string
  zone?: string
  stands: 'meant' | 'asked' | 'approved' | 'needed'
  places: readonly { account: string; language: string }[]
}

/** Drafts as entries. */
export function draftEntry({ atMs, places, ...one }: Waiting): Entry {
  return { ...one, atMs, key: keyOf(one.message, atMs), ...placesOf(places), deliveries: [] }
}

/** A publication that somebody noted by hand. */
export type ByHand = {
  message: string
  title: string
  lane: Lane
  atMs: number
  account: string
  language: string
  isDown: boolean
}

/** What was published by hand as entries: the languages and accounts of one message within one hour are one. */
export function byHandEntries(noted: readonly ByHand[]): Entry[] {
  const groups = new Map<string, ByHand[]>()
  for (const one of noted) {
    const name = `${one.message} ${Math.floor(one.atMs / 3_600_000)}`
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const stands = group.every(({ isDown }) => isDown) ? 'down' : 'out'
    const { message, title, lane, atMs } = first
    const key = `${keyOf(message, atMs)} by-hand`
    return [{ key, message, title, lane, atMs, stands, ...placesOf(group), deliveries: [] } as const]
  })
}

function placesOf(all: readonly { account: string; language: string }[]) {
  return {
    accounts: [...new Set(all.map(({ account }) => account))],
    languages: [...new Set(all.map(({ language }) => language))],
    places: all.map(({ account, language }) => ({ account, language })),
  }
}

function keyOf(message: string, atMs: number): string {
  return `${message} ${new Date(atMs).toISOString()}`
}

/** The id of a message in the name approvals and the outbox know it by. */
export function messageIn(item: string): string {
  return item.slice(item.indexOf(':') + 1)
}
