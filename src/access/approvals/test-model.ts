/**
 * The model that approvals are checked against: what may go out, said once more and in another way, for one message in two
 * languages and four people. `rules.ts` works on the row of an item; this keeps a ledger of who vouched for which bytes.
 */
import type { Lane } from '#kernel/permission.ts'

/** The four of the model: Wen writes, Ana approves, Dee is delegated to, Bo breaks glass and approves French. */
export type Name = 'Wen' | 'Ana' | 'Dee' | 'Bo'

/** A version and its text: `enA` is the English version saying A. */
export type Pair = 'enA' | 'enB' | 'frA'
export const pairs: readonly Pair[] = ['enA', 'enB', 'frA']

/** Something that somebody does, or that happens. */
export type Step =
  | { do: 'ask'; en: 'enA' | 'enB'; lane: Lane; writers: readonly Name[] }
  /** By hand, by an import or through a key: `writers` are the people who answer for it. */
  | { do: 'edit'; writers: readonly Name[]; how: 'hand' | 'import' | 'key' }
  | { do: 'approve' | 'glass'; by: Name; shown: readonly Pair[] }
  | { do: 'return' | 'revoke' | 'withdraw'; by: Name }
  | { do: 'leave'; who: Name }
  /** A role change: the right to approve is lost where it was held, gained where it was not. */
  | { do: 'role'; who: Name }
  | { do: 'delegate' | 'end-delegation' | 'time-passes' }

/** Every step of the model, each a way in which somebody might get bytes out. */
export const steps: readonly Step[] = [
  { do: 'ask', en: 'enA', lane: 'normal', writers: ['Wen'] },
  { do: 'ask', en: 'enB', lane: 'normal', writers: ['Wen'] },
  { do: 'ask', en: 'enA', lane: 'emergency', writers: ['Wen'] },
  { do: 'ask', en: 'enA', lane: 'normal', writers: ['Ana'] },
  { do: 'edit', writers: ['Wen'], how: 'hand' },
  { do: 'edit', writers: ['Ana'], how: 'import' },
  { do: 'edit', writers: ['Bo'], how: 'key' },
  ...(['Wen', 'Ana', 'Dee', 'Bo'] as const).flatMap((by): Step[] => [
    { do: 'approve', by, shown: ['enA', 'frA'] },
    { do: 'approve', by, shown: ['enB', 'frA'] },
    { do: 'approve', by, shown: ['frA'] },
  ]),
  { do: 'glass', by: 'Bo', shown: ['enA', 'frA'] },
  { do: 'glass', by: 'Bo', shown: ['enA', 'enA'] },
  { do: 'glass', by: 'Wen', shown: ['enA', 'frA'] },
  { do: 'return', by: 'Ana' },
  { do: 'return', by: 'Dee' },
  { do: 'revoke', by: 'Ana' },
  { do: 'revoke', by: 'Bo' },
  { do: 'withdraw', by: 'Wen' },
  { do: 'withdraw', by: 'Dee' },
  { do: 'leave', who: 'Ana' },
  { do: 'leave', who: 'Dee' },
  { do: 'role', who: 'Ana' },
  { do: 'role', who: 'Wen' },
  { do: 'delegate' },
  { do: 'end-delegation' },
  { do: 'time-passes' },
]

/** Who is there, and what they hold; kept beside the rules, which are told of it. */
export type Office = {
  left: readonly Name[]
  approvers: readonly Name[]
  /** Ana's right in Dee's hands. */
  delegated: boolean
  /** Whether the moment at which the delegation ends has passed, and every deadline with it. */
  late: boolean
}

/** What the ledger knows: what is asked for, who ever wrote, and who vouched for which bytes with a right they had then. */
export type Ledger = {
  asked: { lane: Lane; pairs: readonly Pair[] } | undefined
  writers: readonly Name[]
  vouched: readonly { pair: Pair; people: readonly Name[]; glass: boolean }[]
}

/** The beginning: nobody has asked for anything. */
export const firstOffice: Office = { left: [], approvers: ['Ana'], delegated: false, late: false }
export const firstLedger: Ledger = { asked: undefined, writers: [], vouched: [] }

/** The office after a step. */
export function officeAfter(office: Office, step: Step): Office {
  switch (step.do) {
    case 'leave':
      return { ...office, left: add(office.left, [step.who]) }
    case 'role':
      return { ...office, approvers: toggled(office.approvers, step.who) }
    case 'delegate':
      return mayDelegate(office) ? { ...office, delegated: true } : office
    case 'end-delegation':
      return office.left.includes('Ana') ? office : { ...office, delegated: false }
    case 'time-passes':
      return { ...office, late: true }
    default:
      return office
  }
}

/** Whether Ana can hand her right to Dee. */
export function mayDelegate(office: Office): boolean {
  const bothThere = !office.left.includes('Ana') && !office.left.includes('Dee')
  return bothThere && office.approvers.includes('Ana') && !office.late && !office.delegated
}

