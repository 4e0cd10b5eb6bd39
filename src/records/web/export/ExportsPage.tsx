import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { ExportView } from '#records/export/contract.ts'
import { exportsQuery } from '#records/web/export/data.ts'
import { QuestionForm } from '#records/web/export/QuestionForm.tsx'
import { StateBadge } from '#records/web/export/StateBadge.tsx'
import { useExportWords } from '#records/web/export/words.ts'
import { RecordsNav } from '#records/web/RecordsNav.tsx'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import './export.css'

/** Asking for an export, and those there are. */
export function ExportsPage(): ReactElement {
  const { say } = useExportWords()
  const exports = useQuery(exportsQuery)
  usePageTitle(say('exports.title'))
  return (
    <div className="stack wide">
      <header className="stack">
        <div>
          <h1>{say('exports.title')}</h1>
          <p className="lede">{say('exports.lede')}</p>
        </div>
        <RecordsNav />
      </header>
      <QuestionForm />
      <section className="stack">
        <h2>{say('exports.list')}</h2>
        {exports.error && <ProblemNotice error={exports.error} onAgain={() => void exports.refetch()} />}
        {exports.isPending && <Skeleton lines={3} />}
        {exports.data?.exports.length === 0 && (
          <Empty why={say('exports.none')} example={say('exports.noneExample')} />
        )}
        {exports.data && exports.data.exports.length > 0 && <ExportLines exports={exports.data.exports} />}
      </section>
    </div>
  )
}

function ExportLines({ exports }: { exports: readonly ExportView[] }): ReactElement {
  const { say } = useExportWords()
  return (
    <ul className="card export-list">
      {exports.map(({ id, purpose, state, madeBy, begunAt, readyAt, entries, sha256 }) => (
        <li key={id}>
          <p className="row between">
            <Link to="/settings/records/exports/$id" params={{ id }}>
              {purpose}
            </Link>
            <StateBadge state={state} />
          </p>
          <p className="small muted">
            {madeBy} · <Time at={readyAt ?? begunAt} nowMs={Date.now()} /> ·{' '}
            {say('exports.entries', { count: entries })}
          </p>
          {sha256 && (
            <p className="small muted">
              {say('exports.sha256')} <code>{sha256}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
