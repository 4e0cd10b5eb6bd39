import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import type { Ledger, LedgerEntry } from '#roles/early-warning/ledger/contract.ts'
import { leadWords, minutesWords } from '#roles/early-warning/web/ledger/ledger-words.ts'
import { useLedgerWords } from '#roles/early-warning/web/ledger/words.ts'
import { Time } from '#web/parts/Time/Time.tsx'

/** One line an issue or story: its five moments, each with where it can be looked up, and the minutes between. */
export function EntryTable({ ledger }: { ledger: Ledger }): ReactElement {
  const words = useLedgerWords()
  const { say } = words
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label={say('ledger.table')}>
      <table className="table ledger-table">
        <caption className="unseen">{say('ledger.table')}</caption>
        <thead>
          <tr>
            {(['what', 'firstPost', 'signal', 'eye', 'response', 'news', 'lead'] as const).map((column) => (
              <th key={column} scope="col">
                {say(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.entries.map((entry) => (
            <Entry key={entry.id} {...{ entry, ledger }} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Entry({ entry, ledger }: { entry: LedgerEntry; ledger: Ledger }): ReactElement {
  const words = useLedgerWords()
  const { say } = words
  const { firstPost, signal, eye, response, news } = entry
  return (
    <tr>
      <th scope="row">
        <Title entry={entry} />
        <span className="small muted"> {say(`ledger.state.${entry.state}`)}</span>
      </th>
      <Moment of={firstPost} ledger={ledger} none={say('moment.unknown')}>
        <Source {...firstPost} />
      </Moment>
      <Moment of={signal} ledger={ledger} none={say('moment.noSignal')} />
      <Moment of={eye} ledger={ledger} none={say('moment.nobody')}>
        {eye?.by}
      </Moment>
      <Moment of={response} ledger={ledger} none={say('moment.noAnswer')}>
        <Answer response={response} />
        {entry.answeredInMin !== undefined && (
          <> {say('moment.after', { span: minutesWords(entry.answeredInMin, words) })}</>
        )}
      </Moment>
      <Moment of={news} ledger={ledger} none={say(ledger.newsHeard ? 'moment.noNews' : 'moment.unheard')}>
        <Source {...news} />
      </Moment>
      <td className={entry.leadMin !== undefined && entry.leadMin < 0 ? 'signal' : ''}>
        {leadWords(entry, words, ledger.newsHeard)}
      </td>
    </tr>
  )
}

function Title({ entry }: { entry: LedgerEntry }): ReactElement {
  if (entry.issueId !== undefined)
    return (
      <Link to="/now/issues/$id" params={{ id: entry.issueId }} lang={entry.titleLang}>
        {entry.title}
      </Link>
    )
  return (
    <Link to="/now/stories/$id" params={{ id: entry.id }} lang={entry.titleLang}>
      {entry.title}
    </Link>
  )
}

type MomentProps = {
  of: { at: string } | undefined
  ledger: Ledger
  none: string
  children?: ReactNode
}

function Moment({ of, ledger, none, children }: MomentProps): ReactElement {
  return (
    <td>
      {of === undefined ? (
        <span className="muted">{none}</span>
      ) : (
        <>
          <Time at={of.at} nowMs={Date.parse(ledger.now)} />
          {children && <span className="small muted source"> {children}</span>}
        </>
      )}
    </td>
  )
}

function Source({
  url,
  label,
  gone,
}: {
  url?: string | undefined
  label?: string | undefined
  gone?: boolean | undefined
}): ReactNode {
  const { say } = useLedgerWords()
  if (gone === true) return say('moment.gone')
  if (url === undefined) return label ?? null
  return (
    <a href={url} target="_blank" rel="noreferrer noopener nofollow">
      {label ?? say('moment.see')}
    </a>
  )
}

function Answer({ response }: { response: LedgerEntry['response'] }): ReactNode {
  if (response === undefined) return null
  const said = response.what ?? response.by
  if (response.messageId !== undefined)
    return (
      <Link to="/publish/$id" params={{ id: response.messageId }}>
        {said}
      </Link>
    )
  return response.url === undefined ? said : <Source url={response.url} label={said} />
}
