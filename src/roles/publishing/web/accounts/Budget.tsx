import type { ReactElement } from 'react'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'

/** Below this share a budget is nearly used up. */
const lowShareOf1 = 0.1

/** Calls a network lets us make: how many are left, as a bar and in words. */
export function Budget({ of: budget }: { of: NonNullable<AccountHealth['budget']> }): ReactElement {
  const { say, number, when } = useAccountWords()
  const nowMs = Date.now()
  const { left, of, resetsAtMs } = budget
  const shareOf1 = of > 0 ? Math.min(1, Math.max(0, left / of)) : 0
  const isLow = shareOf1 < lowShareOf1
  const figures = { left: number(left), of: number(of) }
  return (
    <span className={`budget ${isLow ? 'low' : ''}`}>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${shareOf1 * 100}%` }} />
      </span>
      <span>
        {resetsAtMs > nowMs
          ? say('account.budgetUntil', { ...figures, at: when(resetsAtMs, nowMs) })
          : say('account.budgetWas', figures)}{' '}
        {isLow && <b className="signal">{say('account.budgetLow')}</b>}
      </span>
    </span>
  )
}
