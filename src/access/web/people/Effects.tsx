import { useQuery } from '@tanstack/react-query'
import { Minus, Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Effect } from '#access/people/contract.ts'
import { peopleQuery, teamsQuery } from '#access/web/people/data.ts'
import { grantWords } from '#access/web/people/grant-words.ts'
import { usePeopleWords } from '#access/web/people/words.ts'

type Line = { kind: 'more' | 'less'; text: string }

/** What a change does, person by person: what they may do from now on, and what no longer. */
export function Effects({ effects }: { effects: readonly Effect[] }): ReactElement {
  const { say } = usePeopleWords()
  const people = useQuery(peopleQuery).data?.people ?? []
  // Whoever confirms should know that behind a name nobody was seen yet.
  const isNew = (id: string): boolean => people.some((one) => one.id === id && one.seenAt === undefined)
  if (effects.length === 0) return <p className="muted">{say('change.nobody')}</p>
  return (
    <ul className="effects">
      {effects.map((effect) => (
        <li key={effect.personId}>
          <b>{effect.name}</b>
          {isNew(effect.personId) && <span className="small muted"> · {say('change.neverSeen')}</span>}
          <EffectLines effect={effect} />
        </li>
      ))}
    </ul>
  )
}

function EffectLines({ effect }: { effect: Effect }): ReactElement {
  return (
    <ul>
      {useLines(effect).map(({ kind, text }) => (
        <li key={text} className={kind}>
          {kind === 'more' ? (
            <Plus className="icon" aria-hidden="true" />
          ) : (
            <Minus className="icon" aria-hidden="true" />
          )}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

function useLines(effect: Effect): Line[] {
  const words = usePeopleWords()
  const accounts = useQuery(teamsQuery).data?.accounts ?? []
  const said = (kind: Line['kind']): Line[] =>
    grantWords(effect[kind], { words, accounts, tense: kind }).map((text) => ({ kind, text }))
  if (effect.owner === true) return [{ kind: 'more', text: words.say('change.becomesOwner') }]
  const stops: Line[] = effect.owner === false ? [{ kind: 'less', text: words.say('change.stopsOwner') }] : []
  return [...stops, ...said('more'), ...said('less')]
}