/** The ledger after a step, and whether the step was anybody's right. */
export function ledgerAfter(ledger: Ledger, office: Office, step: Step): { ledger: Ledger; ok: boolean } {
  const gone = { ...ledger, asked: undefined, vouched: [] }
  switch (step.do) {
    case 'ask':
      return { ledger: afterAsking(ledger, step), ok: true }
    case 'edit':
      return { ledger: { ...gone, writers: add(ledger.writers, step.writers) }, ok: true }
    case 'approve':
      return vouching(ledger, step.shown, (pair) => vouchers(ledger, office, step.by, pair), false)
    case 'glass':
      return afterGlass(ledger, office, step)
    case 'return':
      return mayApproveAny(ledger, office, step.by) ? { ledger: gone, ok: true } : { ledger, ok: false }
    case 'revoke': {
      const isGiver = ledger.vouched.some(({ people }) => people[0] === step.by)
      const may = !office.left.includes(step.by) && (isGiver || mayApproveAny(ledger, office, step.by))
      const ok = ledger.vouched.length > 0 && may
      return { ledger: ok ? { ...ledger, vouched: [] } : ledger, ok }
    }
    case 'withdraw': {
      const ok = ledger.asked !== undefined && !office.left.includes(step.by) && isTheirs(ledger, step.by)
      return { ledger: ok ? gone : ledger, ok }
    }
    default:
      return { ledger, ok: true }
  }
}

/** Wen asks in this model. */
function isTheirs(ledger: Ledger, by: Name): boolean {
  return by === 'Wen' || ledger.writers.includes(by)
}

/** What must be true of bytes that go out: asked for, and every version of their account vouched for. */
export function mayGo(ledger: Ledger, pair: Pair): boolean {
  const { asked, vouched } = ledger
  const isVouched = (one: Pair): boolean => vouched.some((voucher) => voucher.pair === one)
  return asked !== undefined && asked.pairs.includes(pair) && asked.pairs.every(isVouched)
}

function afterAsking(ledger: Ledger, step: Extract<Step, { do: 'ask' }>): Ledger {
  const asked = { lane: step.lane, pairs: [step.en, 'frA'] as const }
  const writers = add(ledger.writers, step.writers)
  const isSame = ledger.asked?.lane === asked.lane && ledger.asked.pairs[0] === step.en
  const wroteAndVouched = ledger.vouched.some(
    ({ people, glass }) => !glass && people.some((name) => writers.includes(name)),
  )
  return { asked, writers, vouched: isSame && !wroteAndVouched ? ledger.vouched : [] }
}

/** The people behind an approval of that version: the approver, and whose right it was. Nobody: it is not theirs to give. */
function vouchers(ledger: Ledger, office: Office, by: Name, pair: Pair): readonly Name[] {
  if (office.left.includes(by) || ledger.writers.includes(by)) return []
  if (office.approvers.includes(by) || (by === 'Bo' && pair === 'frA')) return [by]
  const runs = office.delegated && !office.late && !office.left.includes('Ana')
  const isGood = runs && office.approvers.includes('Ana') && !ledger.writers.includes('Ana')
  return by === 'Dee' && isGood ? [by, 'Ana'] : []
}

function mayApproveAny(ledger: Ledger, office: Office, by: Name): boolean {
  return ledger.asked?.pairs.some((pair) => vouchers(ledger, office, by, pair).length > 0) ?? false
}

function afterGlass(
  ledger: Ledger,
  office: Office,
  { by, shown }: { by: Name; shown: readonly Pair[] },
): { ledger: Ledger; ok: boolean } {
  const { asked, vouched } = ledger
  const mayTurnIt = by === 'Bo' && asked?.lane === 'emergency' && vouched.length < asked.pairs.length
  const isWhole = asked?.pairs.every((pair) => shown.includes(pair)) ?? false
  return mayTurnIt && isWhole ? vouching(ledger, shown, () => [by], true) : { ledger, ok: false }
}

function vouching(
  ledger: Ledger,
  shown: readonly Pair[],
  by: (pair: Pair) => readonly Name[],
  glass: boolean,
): { ledger: Ledger; ok: boolean } {
  const isAsked = shown.every((pair) => ledger.asked?.pairs.includes(pair) ?? false)
  if (!isAsked || shown.some((pair) => by(pair).length === 0)) return { ledger, ok: false }
  const fresh = shown.filter((pair) => !ledger.vouched.some((voucher) => voucher.pair === pair))
  const vouched = [...ledger.vouched, ...fresh.map((pair) => ({ pair, people: by(pair), glass }))]
  return { ledger: { ...ledger, vouched }, ok: true }
}

function add(some: readonly Name[], more: readonly Name[]): readonly Name[] {
  return [...new Set([...some, ...more])].toSorted()
}

function toggled(some: readonly Name[], one: Name): readonly Name[] {
  return some.includes(one) ? some.filter((name) => name !== one) : add(some, [one])
}
