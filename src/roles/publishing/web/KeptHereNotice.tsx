import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { keptHere, type KeptHere } from '#roles/publishing/web/kept-drafts.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { sessionQuery } from '#web/client.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Words of this person that were never saved and wait on this device; nothing where there are none. */
export function KeptHereNotice(): ReactElement | null {
  const { say } = usePublishWords()
  const personId = useQuery(sessionQuery).data?.person.id
  if (personId === undefined) return null
  return <Kept key={personId} personId={personId} heading={say('here.title')} />
}

function Kept({ personId, heading }: { personId: string; heading: string }): ReactElement | null {
  const words = usePublishWords()
  const { say } = words
  const [kept] = useState(() => keptHere(globalThis.localStorage, personId))
  if (kept.length === 0) return null
  return (
    <Notice look="info">
      <p>
        <b>{heading}</b>
      </p>
      <ul className="stack tight">
        {kept.map((one) => (
          <li key={one.name}>
            <KeptLink one={one} />{' '}
            <span className="small muted">
              {say(one.isWaiting ? 'here.waiting' : 'here.unsaved', { at: words.when(one.atMs, Date.now()) })}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** The way to words that are kept: the page of their message. */
export function KeptLink({ one: { name, title } }: { one: KeptHere }): ReactElement {
  const { say } = usePublishWords()
  const text = title === '' ? say('message.new') : title
  if (name === 'new') return <Link to="/publish/new">{text}</Link>
  if (name.startsWith('new '))
    return (
      <Link to="/publish/new" search={{ about: name.slice('new '.length) }}>
        {text}
      </Link>
    )
  return (
    <Link to="/publish/$id" params={{ id: name }}>
      {text}
    </Link>
  )
}
