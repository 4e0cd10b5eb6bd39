import type { ReactElement } from 'react'
import type { Ledger } from '#roles/early-warning/ledger/contract.ts'
import { minutesWords, quarterWords } from '#roles/early-warning/web/ledger/ledger-words.ts'
import { useLedgerWords } from '#roles/early-warning/web/ledger/words.ts'

/** The median lead of each quarter, with over how many issues it is. */
export function QuarterTable({ ledger }: { ledger: Ledger }): ReactElement {
  const words = useLedgerWords()
  const { say, number } = words
  const span = (minutes: number | undefined): string =>
    minutes === undefined
      ? say('moment.notMeasured')
      : `${minutes < 0 ? '−' : ''}${minutesWords(minutes, words)}`
  return (
    <section className="card pane stack">
      <h2>{say('quarters.title')}</h2>
      <p className="small muted">{say('quarters.what')}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={say('quarters.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('quarters.quarter')}</th>
              <th scope="col">{say('quarters.median')}</th>
              <th scope="col" className="n">
                {say('quarters.measured')}
              </th>
              <th scope="col" className="n">
                {say('quarters.behind')}
              </th>
              <th scope="col">{say('quarters.answered')}</th>
            </tr>
          </thead>
          <tbody>
            {ledger.quarters.map((one) => (
              <tr key={one.quarter}>
                <th scope="row">{quarterWords(one.quarter, words)}</th>
                <td>{span(one.medianLeadMin)}</td>
                <td className="n">{say('quarters.of', { measured: one.measured, issues: one.issues })}</td>
                <td className="n">{number(one.behind)}</td>
                <td>{span(one.medianAnsweredInMin)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const weekColumns = [
  ...(['stories', 'falseAlarms', 'notImportant', 'notTakenOn', 'toldByNews'] as const),
  ...(['onlyWaited', 'waitedToldByNews'] as const),
]

/** False alarms by week, with what the word means here. */
export function WeekTable({ ledger }: { ledger: Ledger }): ReactElement {
  const { say, number, day } = useLedgerWords()
  return (
    <section className="card pane stack">
      <h2>{say('weeks.title')}</h2>
      <p className="small muted">{say('weeks.what')}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={say('weeks.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('weeks.week')}</th>
              {weekColumns.map((column) => (
                <th key={column} scope="col" className="n">
                  {say(`weeks.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ledger.weeks.map((week) => (
              <tr key={week.from}>
                {/* Noon, so that no zone makes it another day. */}
                <th scope="row">{day(`${week.from}T12:00:00Z`)}</th>
                {weekColumns.map((column) => (
                  <td key={column} className="n">
                    {column === 'falseAlarms' ? <b>{number(week[column])}</b> : number(week[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
