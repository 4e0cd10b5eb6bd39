import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RecordDetail } from '#records/contract.ts'
import { entryQuery } from '#records/web/data.ts'
import { EntryBadges } from '#records/web/EntryLine.tsx'
import { actorWords, entryWords, kindWords } from '#records/web/entry-words.ts'
import { FactList } from '#records/web/FactList.tsx'
import { Proof } from '#records/web/Proof.tsx'
import { useRecordsWords } from '#records/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './records.css'

/** One entry whole: what it says as a sentence and as facts, who and when, and what proves it. */
export function EntryPage(): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const { seq } = useParams({ from: '/settings/records/entries/$seq' })
  const { data, error, isPending, refetch } = useQuery(entryQuery(seq))
  const title = data ? entryWords(data.entry, words) : say('entry.no')
  usePageTitle(isPending ? say('records.title') : title)
  return (
    <div className="stack wide records">
      <p className="back">
        <Link to="/settings/records">
          <ArrowLeft className="icon" aria-hidden="true" />
          {say('entry.back')}
        </Link>
      </p>
      {isPending ? <Skeleton lines={6} /> : <h1>{title}</h1>}
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data && <Whole detail={data} />}
    </div>
  )
}

function Whole({ detail }: { detail: RecordDetail }): ReactElement {
  const { say } = useRecordsWords()
  const { entry } = detail
  const hasFacts = entry.facts !== undefined && Object.keys(entry.facts).length > 0
  return (
    <div className="record-whole">
      <div className="stack">
        <Notes detail={detail} />
        <Heading detail={detail} />
        {hasFacts && entry.facts && (
          <section className="card pane stack">
            <h2>{say('entry.facts')}</h2>
            <FactList facts={entry.facts} />
          </section>
        )}
      </div>
      <Proof detail={detail} />
    </div>
  )
}

function Notes({ detail: { entry, heldBy } }: { detail: RecordDetail }): ReactElement {
  const { say, rich, list } = useRecordsWords()
  return (
    <>
      {entry.disposedBy !== undefined && (
        <Notice>
          <p>{rich('entry.disposedBy', { seq: entry.disposedBy })}</p>
          <p>
            <Link to="/settings/records/entries/$seq" params={{ seq: String(entry.disposedBy) }}>
              {say('entry.toDisposal')}
            </Link>
          </p>
        </Notice>
      )}
      {heldBy.length > 0 && entry.disposedBy === undefined && (
        <Notice>
          <p>{say('entry.heldBy', { count: heldBy.length, names: list(heldBy) })}</p>
        </Notice>
      )}
    </>
  )
}

function Heading({ detail: { entry } }: { detail: RecordDetail }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const lines = [
    [say('search.kind'), kindWords(entry.kind, words)],
    [say('entry.at'), words.full(entry.at)],
    ...(entry.by ? [[say('entry.by'), actorWords(entry.by, words)]] : []),
    ...(entry.account === undefined ? [] : [[say('entry.account'), entry.account]]),
    ...(entry.language === undefined ? [] : [[say('entry.language'), words.language(entry.language)]]),
  ]
  return (
    <section className="card pane stack">
      <p className="row">
        <b>{say('records.number', { seq: entry.seq })}</b>
        <EntryBadges entry={entry} />
      </p>
      <dl className="record-facts">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {entry.subject !== undefined && (
          <div>
            <dt>{say('entry.about')}</dt>
            <dd>
              <code>{entry.subject}</code>{' '}
              <Link to="/settings/records" search={{ subject: entry.subject }}>
                {say('entry.sameSubject')}
              </Link>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
