import type { ReactElement } from 'react'
import { Fact } from '#roles/publishing/web/accounts/AccountFacts.tsx'
import { dollars, leftOf } from '#roles/publishing/web/accounts/spending.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { MonthSpending as Spending } from '#sending/contract.ts'

/** What a network that charges for each use has cost this month, of what it may, and what is kept back for emergencies. */
export function MonthSpending({ of }: { of: Spending }): ReactElement {
  const { say, tag, when, full } = useAccountWords()
  const money = (millidollars: number): string => dollars(millidollars, tag)
  const { ordinary, emergency, shareOf1, isLow } = leftOf(of)
  const id = `spending-${of.network}`
  return (
    <section className={`card pane stack spending ${isLow ? 'low' : ''}`} aria-labelledby={id}>
      <h2 id={id}>{say('spending.title', { network: of.name })}</h2>
      <span className={`budget ${isLow ? 'low' : ''}`}>
        <span className="bar" aria-hidden="true">
          <span style={{ inlineSize: `${shareOf1 * 100}%` }} />
        </span>
      </span>
      <dl className="facts-grid">
        <Fact name={say('spending.spent')}>
          {say('spending.spentOf', {
            spent: money(of.spentMillidollars),
            month: money(of.monthMillidollars),
          })}
        </Fact>
        <Fact name={say('spending.left')}>
          {money(ordinary)} {isLow && <b className="signal">{say('account.budgetLow')}</b>}
        </Fact>
        <Fact name={say('spending.reserve')}>
          {say('spending.reserveLeft', {
            left: money(emergency),
            of: money(of.reserveMillidollars),
          })}
        </Fact>
        <Fact name={say('spending.until')}>
          <span title={full(of.untilMs)}>{when(of.untilMs, Date.now())}</span>
        </Fact>
      </dl>
      {ordinary === 0 && <p>{say('spending.over', { network: of.name })}</p>}
    </section>
  )
}
