import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tellEach, type Lane, type LaneFailure } from './each-recipient.ts'
import type { ManyEnd, ManyOutcome, Recipient } from './to-many.ts'

function people(count: number): Recipient[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: `r${n}`, address: `p${n}@people.example`, language: 'en', unsubscribeUrl: '' },
  }))
}

const shut: LaneFailure = { kind: 'stopped', why: 'unreachable', detail: 'shut', isForAll: false }

type Day = {
  end: ManyEnd
  outcomes: ManyOutcome[]
  taken: string[]
  mostAtOnce: number
  opened: number
  closed: number
}

/** Sends on a day on which lanes open, hold and send as told; a turn is given up at each step, so that they mix. */
async function dayOf(o: {
  people: number
  count: number
  opens: readonly boolean[]
  holds: readonly boolean[]
}): Promise<Day> {
  const day = { outcomes: [] as ManyOutcome[], taken: [] as string[], mostAtOnce: 0, opened: 0, closed: 0 }
  let [tries, sends, underWay] = [0, 0, 0]
  async function* row(): AsyncGenerator<Recipient> {
    for (const one of people(o.people)) {
      await Promise.resolve()
      day.taken.push(one.id)
      yield one
    }
  }
  const open = async (): Promise<Lane | LaneFailure> => {
    await Promise.resolve()
    tries += 1
    if (o.opens[(tries - 1) % o.opens.length] === false) return shut
    day.opened += 1
    let isUsable = true
    return {
      send: async ({ id }) => {
        underWay += 1
        day.mostAtOnce = Math.max(day.mostAtOnce, underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay -= 1
        sends += 1
        isUsable = o.holds[(sends - 1) % o.holds.length] !== false
        return isUsable ? { id, kind: 'sent' } : { id, kind: 'wait', why: 'unreachable', detail: 'lost' }
      },
      isUsable: () => isUsable,
      close: () => void (day.closed += 1),
    }
  }
  const end = await tellEach(row(), {
    ...{ count: o.count, open, signal: new AbortController().signal },
    onOutcome: (outcome) => Promise.resolve(void day.outcomes.push(outcome)),
  })
  return { ...day, end }
}

test('whatever lanes do, whoever was taken has one outcome, and “all” means everybody', async () => {
  const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(40),
      fc.integer({ min: 1, max: 8 }),
      flags,
      flags,
      async (n, count, opens, holds) => {
        const day = await dayOf({ people: n, count, opens, holds })
        expect(day.outcomes.map(({ id }) => id).toSorted()).toEqual(day.taken.toSorted())
        if (day.end.kind === 'all') expect(day.outcomes).toHaveLength(n)
        expect(day.mostAtOnce).toBeLessThanOrEqual(count)
        expect(day.closed).toBe(day.opened)
      },
    ),
    { numRuns: 200 },
  )
})

test('no more lanes are opened than there are recipients', async () => {
  const day = await dayOf({ people: 3, count: 8, opens: [true], holds: [true] })
  expect([day.end.kind, day.opened, day.closed]).toEqual(['all', 3, 3])
})

test('where no lane opens, as few as possible are taken, and they wait', async () => {
  const day = await dayOf({ people: 100, count: 4, opens: [false], holds: [true] })
  expect(day.end).toEqual({ kind: 'stopped', why: 'unreachable', detail: 'shut' })
  expect(day.taken.length).toBeLessThanOrEqual(4)
  expect(day.outcomes.every(({ kind }) => kind === 'wait')).toBe(true)
})

test('a source that breaks is told, after those under way have their outcome', async () => {
  const outcomes: string[] = []
  async function* row(): AsyncGenerator<Recipient> {
    yield* people(3)
    await Promise.resolve()
    throw new Error('the store is gone')
  }
  const lane: Lane = {
    send: async ({ id }) => {
      await new Promise((resolve) => setImmediate(resolve))
      return { id, kind: 'sent' }
    },
    isUsable: () => true,
    close: () => undefined,
  }
  const sending = tellEach(row(), {
    ...{ count: 4, open: () => Promise.resolve(lane), signal: new AbortController().signal },
    onOutcome: ({ id }) => Promise.resolve(void outcomes.push(id)),
  })
  await expect(sending).rejects.toThrow('the store is gone')
  expect(outcomes.toSorted()).toEqual(['r0', 'r1', 'r2'])
})
