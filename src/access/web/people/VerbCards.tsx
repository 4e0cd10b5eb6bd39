import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { WhoMay } from '#access/people/contract.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'

type Props = { verbs: WhoMay['verbs']; teams: WhoMay['teams'] }
type Who = WhoMay['verbs'][number]['who'][number]

/** One card a verb: who could do it there, and through what. */
export function VerbCards({ verbs, teams }: Props): ReactElement {
  const { say } = usePeopleWords()
  return (
    <ul className="verb-cards">
      {verbs.map(({ verb, who }) => (
        <li key={verb} className="card">
          <div className="row between">
            <h2>{say(`verbTitle.${verb}`)}</h2>
            <Badge look={who.length === 0 ? 'rising' : 'plain'}>
              {say('whoMay.people', { count: who.length })}
            </Badge>
          </div>
          {who.length > 0 && (
            <ul>
              {who.map((one) => (
                <Somebody key={one.id} one={one} teams={teams} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

function Somebody({ one, teams }: { one: Who; teams: WhoMay['teams'] }): ReactElement {
  const { say, list, locale } = usePeopleWords()
  const names = teams.filter(({ id }) => one.teams.includes(id)).map(({ name }) => name[locale])
  const through = [
    ...(one.isProgram ? [say('whoMay.program')] : []),
    ...(one.isOwner ? [say('whoMay.asOwner')] : []),
    ...(names.length > 0 ? [say('whoMay.through', { teams: list(names) })] : []),
  ]
  return (
    <li>
      {one.isProgram ? (
        <b>{one.name}</b>
      ) : (
        <Link to="/settings/people/$id" params={{ id: one.id }}>
          {one.name}
        </Link>
      )}{' '}
      <span className="small muted">{through.join(', ')}</span>
    </li>
  )
}
