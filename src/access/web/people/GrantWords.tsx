import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { teamsQuery } from '#access/web/people/data.ts'
import { grantWords } from '#access/web/people/grant-words.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import type { Grant } from '#kernel/permission.ts'

/** What grants let somebody do, one sentence a place. */
export function GrantWords({ grants }: { grants: readonly Grant[] }): ReactElement {
  const words = usePeopleWords()
  const accounts = useQuery(teamsQuery).data?.accounts ?? []
  const lines = grantWords(grants, { words, accounts })
  if (lines.length === 0) return <p className="muted">{words.say('teams.nothing')}</p>
  return (
    <ul className="grant-words">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
