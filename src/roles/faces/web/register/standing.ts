import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import type { Check, CheckState } from '#roles/faces/register/contract.ts'
import type { BadgeLook } from '#web/parts/Badge/Badge.tsx'

/** How an account stands, in one word: what a person must do first, else that all is well. */
export type Standing = 'trouble' | 'todo' | 'quiet' | 'fine' | 'closed'

/** What needs somebody first comes first. */
const order: readonly Standing[] = ['trouble', 'todo', 'quiet', 'fine', 'closed']

/** The look of a badge for each. */
export const standingLooks: Readonly<Record<Standing, BadgeLook>> = {
  ...{ trouble: 'danger', todo: 'rising', quiet: 'held', fine: 'ok', closed: 'plain' },
}

/** The look of a badge for what was found. */
export const checkLooks: Readonly<Record<CheckState, BadgeLook>> = {
  ...{ ok: 'ok', advice: 'plain', bad: 'danger', unknown: 'rising' },
}

/** How an account stands. */
export function standingOf({ life, checks }: Pick<OfficialAccount, 'life' | 'checks'>): Standing {
  if (life === 'closed') return 'closed'
  if (checks.some(({ state }) => state === 'bad')) return 'trouble'
  if (life === 'needs-owners' || life === 'not-connected') return 'todo'
  return life === 'dormant' ? 'quiet' : 'fine'
}

/** What needs somebody first, then by name. */
export function inOrder(accounts: readonly OfficialAccount[], tag: string): OfficialAccount[] {
  const place = (one: OfficialAccount): number => order.indexOf(standingOf(one))
  return accounts.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name, tag))
}

/** When the desk last looked at it; undefined where it never did. */
export function lastLook(checks: readonly Check[]): string | undefined {
  return checks
    .map(({ checkedAt }) => checkedAt)
    .toSorted()
    .at(-1)
}
