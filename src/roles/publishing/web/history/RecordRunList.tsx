import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactElement } from 'react'
import type { RecordRun } from '#roles/publishing/history/contract.ts'
import { runsQuery } from '#roles/publishing/web/history/data.ts'
import { useHistoryWords, type HistoryWords } from '#roles/publishing/web/history/words.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** What was put on record of what was brought in: how far it is, and what came of it. Nothing where nobody has. */
export function RecordRunList(): ReactElement | null {
  const { say } = useHistoryWords()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(runsQuery)
  const runs = data?.runs ?? []
  const ended = runs.filter(({ endedAt }) => endedAt !== undefined).length
  useEffect(() => {
    // What is on record is said beside each post and each import.
    if (ended === 0) return
    void queries.invalidateQueries({ queryKey: ['publishing', 'history'] })
    void queries.invalidateQueries({ queryKey: ['publishing', 'history-imports'] })
  }, [ended, queries])
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (runs.length === 0) return null
  return (
    <section className="card pane stack" aria-labelledby="runs">
      <h2 id="runs">{say('runs.title')}</h2>
      <ul className="stack import-list">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
    </section>
  )
}

function RunLine({ run }: { run: RecordRun }): ReactElement {
  const words = useHistoryWords()
  const { say } = words
  const { by, begunAt, reason, counts, hasFailed, endedAt, done, total } = run
  return (
    <li className="stack tight">
      <b>{nameOf(run, words)}</b>
      <span className="small muted">{say('runs.by', { by, reason, at: words.day(begunAt) })}</span>
      <div role="status" className="small">
        {endedAt === undefined ? (
          <span className="row">
            <progress className="record-bar" max={total} value={done} aria-hidden="true" />
            {say('runs.running', { done, total })}
          </span>
        ) : (
          say('runs.ended', counts)
        )}
      </div>
      {hasFailed && (
        <Notice look="look" live>
          <p>{say('runs.failed')}</p>
        </Notice>
      )}
    </li>
  )
}

function nameOf({ scope, name, total }: RecordRun, { say }: HistoryWords): string {
  if (scope === 'posts') return say('runs.posts', { count: total })
  if (scope === 'search') return say('runs.search', { name })
  return name === '' ? say('runs.unnamed') : name
}
