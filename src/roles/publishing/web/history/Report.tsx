import type { ReactElement } from 'react'
import type { HistoryReport, ReportRow } from '#roles/publishing/history/contract.ts'
import { useHistoryWords } from '#roles/publishing/web/history/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Rows drawn at most; the sentence above counts them all. */
const rowsDrawnMax = 500

/** What became of a file: the counts, then row by row, what was not taken first. */
export function Report({ report }: { report: HistoryReport }): ReactElement {
  const { say } = useHistoryWords()
  const { counts, rows, untold, isCut } = report
  const drawn = rows.slice(0, rowsDrawnMax)
  const hidden = untold + rows.length - drawn.length
  const { ours, known } = counts
  return (
    <div className="stack">
      <Notice look={counts.refused > 0 || isCut ? 'look' : 'info'} live>
        <p>{say('history.done', { ...counts, known: known + ours })}</p>
        {isCut && <p>{say('history.cut')}</p>}
      </Notice>
      {drawn.length > 0 && (
        <details>
          <summary>{say('history.report')}</summary>
          <div className="scroll-x report" tabIndex={0} role="region" aria-label={say('history.report')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{say('history.row')}</th>
                  <th scope="col">{say('history.rowOutcome')}</th>
                  <th scope="col">{say('history.rowBeginning')}</th>
                </tr>
              </thead>
              <tbody>
                {drawn.map((row) => (
                  <Row key={row.row} row={row} />
                ))}
              </tbody>
            </table>
          </div>
          {hidden > 0 && <p className="small">{say('history.untold', { count: hidden })}</p>}
        </details>
      )}
    </div>
  )
}

function Row({ row }: { row: ReportRow }): ReactElement {
  const { say, number } = useHistoryWords()
  const { outcome, why, beginning = '' } = row
  return (
    <tr>
      <td>{number(row.row)}</td>
      <td>
        {say(`history.outcome.${outcome}`)}
        {why !== undefined && <span className="small muted"> {say(`history.why.${why}`)}</span>}
      </td>
      <td dir="auto">{beginning}</td>
    </tr>
  )
}
