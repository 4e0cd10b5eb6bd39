import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  firstLedger,
  firstOffice,
  ledgerAfter,
  mayDelegate,
  mayGo,
  officeAfter,
  pairs,
  steps,
  type Ledger,
  type Name,
  type Office as ModelOffice,
  type Pair,
  type Step,
} from '#access/approvals/test-model.ts'
import {
  approvalMigrations,
  begunMs,
  grant,
  openOffice,
  shownOf,
  texts,
  usual,
  type Office,
  type Texts,
} from '#access/approvals/test-office.ts'
import type { Grant } from '#kernel/permission.ts'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

// The same model as `model.test.ts`, now against the real store: fewer orders of events, everything else real.

let store: Store
beforeAll(async () => {
  store = await openTestStore(approvalMigrations)
}, 30_000)
afterAll(() => store.close())

const said: Record<Pair, Texts> = {
  enA: { en: 'Do not drink the water.' },
  enB: { en: 'Drink the water.' },
  frA: { fr: 'Ne buvez pas l’eau.' },
}

const endsAt = new Date(begunMs + hourMs).toISOString()

function grantsOf(name: Name, office: ModelOffice): Grant[] {
  const own = office.approvers.includes(name) ? [grant('approve')] : []
  return name === 'Bo' ? [...own, grant('approve', { language: 'fr' }), grant('break-glass')] : own
}

/** Does one step at the real office; true when it was let through. */
async function perform(
  office: Office,
  before: { model: ModelOffice; ledger: Ledger },
  step: Step,
): Promise<boolean> {
  switch (step.do) {
    case 'ask':
      return askFor(office, before.ledger, step)
    case 'edit':
      await (step.how === 'hand' ? office.edit : office.editByKey)(step.writers[0] ?? 'Wen')
      return true
    case 'approve':
      return (await office.approve(step.by, Object.assign({}, ...step.shown.map((one) => said[one])))).ok
    case 'glass':
      return (
        await office.breakGlass(
          step.by,
          step.shown.flatMap((one) => shownOf(said[one])),
        )
      ).ok
    case 'return':
      return (await office.giveBack(step.by)).ok
    case 'revoke':
      return (await office.revoke(step.by)).ok
    case 'withdraw':
      return (await office.withdraw(step.by)).ok
    default:
      await happen(office, before.model, step)
      return true
  }
}

async function askFor(office: Office, ledger: Ledger, step: Extract<Step, { do: 'ask' }>): Promise<boolean> {
  // Whoever asks hands over all who wrote; later even somebody who forgets them changes nothing.
  const isFirst = (await office.approvals.of(store.db, [office.item])).size === 0
  const writers = isFirst ? [...new Set([...ledger.writers, ...step.writers])] : [...step.writers]
  await office.ask({ ...said[step.en], ...said.frA }, { lane: step.lane, writers })
  return true
}

/** What is no act on the item: somebody leaves, gains or loses a right, delegates; the clock moves. */
async function happen(office: Office, before: ModelOffice, step: Step): Promise<void> {
  if (step.do === 'leave') {
    await office.leave(step.who)
    await store.inTransaction((tx) => office.approvals.personLeaves(tx, office.id(step.who)))
  }
  if (step.do === 'role') await office.setGrants(step.who, grantsOf(step.who, officeAfter(before, step)))
  if (step.do === 'time-passes') office.time.nowMs = begunMs + dayMs + hourMs
  if (step.do === 'end-delegation') {
    const { delegations } = await office.approvals.delegationsFor(store.db, office.id('Ana'))
    for (const { id } of delegations)
      await store.inTransaction((tx) => office.approvals.endDelegation(tx, { id, by: office.id('Ana') }))
  }
  if (step.do === 'delegate' && !before.delegated) {
    const places = { account: '*', language: '*', lane: '*' } as const
    const made = await store.inTransaction((tx) =>
      office.approvals.delegate(tx, { from: office.id('Ana'), to: office.id('Dee'), ...places, endsAt }),
    )
    expect(made.ok).toBe(mayDelegate(before))
  }
}

async function plays(order: readonly Step[]): Promise<void> {
  const office = await openOffice(store, {
    Wen: [],
    Ana: grantsOf('Ana', firstOffice),
    Dee: [],
    Bo: grantsOf('Bo', firstOffice),
  })
  let [model, ledger] = [firstOffice, firstLedger]
  for (const step of order) {
    const expected = ledgerAfter(ledger, model, step)
    expect([step, await perform(office, { model, ledger }, step)]).toEqual([step, expected.ok])
    ledger = expected.ledger
    model = officeAfter(model, step)
    for (const pair of pairs) {
      const [answer] = await office.goesOut(said[pair])
      expect([step, pair, answer === 'yes']).toEqual([step, pair, mayGo(ledger, pair)])
    }
  }
}

/** Asking and approving come often, else most orders never come near the door. */
const anyStep = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...steps) },
  { weight: 1, arbitrary: fc.constantFrom(...steps.filter((step) => step.do === 'ask')) },
  { weight: 2, arbitrary: fc.constantFrom(...steps.filter((step) => 'by' in step)) },
)

test('on the real store too, only bytes that somebody entitled approved go out, in any order of events', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 16 }), plays), {
    numRuns: 30,
  })
}, 120_000)

test.each(['approve', 'edit'] as const)(
  'twenty times at the same moment, %s called first: the edited text is never approved after the edit',
  async (first) => {
    for (let i = 0; i < 20; i++) {
      const office = await openOffice(store, usual)
      await office.ask(texts)
      const acts = [() => office.approve('Ana', texts), () => office.edit('Wen')]
      await Promise.all((first === 'approve' ? acts : acts.toReversed()).map((act) => act()))
      expect(await office.goesOut(texts)).toEqual(['not-open', 'not-open'])
      const kinds = (await office.records()).map(({ kind }) => kind)
      expect(kinds.slice(kinds.indexOf('approval-voided'))).toEqual(['approval-voided'])
    }
  },
  60_000,
)

test.each(['approve', 'ask'] as const)(
  'approved and asked anew with other words at the same moment, %s called first: the other words are not approved',
  async (first) => {
    const other = { ...texts, en: 'Drink the water.' }
    for (let i = 0; i < 20; i++) {
      const office = await openOffice(store, usual)
      await office.ask(texts)
      const acts = [() => office.approve('Ana', texts), () => office.ask(other)]
      await Promise.all((first === 'approve' ? acts : acts.toReversed()).map((act) => act()))
      expect(await office.goesOut(other)).toEqual(['not-approved', 'not-approved'])
      expect(await office.goesOut({ en: texts.en })).toEqual(['changed'])
    }
  },
  60_000,
)
