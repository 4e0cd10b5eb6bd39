import { expect, test } from 'vitest'
import * as real from '#access/approvals/rules.ts'
import type { Delegation, Hand, Item, Outcome, Person, Shown } from '#access/approvals/rules.ts'
import {
  firstLedger,
  firstOffice,
  ledgerAfter,
  mayGo,
  officeAfter,
  pairs,
  steps,
  type Ledger,
  type Name,
  type Office,
  type Pair,
  type Step,
} from '#access/approvals/test-model.ts'
import type { Grant } from '#kernel/permission.ts'

// The pure rules against the model, in every state that any interleaving of the model's steps can reach: not a sample of them.

type Rules = Pick<
  typeof real,
  'asked' | 'edited' | 'approved' | 'returned' | 'revoked' | 'withdrawn' | 'brokeGlass' | 'mayGoOut'
>

type World = { item: Item | undefined; office: Office; ledger: Ledger }

const endsAtMs = 1000

function grantsOf(name: Name, office: Office): Grant[] {
  const all = { account: '*', language: '*', lane: '*' } as const
  const approve: Grant[] = office.approvers.includes(name) ? [{ verb: 'approve', ...all }] : []
  if (name !== 'Bo') return approve
  return [...approve, { verb: 'approve', ...all, language: 'fr' }, { verb: 'break-glass', ...all }]
}

function personOf(id: Name, office: Office): Person {
  return { id, hasLeft: office.left.includes(id), grants: grantsOf(id, office) }
}

function handOf(name: Name, office: Office): Hand {
  const delegation: Delegation = {
    from: personOf('Ana', office),
    to: 'Dee',
    ...{ account: '*', language: '*', lane: '*', endsAtMs },
  }
  return {
    person: personOf(name, office),
    delegations: office.delegated ? [delegation] : [],
    nowMs: office.late ? endsAtMs : 0,
  }
}

function shownOf(pair: Pair): Shown {
  return { account: 'town', language: pair.slice(0, 2), sha256: pair }
}

/** One step by the rules: the item after it, and whether it was refused. */
function perform(rules: Rules, { item, office, ledger }: World, step: Step): Outcome | 'nothing' {
  if (step.do === 'ask') {
    const writers = item === undefined ? [...ledger.writers, ...step.writers] : step.writers
    const versions = [step.en, 'frA' as const].map(shownOf)
    return {
      ok: true,
      item: rules.asked(item, { lane: step.lane, askedBy: 'Wen', writers: [...new Set(writers)], versions }),
    }
  }
  if (!('by' in step) && step.do !== 'edit') return 'nothing'
  if (item === undefined) return step.do === 'edit' ? 'nothing' : { ok: false, why: 'not-asked' }
  if (step.do === 'edit') return { ok: true, item: rules.edited(item, step.writers) }
  const hand = handOf(step.by, office)
  if (step.do === 'approve') return rules.approved(item, step.shown.map(shownOf), hand)
  if (step.do === 'glass') return rules.brokeGlass(item, step.shown.map(shownOf), hand)
  if (step.do === 'return') return rules.returned(item, hand)
  if (step.do === 'revoke') return rules.revoked(item, hand)
  // Who left has no hand to withdraw with: the store asks that before the rules.
  return hand.person.hasLeft ? { ok: false, why: 'left' } : rules.withdrawn(item, step.by)
}

function next(rules: Rules, world: World, step: Step): World | string {
  const outcome = perform(rules, world, step)
  const { ledger, ok } = ledgerAfter(world.ledger, world.office, step)
  const done = outcome === 'nothing' || outcome.ok
  if (done !== ok) return `${step.do} should ${ok ? '' : 'not '}have been let through`
  const item = outcome === 'nothing' || !outcome.ok ? world.item : outcome.item
  const after = { item, ledger, office: officeAfter(world.office, step) }
  const wrong = pairs.find((pair) => rules.mayGoOut(item, shownOf(pair)).yes !== mayGo(ledger, pair))
  return wrong === undefined ? after : `${wrong} should ${mayGo(ledger, wrong) ? '' : 'not '}go out`
}

