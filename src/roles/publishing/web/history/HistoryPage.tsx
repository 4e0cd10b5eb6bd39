import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Download } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { HistoryItem } from '#roles/publishing/history/contract.ts'
import { BringIn } from '#roles/publishing/web/history/BringIn.tsx'
import { historyQuery, type Sought } from '#roles/publishing/web/history/data.ts'
import { ImportList } from '#roles/publishing/web/history/ImportList.tsx'
import { HistorySearch } from '#roles/publishing/web/history/search.ts'
import { useHistoryWords } from '#roles/publishing/web/history/words.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { networkWord } from '#web/network-word.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
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
  return (
    <section className="stack" aria-label={say('history.list')}>
      {said.error && <ProblemNotice error={said.error} onAgain={() => void said.refetch()} />}
      {said.isPending && <Skeleton lines={6} />}
      {said.data && items.length === 0 && isAll && (
        <Empty why={say('history.none')} example={say('history.noneExample')} />
      )}
      {said.data && items.length === 0 && !isAll && <Notice live>{say('history.noneFound')}</Notice>}
      <ul className="stack history-list">
        {items.map((item) => (
          <Item key={`${item.source} ${item.id}`} item={item} />
        ))}
      </ul>
      {said.hasNextPage && (
        <div>
          <Button isDisabled={said.isFetchingNextPage} onPress={() => void said.fetchNextPage()}>
            {say('history.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Item({ item }: { item: HistoryItem }): ReactElement {
  const words = useHistoryWords()
  const { say } = words
  const { source, network, account, at, text, url, language, files, isReply, withdrawnAt, messageId } = item
  return (
    <li className="card pane stack tight">
      <p className="row small">
        <Badge look={source === 'imported' ? 'plain' : 'accent'}>
          {say(source === 'imported' ? 'history.imported' : 'history.here')}
        </Badge>
        {isReply && <Badge>{say('history.reply')}</Badge>}
        <span className="muted">
          {network === '' ? '' : `${networkWord({ network }, words)} · `}
          {account !== '' && `${account} · `}
          {/* With its year: much of this is old. */}
          <time dateTime={at} title={words.full(at)}>
            {words.day(at)}, {words.time(at)}
          </time>
        </span>
      </p>
      <p className="said" lang={language} dir="auto">
        {text}
      </p>
      <p className="row small">
        {withdrawnAt !== undefined && (
          <span className="muted">{say('history.withdrawn', { at: words.day(withdrawnAt) })}</span>
        )}
        {files > 0 && (
          <span className="muted">
            {say(source === 'imported' ? 'history.files' : 'history.filesHere', { count: files })}
          </span>
        )}
        {url !== undefined && /^https?:/u.test(url) && (
          <a href={url} target="_blank" rel="noreferrer">
            {say('history.open')}
          </a>
        )}
        {messageId !== undefined && (
          <Link to="/publish/$id" params={{ id: messageId }}>
            {say('history.message')}
          </Link>
        )}
      </p>
    </li>
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
