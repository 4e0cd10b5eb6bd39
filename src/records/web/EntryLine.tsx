import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { RecordView } from '#records/contract.ts'
import { actorWords, entryWords, kindWords } from '#records/web/entry-words.ts'
import { whenWords } from '#records/web/when.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'

/** One entry in a list: what happened as a sentence, when, by whom. */
export function EntryLine({ entry }: { entry: RecordView }): ReactElement {
  const words = useRecordsWords()
  return (
    <li>
      <span className="record-time">
        <time dateTime={entry.at} title={words.full(entry.at)}>
          {whenWords(entry.at, Date.now(), words)}
        </time>
      </span>
      <div>
        <Link to="/settings/records/entries/$seq" params={{ seq: String(entry.seq) }}>
          {entryWords(entry, words)}
        </Link>
        <p className="small muted row record-meta">
          <span>{kindWords(entry.kind, words)}</span>
          {entry.by && entry.by.kind !== 'desk' && <span>{actorWords(entry.by, words)}</span>}
          <span>{words.say('records.number', { seq: entry.seq })}</span>
          <EntryBadges entry={entry} />
        </p>
      </div>
    </li>
  )
}

/** What of an entry must be seen at once: its lane, that it is held, that it was emptied. */
export function EntryBadges({ entry }: { entry: RecordView }): ReactElement {
  const { say } = useRecordsWords()
  return (
    <>
      {entry.lane === 'exercise' && <Badge look="practice">{say('records.exercise')}</Badge>}
      {entry.lane === 'emergency' && <Badge look="danger">{say('records.emergency')}</Badge>}
      {entry.held && entry.disposedBy === undefined && <Badge look="held">{say('records.held')}</Badge>}
      {entry.disposedBy !== undefined && <Badge>{say('records.emptied')}</Badge>}
    </>
  )
}