/** What two worlds have in common when nothing that follows can tell them apart: all but the number of the round. */
function keyOf({ item, office, ledger }: World): string {
  const writers = item && [...item.writers].toSorted()
  const vouched = ledger.vouched.map(({ pair, people }) => pair + people.join()).toSorted()
  const known = [ledger.asked, ledger.writers, vouched]
  return JSON.stringify([item?.lane, item?.state, writers, item?.versions, office, known])
}

const statesMax = 50_000

/** Every state there is, nearest first; ends with the shortest path to something wrong, or with how many states it saw. */
function explore(rules: Rules): { states: number; wentOut: number; wrong?: string } {
  const first: World = { item: undefined, office: firstOffice, ledger: firstLedger }
  const paths = new Map([[keyOf(first), '']])
  const queue = [first]
  let wentOut = 0
  for (let i = 0; i < queue.length && paths.size < statesMax; i++) {
    const world = queue[i] ?? first
    const path = paths.get(keyOf(world)) ?? ''
    if (mayGo(world.ledger, 'frA')) wentOut += 1
    for (const step of steps) {
      const after = next(rules, world, step)
      const along = `${path}\n${JSON.stringify(step)}`
      if (typeof after === 'string') return { states: paths.size, wentOut, wrong: `${along}\n${after}` }
      const key = keyOf(after)
      if (paths.has(key)) continue
      paths.set(key, along)
      queue.push(after)
    }
  }
  return { states: paths.size, wentOut }
}

test('whatever happens in whatever order, only bytes that somebody entitled approved go out', () => {
  const { states, wentOut, wrong } = explore(real)
  expect(wrong).toBeUndefined()
  // It saw every state there is, and in many of them something went out: it is not true of nothing.
  expect(states).toBeGreaterThan(5000)
  expect(states).toBeLessThan(statesMax)
  expect(wentOut).toBeGreaterThan(500)
}, 60_000)

const everything = { account: '*', language: '*', lane: '*' } as const
const all: Grant[] = [
  { verb: 'approve', ...everything },
  { verb: 'break-glass', ...everything },
]

/** The outcome with what a mutant took away from the item put back. */
function restored(outcome: Outcome, kept: Partial<Item>): Outcome {
  return outcome.ok ? { ok: true, item: { ...outcome.item, ...kept } } : outcome
}

function current(item: Item, shown: readonly Shown[]): Shown[] {
  return shown.map((one) => item.versions.find(({ language }) => language === one.language) ?? one)
}

/** Approvals of the versions that are the same, kept from before. */
function withOldApprovals(after: Item, before: Item | undefined): Item {
  const versions = after.versions.map(
    (version) => before?.versions.find(({ sha256 }) => sha256 === version.sha256) ?? version,
  )
  return { ...after, versions }
}

