import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Download } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Ledger } from '#roles/early-warning/ledger/contract.ts'
import { exportPath, ledgerQuery } from '#roles/early-warning/web/ledger/data.ts'
import { EntryTable } from '#roles/early-warning/web/ledger/EntryTable.tsx'
import { ledgerSentence } from '#roles/early-warning/web/ledger/ledger-words.ts'
import { Missed } from '#roles/early-warning/web/ledger/Missed.tsx'
import { QuarterTable, WeekTable } from '#roles/early-warning/web/ledger/PeriodTables.tsx'
import { useLedgerWords } from '#roles/early-warning/web/ledger/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Ledger.css'

/** How far ahead of the news we were: measured moments only, by issue, quarter and week; and what we missed. */
export function LedgerPage(): ReactElement {
  const { say } = useLedgerWords()
  const { show } = useSearch({ from: '/now/ledger' })
  const navigate = useNavigate()
  const ledger = useQuery(ledgerQuery(show))
  useKey('back', () => void navigate({ to: '/now/issues' }))
  usePageTitle(say('ledger.title'))
  return (
    <div className="stack wide">
      <p className="back">
        <Link to="/now/issues">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('ledger.back')}
        </Link>
      </p>
      <h1>{say('ledger.title')}</h1>
      {ledger.error && <ProblemNotice error={ledger.error} onAgain={() => void ledger.refetch()} />}
      {ledger.isPending && <Skeleton lines={6} />}
      {ledger.data && <InFull ledger={ledger.data} show={show} />}
    </div>
  )
}

function InFull({ ledger, show }: { ledger: Ledger; show: 'all' | undefined }): ReactElement {
  const words = useLedgerWords()
  const { say, rich } = words
  const sentence = ledgerSentence(ledger, words)
  return (
    <>
      <p className="lede">{rich(sentence.key, sentence.values)}</p>
      {ledger.mode !== 'live' && <Notice>{say('ledger.notLive')}</Notice>}
      {!ledger.newsHeard && <Notice look="look">{say('ledger.noMedia')}</Notice>}
      <p className="small muted">
        {say('ledger.measured')} <CoverageWords note={ledger.coverage} />
      </p>
      <section className="stack">
        <div className="row between">
          <h2>{say(show === 'all' ? 'ledger.all' : 'ledger.issues')}</h2>
          <div className="row">
            <Link to="/now/ledger" search={show === 'all' ? {} : { show: 'all' }}>
              {say(show === 'all' ? 'ledger.showIssues' : 'ledger.showAll')}
            </Link>
            <Take show={show} />
          </div>
        </div>
        {ledger.entries.length === 0 ? (
          <Empty why={say('ledger.none')} example={say('ledger.noneExample')} />
        ) : (
          <EntryTable ledger={ledger} />
        )}
      </section>
      {ledger.quarters.length > 0 && <QuarterTable ledger={ledger} />}
      {ledger.weeks.length > 0 && <WeekTable ledger={ledger} />}
      {ledger.newsHeard && <Missed ledger={ledger} />}
    </>
  )
}

function Take({ show }: { show: 'all' | undefined }): ReactElement {
  const { say } = useLedgerWords()
  return (
    <>
      {(['csv', 'json'] as const).map((as) => (
        <a key={as} className="button small" href={exportPath(show, as)} download>
          <Download className="icon" aria-hidden="true" />
          {say(`ledger.take.${as}`)}
        </a>
      ))}
    </>
  )
}
