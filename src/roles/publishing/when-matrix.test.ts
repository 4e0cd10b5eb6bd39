import { expect, test } from 'vitest'
import { openCorrecting, pat, wen } from '#roles/publishing/corrections/test-corrections.ts'
import { momentOf } from '#roles/publishing/when.ts'

const utc = (text: string): number => Date.parse(`${text}Z`)
const minuteMs = 60_000

/**
 * Both changes of the clocks of six zones in 2026, by the rules of the IANA time zone database (2025b), written out by hand: an hour
 * and half an hour, north and south, at night and at midnight, with offsets of half hours.
 *
 * `jump`: the first wall time that is skipped, the first after it, and the moment. `twice`: the first wall time that comes twice,
 * the first after it, and the two moments of the first one.
 */
const zones = [
  {
    zone: 'America/Toronto',
    jump: { from: '2026-03-08T02:00', to: '2026-03-08T03:00', at: '2026-03-08T07:00' },
    twice: { from: '2026-11-01T01:00', to: '2026-11-01T02:00', at: ['2026-11-01T05:00', '2026-11-01T06:00'] },
  },
  {
    zone: 'America/St_Johns',
    jump: { from: '2026-03-08T02:00', to: '2026-03-08T03:00', at: '2026-03-08T05:30' },
    twice: { from: '2026-11-01T01:00', to: '2026-11-01T02:00', at: ['2026-11-01T03:30', '2026-11-01T04:30'] },
  },
  {
    zone: 'Europe/Paris',
    jump: { from: '2026-03-29T02:00', to: '2026-03-29T03:00', at: '2026-03-29T01:00' },
    twice: { from: '2026-10-25T02:00', to: '2026-10-25T03:00', at: ['2026-10-25T00:00', '2026-10-25T01:00'] },
  },
  {
    zone: 'Australia/Lord_Howe',
    jump: { from: '2026-10-04T02:00', to: '2026-10-04T02:30', at: '2026-10-03T15:30' },
    twice: { from: '2026-04-05T01:30', to: '2026-04-05T02:00', at: ['2026-04-04T14:30', '2026-04-04T15:00'] },
  },
  {
    zone: 'America/Santiago',
    jump: { from: '2026-09-06T00:00', to: '2026-09-06T01:00', at: '2026-09-06T04:00' },
    twice: { from: '2026-04-04T23:00', to: '2026-04-05T00:00', at: ['2026-04-05T02:00', '2026-04-05T03:00'] },
  },
  {
    zone: 'Pacific/Auckland',
    jump: { from: '2026-09-27T02:00', to: '2026-09-27T03:00', at: '2026-09-26T14:00' },
    twice: { from: '2026-04-05T02:00', to: '2026-04-05T03:00', at: ['2026-04-04T13:00', '2026-04-04T14:00'] },
  },
] as const

/** A wall time some minutes after another, by the numbers on the clock. */
function later(wall: string, minutes: number): string {
  return new Date(utc(wall) + minutes * minuteMs).toISOString().slice(0, 16)
}

test.each(zones)('$zone, clocks put forward: no minute of what is skipped is scheduled', ({ zone, jump }) => {
  const atMs = utc(jump.at)
  const skipped = (utc(jump.to) - utc(jump.from)) / minuteMs
  for (const minutes of [0, 1, Math.floor(skipped / 2), skipped - 1])
    expect(momentOf({ wall: later(jump.from, minutes), zone })).toEqual({
      ...{ ok: false, why: 'time-jumped-over', timesMs: [atMs] },
    })
  expect(momentOf({ wall: later(jump.from, -1), zone })).toEqual({ ok: true, atMs: atMs - minuteMs })
  expect(momentOf({ wall: jump.to, zone })).toEqual({ ok: true, atMs })
})

test.each(zones)(
  '$zone, clocks put back: every minute that comes twice is asked about',
  ({ zone, twice }) => {
    const [first, second] = twice.at.map(utc)
    const length = (utc(twice.to) - utc(twice.from)) / minuteMs
    for (const minutes of [0, 1, Math.floor(length / 2), length - 1]) {
      const wall = later(twice.from, minutes)
      const timesMs = [(first ?? 0) + minutes * minuteMs, (second ?? 0) + minutes * minuteMs]
      expect(momentOf({ wall, zone })).toEqual({ ok: false, why: 'time-twice', timesMs })
      expect(momentOf({ wall, zone, which: 'first' })).toEqual({ ok: true, atMs: timesMs[0] })
      expect(momentOf({ wall, zone, which: 'second' })).toEqual({ ok: true, atMs: timesMs[1] })
    }
    expect(momentOf({ wall: later(twice.from, -1), zone })).toEqual({
      ok: true,
      atMs: (first ?? 0) - minuteMs,
    })
    expect(momentOf({ wall: twice.to, zone })).toEqual({ ok: true, atMs: (second ?? 0) + length * minuteMs })
  },
)

test.each(zones)('$zone: what is scheduled over both changes is due when its clocks say so', async (one) => {
  const { zone, jump, twice } = one
  const desk = await openCorrecting()
  const versions = ['en', 'fr'].map((language) => ({
    account: 'river',
    language,
    text: 'The library closes.',
  }))
  const made = await desk.publishing.create(wen, { title: zone, lane: 'normal', versions })
  const id = made.ok ? made.value.id : ''
  await desk.ask(id)
  await desk.office.approve('Ana', id)
  const send = (when: { wall: string; which?: 'first' | 'second' }) =>
    desk.publishing.send(pat, id, { revision: 1, when: { ...when, zone } })
  expect(await send({ wall: jump.from })).toMatchObject({ ok: false, why: 'time-jumped-over' })
  expect(await send({ wall: twice.from })).toMatchObject({ ok: false, why: 'time-twice' })
  expect(await send({ wall: twice.from, which: 'second' })).toMatchObject({ ok: true })
  const dueMs = utc(twice.at[1])
  desk.office.time.nowMs = dueMs - minuteMs
  await desk.settle()
  expect(desk.inTown().filter(({ text }) => text === 'The library closes.')).toHaveLength(0)
  desk.office.time.nowMs = dueMs
  await desk.settle()
  expect(desk.inTown().filter(({ text }) => text === 'The library closes.')).toHaveLength(2)
})
