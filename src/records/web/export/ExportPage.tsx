import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, PackageCheck } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import type { ExportView } from '#records/export/contract.ts'
import { exportQuery, makeExport } from '#records/web/export/data.ts'
import { Preview } from '#records/web/export/Preview.tsx'
import { QuestionFacts } from '#records/web/export/QuestionFacts.tsx'
import { ReadyExport } from '#records/web/export/ReadyExport.tsx'
import { StateBadge } from '#records/web/export/StateBadge.tsx'
import { useExportWords } from '#records/web/export/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './export.css'

/** One export from its draft to its file. */
export function ExportPage(): ReactElement {
  const { say } = useExportWords()
  const { id } = useParams({ from: '/settings/records/exports/$id' })
  const found = useQuery(exportQuery(id))
  usePageTitle(found.data?.purpose ?? say('exports.title'))
  useTellReady(found.data)
  return (
    <div className="stack wide">
      <BackLink />
      {found.isPending && <Skeleton lines={5} />}
      {found.error && (
        <>
          <h1>{say('exports.notFound')}</h1>
          <ProblemNotice error={found.error} />
        </>
      )}
      {found.data && (
        <>
          <header className="stack">
            <div className="row between">
              <h1>{found.data.purpose}</h1>
              <StateBadge state={found.data.state} />
            </div>
            <QuestionFacts view={found.data} />
          </header>
          <ByState view={found.data} />
        </>
      )}
    </div>
  )
}

function BackLink(): ReactElement {
  const { say } = useExportWords()
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/settings/records/exports' }))
  return (
    <p className="back">
      <Link to="/settings/records/exports">
        <ArrowLeft className="icon" aria-hidden="true" /> {say('exports.back')}
      </Link>
    </p>
  )
}

/** Somebody who cannot see the bar hears that it is done. */
function useTellReady(view: ExportView | undefined): void {
  const { say } = useExportWords()
  const before = useRef(view?.state)
  useEffect(() => {
    if (before.current === 'making' && view?.state === 'ready') herald.announce(say('exports.ready'))
    before.current = view?.state
  }, [view?.state, say])
}

function ByState({ view }: { view: ExportView }): ReactElement {
  const { say, locale } = useExportWords()
  if (view.state === 'draft') return <Draft view={view} />
  if (view.state === 'making') return <Making view={view} />
  if (view.state === 'ready') return <ReadyExport view={view} />
  if (view.state === 'expired') return <Notice>{say('exports.expired')}</Notice>
  return (
    <Notice look="danger">
      <p>
        <b>{say('exports.failed')}</b>
      </p>
      {view.failure && <p>{view.failure[locale]}</p>}
      <MakeButton id={view.id} label={say('exports.again')} />
    </Notice>
  )
}

function Draft({ view }: { view: ExportView }): ReactElement {
  const { say, rich } = useExportWords()
  return (
    <>
      <section className="card pane export-make">
        <div className="stack">
          <p>{rich('exports.entriesFit', { count: view.entries })}</p>
          <p className="small muted">{say('exports.makeWhat')}</p>
        </div>
        <MakeButton id={view.id} label={say('exports.make')} />
      </section>
      <Preview id={view.id} />
    </>
  )
}

function MakeButton({ id, label }: { id: string; label: string }): ReactElement {
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: () => makeExport(id),
    onSuccess: (view) => queries.setQueryData(['records', 'exports', id], view),
  })
  return (
    <div className="stack">
      {make.error && <ProblemNotice error={make.error} />}
      <div>
        <Button look="primary" icon={PackageCheck} isDisabled={make.isPending} onPress={() => make.mutate()}>
          {label}
        </Button>
      </div>
    </div>
  )
}

function Making({ view: { done, total } }: { view: ExportView }): ReactElement {
  const { say, percent } = useExportWords()
  const words = total === 0 ? say('exports.makingBegins') : say('exports.making', { done, total })
  return (
    <section className="card pane stack" aria-labelledby="export-making">
      <div className="row between">
        <h2 id="export-making">{say('exports.makingTitle')}</h2>
        <span>{percent(total === 0 ? 0 : done / total)}</span>
      </div>
      <progress
        className="export-bar"
        aria-labelledby="export-making"
        aria-describedby="export-done"
        max={Math.max(total, 1)}
        value={done}
      />
      <p id="export-done" className="muted">
        {words}
      </p>
    </section>
  )
}
