import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { HistoryItem } from '#roles/publishing/history/contract.ts'
import { useHistoryWords } from '#roles/publishing/web/history/words.ts'
import { useMay } from '#web/desk.ts'
import { networkWord } from '#web/network-word.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'

/** Letters of a post by which its button is told from the others. */
const nameLengthMax = 40

/** Something we said. `onRecord`: puts an imported one on record; missing: whoever looks may not. */
export function HistoryEntry({ item, onRecord }: { item: HistoryItem; onRecord?: () => void }): ReactElement {
  const { say, day } = useHistoryWords()
  const { source, text, url, language, files, withdrawnAt, messageId, record } = item
  const canRecord = onRecord !== undefined && source === 'imported' && record === undefined
  return (
    <li className="card pane stack tight">
      <Heading item={item} />
      <p className="said" lang={language} dir="auto">
        {text}
      </p>
      <p className="row small">
        {withdrawnAt !== undefined && (
          <span className="muted">{say('history.withdrawn', { at: day(withdrawnAt) })}</span>
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
        {record !== undefined && <OnRecord seq={record} />}
        {canRecord && (
          <Button
            small
            look="quiet"
            label={say('history.toRecordName', { name: text.slice(0, nameLengthMax) })}
            onPress={onRecord}
          >
            {say('history.toRecord')}
          </Button>
        )}
      </p>
    </li>
  )
}

function Heading({ item }: { item: HistoryItem }): ReactElement {
  const words = useHistoryWords()
  const { say } = words
  const { source, network, account, at, isReply } = item
  return (
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
  )
}

/** That it is on record; whoever reads the archive gets to the entry. */
function OnRecord({ seq }: { seq: number }): ReactElement {
  const { say } = useHistoryWords()
  const mayRead = useMay('records')
  if (!mayRead) return <span className="muted">{say('history.onRecord')}</span>
  return (
    <Link to="/settings/records/entries/$seq" params={{ seq: String(seq) }}>
      {say('history.onRecord')}
    </Link>
  )
}
