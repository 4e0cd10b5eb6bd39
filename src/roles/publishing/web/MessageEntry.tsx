import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { MessageSummary } from '#roles/publishing/contract.ts'
import { StateBadges } from '#roles/publishing/web/StateBadges.tsx'
import { VersionText } from '#web/parts/VersionView/VersionText.tsx'
import { usePublishWords } from '#roles/publishing/web/words.ts'

/** One message in the list: what it is called, where it stands, how it begins, who touched it last. */
export function MessageEntry({ message }: { message: MessageSummary }): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const nowMs = Date.now()
  const { id, title, excerpts, returned, deadline, changedAt, changedBy, owner, half } = message
  const isLate = deadline !== undefined && Date.parse(deadline) < nowMs
  return (
    <li className={`card message-entry stack tight ${half.length > 0 || isLate ? 'urgent' : ''}`}>
      <div className="row between">
        <h3>
          <Link to="/publish/$id" params={{ id }}>
            {title}
          </Link>
        </h3>
        <StateBadges message={message} />
      </div>
      {returned && (
        <p className="given-back">
          <b>{say('list.returnedBy', { name: returned.by })}</b> {returned.reason}
        </p>
      )}
      <ul className="excerpts small">
        {excerpts.map(({ language, text }) => (
          <li key={language}>
            <span className="tag" aria-hidden="true">
              {language.toUpperCase()}
            </span>
            <span lang={language} dir="auto">
              {text === '' ? <span className="muted">{say('list.empty')}</span> : <VersionText text={text} />}
            </span>
          </li>
        ))}
      </ul>
      <p className="row small muted facts-line">
        <span>{say('list.changed', { name: changedBy, at: words.when(changedAt, nowMs) })}</span>
        {owner.name !== changedBy && <span>{say('list.owner', { name: owner.name })}</span>}
        {deadline && (
          <span className={isLate ? 'signal' : ''}>
            {say(isLate ? 'list.late' : 'list.due', { at: words.when(deadline, nowMs) })}
          </span>
        )}
      </p>
    </li>
  )
}
