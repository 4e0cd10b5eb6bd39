import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { reactionsLimits } from '#roles/reactions/contract.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { watchesQuery } from '#web/parts/WatchColumn/watch-data.ts'

type Props = {
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
  error: string | undefined
}

/** Which watches: one tick each; those that have ended can be chosen too, since what they matched is still known. */
export function WatchChoice({ chosen, onChange, error }: Props): ReactElement {
  const { say } = useReactionWords()
  const watches = useQuery(watchesQuery)
  const isFull = chosen.length >= reactionsLimits.watchesMax
  const turn = (id: string): void =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <fieldset className={`field watch-choice ${error ? 'wrong' : ''}`} id="field-watches" tabIndex={-1}>
      <legend>{say('choice.title')}</legend>
      <p className="help">{say('choice.help', { most: reactionsLimits.watchesMax })}</p>
      {error && <p className="wrong-words">{error}</p>}
      {watches.error && <ProblemNotice error={watches.error} onAgain={() => void watches.refetch()} />}
      {watches.data?.watches.length === 0 && <p className="muted">{say('choice.none')}</p>}
      <div className="choices">
        {watches.data?.watches.map(({ id, name, rule, state }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={isFull && !chosen.includes(id)}
              onChange={() => turn(id)}
            />
            <span>
              <b>{name}</b> {state === 'ended' && <span className="muted">({say('choice.ended')})</span>}
              <code className="small muted">{rule}</code>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
