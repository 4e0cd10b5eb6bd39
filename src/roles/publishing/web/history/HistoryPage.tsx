import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Download } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { RecordScope } from '#roles/publishing/history/contract.ts'
import { BringIn } from '#roles/publishing/web/history/BringIn.tsx'
import { historyQuery, type Sought } from '#roles/publishing/web/history/data.ts'
import { HistoryEntry } from '#roles/publishing/web/history/HistoryEntry.tsx'
import { ImportList } from '#roles/publishing/web/history/ImportList.tsx'
import { RecordDialog } from '#roles/publishing/web/history/RecordDialog.tsx'
import { RecordRunList } from '#roles/publishing/web/history/RecordRunList.tsx'
import { HistorySearch } from '#roles/publishing/web/history/search.ts'
import { useHistoryWords } from '#roles/publishing/web/history/words.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import './History.css'

/** What we said, here and before: read, searched, brought in and taken out. */
export function HistoryPage(): ReactElement {
  const { say } = useHistoryWords()
  const publish = usePublishWords()
  const navigate = useNavigate()
  const mayWrite = useMay('write')
  const { q = '', source = 'all' } = HistorySearch.parse(useSearch({ strict: false }))
  usePageTitle(say('history.title'))
  useKey('back', () => void navigate({ to: '/publish' }))
  return (
    <div className="stack wide publish">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {publish.say('message.back')}
        </Link>
      </p>
      <header>
        <h1>{say('history.title')}</h1>
        <p className="lede">{say('history.lede')}</p>
      </header>
      <div className="history-columns">
        <div className="stack">
          <SearchForm key={`${q} ${source}`} first={{ q, source }} />
          <Said sought={{ q, source }} />
        </div>
        <div className="stack">
          {mayWrite ? <BringIn /> : <Notice>{say('history.mayNot')}</Notice>}
          <ImportList mayChange={mayWrite} />
          <RecordRunList />
          <TakeOut />
        </div>
      </div>
    </div>
  )
}

function SearchForm({ first }: { first: Sought }): ReactElement {
  const { say } = useHistoryWords()
  const navigate = useNavigate()
  const [sought, setSought] = useState(first)
  const sources = ['all', 'here', 'imported'] as const
  return (
    <form
      role="search"
      className="card pane row end-line"
      onSubmit={(event) => {
        event.preventDefault()
        const { q, source } = sought
        void navigate({
          to: '/publish/history',
          search: {
            ...(q.trim() === '' ? {} : { q: q.trim() }),
            ...(source === 'all' ? {} : { source }),
          },
        })
      }}
    >
      <TextField
        name="q"
        type="search"
        label={say('history.findLabel')}
        value={sought.q}
        lengthMax={200}
        onChange={(q) => setSought({ ...sought, q })}
      />
      <SelectField
        name="source"
        label={say('history.source')}
        value={sought.source}
        options={sources.map((value) => ({ value, label: say(`history.source.${value}`) }))}
        onChange={(value) => setSought({ ...sought, source: sources.find((one) => one === value) ?? 'all' })}
      />
      <Button type="submit">{say('history.find')}</Button>
    </form>
  )
}

function Said({ sought }: { sought: Sought }): ReactElement {
  const { say } = useHistoryWords()
  const said = useInfiniteQuery(historyQuery(sought))
  const items = said.data?.pages.flatMap((page) => page.items) ?? []
  const isAll = sought.q === '' && sought.source === 'all'
  const mayRecord = useMay('retention')
  const [recording, setRecording] = useState<RecordScope>()
  const isSomeLeft =
    said.hasNextPage || items.some(({ source, record }) => source === 'imported' && record === undefined)
  const canRecordAll = mayRecord && sought.q !== '' && sought.source !== 'here' && isSomeLeft
  return (
    <section className="stack" aria-label={say('history.list')}>
      {said.error && <ProblemNotice error={said.error} onAgain={() => void said.refetch()} />}
      {said.isPending && <Skeleton lines={6} />}
      {said.data && items.length === 0 && isAll && (
        <Empty why={say('history.none')} example={say('history.noneExample')} />
      )}
      {said.data && items.length === 0 && !isAll && <Notice live>{say('history.noneFound')}</Notice>}
      {canRecordAll && (
        <div>
          <Button onPress={() => setRecording({ kind: 'search', words: sought.q })}>
            {say('history.toRecordFound')}
          </Button>
        </div>
      )}
      <ul className="stack history-list">
        {items.map((item) => (
          <HistoryEntry
            key={`${item.source} ${item.id}`}
            item={item}
            {...(mayRecord && { onRecord: () => setRecording({ kind: 'posts', ids: [item.id] }) })}
          />
        ))}
      </ul>
      {said.hasNextPage && (
        <div>
          <Button isDisabled={said.isFetchingNextPage} onPress={() => void said.fetchNextPage()}>
            {say('history.more')}
          </Button>
        </div>
      )}
      {recording && <RecordDialog scope={recording} onClose={() => setRecording(undefined)} />}
    </section>
  )
}

function TakeOut(): ReactElement {
  const { say } = useHistoryWords()
  return (
    <section className="card pane stack" aria-labelledby="take-out">
      <h2 id="take-out">{say('history.exportTitle')}</h2>
      <p className="small muted">{say('history.exportLede')}</p>
      <p className="row">
        <a className="button" href="/api/history/export.csv" download="history.csv">
          <Download className="icon" aria-hidden="true" /> {say('history.exportCsv')}
        </a>
        <a className="button" href="/api/history/export.json" download="history.json">
          <Download className="icon" aria-hidden="true" /> {say('history.exportFeed')}
        </a>
      </p>
    </section>
  )
}
