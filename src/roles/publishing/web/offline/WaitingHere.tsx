import { Link, useRouterState } from '@tanstack/react-router'
import { useMemo, type ReactElement } from 'react'
import { KeptDrafts, keptHere, type KeptHere } from '#roles/publishing/web/kept-drafts.ts'
import { KeptLink } from '#roles/publishing/web/KeptHereNotice.tsx'
import { KeptDraftForm } from '#roles/publishing/web/offline/KeptDraftForm.tsx'
import { useAwayMessageWords } from '#roles/publishing/web/offline/words.ts'
import { keptNameAt } from '#roles/publishing/web/offline/written.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import type { LastPerson } from '#web/offline/last-person.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Messages of one person that wait on this device, the one of this address open; shown while the desk does not answer. */
export function WaitingHere({ person }: { person: LastPerson }): ReactElement {
  const { say } = useAwayMessageWords()
  const here = useRouterState({
    select: ({ matches }) => matches.map((match) => keptNameAt(match)).find((name) => name !== undefined),
  })
  const drafts = useMemo(() => new KeptDrafts(globalThis.localStorage, person.id), [person.id])
  const all = keptHere(globalThis.localStorage, person.id)
  const isOpen =
    here !== undefined && (all.some(({ name }) => name === here) || (here === 'new' && person.writes))
  const others = all.filter(({ name }) => name !== here)
  const mayBegin = person.writes && here !== 'new' && !all.some(({ name }) => name === 'new')
  return (
    <>
      {isOpen && <KeptDraftForm key={here} drafts={drafts} name={here} />}
      {here !== undefined && !isOpen && (
        <Notice>
          <p>{say('away.notHere')}</p>
        </Notice>
      )}
      <Others others={others} isOpen={isOpen} />
      {mayBegin && (
        <p>
          <Link to="/publish/new" className="button primary">
            {say('away.begin')}
          </Link>
        </p>
      )}
    </>
  )
}

function Others({ others, isOpen }: { others: readonly KeptHere[]; isOpen: boolean }): ReactElement | null {
  const away = useAwayMessageWords()
  const words = usePublishWords()
  if (others.length === 0 && isOpen) return null
  if (others.length === 0) return <p className="muted">{away.say('away.nothing')}</p>
  return (
    <section className="stack" aria-labelledby="kept-others">
      <h2 id="kept-others">{isOpen ? away.say('away.others') : words.say('here.title')}</h2>
      <ul className="stack tight">
        {others.map((one) => (
          <li key={one.name}>
            <KeptLink one={one} />{' '}
            <span className="small muted">
              {words.say(one.isWaiting ? 'here.waiting' : 'here.unsaved', {
                at: words.when(one.atMs, Date.now()),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
