import type { ReactElement } from 'react'
import type { ApiKey } from '#access/people/contract.ts'
import { GrantWords } from '#access/web/people/GrantWords.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { dayMs } from '#kernel/time.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = { keys: readonly ApiKey[]; onEnd: (key: ApiKey) => void }

/** A key that ends within this time is marked. */
const soonMs = 14 * dayMs

/** Keys that live, as a table; on a phone each row is a card. */
export function KeyTable({ keys, onEnd }: Props): ReactElement {
  const { say } = useProgramWords()
  return (
    <table className="card people-table key-table">
      <caption className="unseen">{say('key.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('key.name')}</th>
          <th scope="col">{say('key.may')}</th>
          <th scope="col">{say('key.used')}</th>
          <th scope="col">{say('key.ends')}</th>
          <th scope="col">
            <span className="unseen">{say('key.end')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id} of={key} onEnd={onEnd} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ of: key, onEnd }: { of: ApiKey; onEnd: Props['onEnd'] }): ReactElement {
  const { say, day, when } = useProgramWords()
  const nowMs = Date.now()
  return (
    <tr>
      <th scope="row">
        <div className="key-name">{key.name}</div>
        <div className="small muted">
          {say('key.by')} {key.madeBy}
        </div>
      </th>
      <td data-label={say('key.may')}>
        <GrantWords grants={key.grants} />
      </td>
      <td data-label={say('key.used')}>
        {key.usedAt === undefined ? (
          <span className="muted">{say('key.never')}</span>
        ) : (
          <time dateTime={key.usedAt}>{say('key.usedHour', { when: when(key.usedAt, nowMs) })}</time>
        )}
      </td>
      <td data-label={say('key.ends')}>
        <span className="row">
          <time dateTime={key.endsAt}>{day(key.endsAt)}</time>
          {Date.parse(key.endsAt) - nowMs < soonMs && <Badge look="rising">{say('key.soon')}</Badge>}
        </span>
      </td>
      <td>
        <Button small label={say('key.endNamed', { name: key.name })} onPress={() => onEnd(key)}>
          {say('key.end')}
        </Button>
      </td>
    </tr>
  )
}