/** Rules with one mistake each. Every one of them must be found: else the search proves nothing. */
const mistakes: Record<string, Partial<Rules>> = {
  'writers may approve': {
    approved: (item, shown, hand) =>
      restored(real.approved({ ...item, writers: [] }, shown, hand), { writers: item.writers }),
  },
  'a delegate may approve what the delegator wrote': {
    approved: (item, shown, hand) => {
      const writers = item.writers.filter((name) => name === hand.person.id)
      return restored(real.approved({ ...item, writers }, shown, hand), { writers: item.writers })
    },
  },
  'somebody who left may approve': {
    approved: (item, shown, hand) =>
      real.approved(item, shown, { ...hand, person: { ...hand.person, hasLeft: false } }),
  },
  'anybody may approve': {
    approved: (item, shown, hand) =>
      real.approved(item, shown, { ...hand, person: { ...hand.person, grants: all } }),
  },
  'a delegation never ends': {
    approved: (item, shown, hand) => real.approved(item, shown, { ...hand, nowMs: 0 }),
  },
  'a delegation outlives the right of the delegator': {
    approved: (item, shown, hand) => {
      const delegations = hand.delegations.map((one) => ({ ...one, from: { ...one.from, grants: all } }))
      return real.approved(item, shown, { ...hand, delegations })
    },
  },
  'a delegation outlives the delegator’s leaving': {
    approved: (item, shown, hand) => {
      const delegations = hand.delegations.map((one) => ({ ...one, from: { ...one.from, hasLeft: false } }))
      return real.approved(item, shown, { ...hand, delegations })
    },
  },
  'approving old bytes approves the new ones': {
    approved: (item, shown, hand) => real.approved(item, current(item, shown), hand),
  },
  'what is no longer asked for can be approved': {
    approved: (item, shown, hand) => real.approved({ ...item, state: 'open' }, shown, hand),
  },
  'an edit voids nothing': { edited: (item) => item },
  'an edit closes the question and keeps the approvals': {
    edited: (item, by) => withOldApprovals(real.edited(item, by), item),
    asked: (before, asking) => withOldApprovals(real.asked(before, asking), before),
  },
  'who edited is not a writer': {
    edited: (item, by) => ({ ...real.edited(item, by), writers: item.writers }),
  },
  'asked again, the unchanged half stays approved': {
    asked: (before, asking) => withOldApprovals(real.asked(before, asking), before),
  },
  'asked again, earlier writers are forgotten': {
    asked: (before, asking) => ({ ...real.asked(before, asking), writers: asking.writers }),
  },
  'asked again in another lane, approvals stay': {
    asked: (before, asking) => ({
      ...real.asked(before && { ...before, lane: asking.lane }, asking),
      lane: asking.lane,
    }),
  },
  'half a pair goes out': {
    mayGoOut: (item, shown) => {
      const versions = item?.versions.filter(({ language }) => language === shown.language)
      return real.mayGoOut(item && { ...item, versions: versions ?? [] }, shown)
    },
  },
  'any bytes go out where some were approved': {
    mayGoOut: (item, shown) => real.mayGoOut(item, current(item ?? noItem, [shown])[0] ?? shown),
  },
  'returned, it can still go out': {
    returned: (item, hand) => restored(real.returned(item, hand), item),
  },
  'a returned text keeps its approvals for the next round': {
    returned: (item, hand) => restored(real.returned(item, hand), { versions: item.versions }),
    asked: (before, asking) => withOldApprovals(real.asked(before, asking), before),
  },
  'revoked, it can still go out': { revoked: (item, hand) => restored(real.revoked(item, hand), item) },
  'whoever approved cannot take it back once the right is lost': {
    revoked: (item, hand) =>
      real.approvable(item, hand).length > 0 ? real.revoked(item, hand) : { ok: false, why: 'no-right' },
  },
  'withdrawn, it can still go out': {
    withdrawn: (item, by) => restored(real.withdrawn(item, by), item),
  },
  'glass breaks in every lane': {
    brokeGlass: (item, shown, hand) =>
      restored(real.brokeGlass({ ...item, lane: 'emergency' }, shown, hand), { lane: item.lane }),
  },
  'anybody may break glass': {
    brokeGlass: (item, shown, hand) =>
      real.brokeGlass(item, shown, { ...hand, person: { ...hand.person, grants: all } }),
  },
  'one version shown twice breaks the glass of two': {
    brokeGlass: (item, shown, hand) =>
      real.brokeGlass(item, shown.length === item.versions.length ? item.versions : shown, hand),
  },
}

const noItem: Item = { lane: 'normal', state: 'open', round: 1, askedBy: 'Wen', writers: [], versions: [] }

test.each(Object.keys(mistakes))('the search finds the mistake: %s', (name) => {
  const { wrong } = explore({ ...real, ...mistakes[name] })
  expect(wrong).toBeDefined()
})
