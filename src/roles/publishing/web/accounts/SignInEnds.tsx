import type { ReactElement } from 'react'
import { daysUntil, endsIn, type Ends } from '#roles/publishing/web/accounts/board.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<Exclude<Ends, 'later'>, BadgeLook> = {
  ...{ soon: 'held', week: 'rising', day: 'danger', over: 'danger' },
}

type Props = { account: Pick<AccountHealth, 'expiresAt' | 'renewsAt'> }

/** When the sign-in of an account ends by itself, with the days left; the words say how near that is, colour only helps. */
export function SignInEnds({ account: { expiresAt, renewsAt } }: Props): ReactElement {
  const { say, day, full } = useAccountWords()
  if (expiresAt === undefined)
    return renewsAt === undefined ? (
      <span className="muted">{say('account.endsNever')}</span>
    ) : (
      <Renews at={renewsAt} />
    )
  const days = daysUntil(expiresAt, Date.now())
  const end = endsIn(days)
  const words = say(`account.ends.${end}`, { days })
  return (
    <span className="row ends">
      <time dateTime={expiresAt} title={full(expiresAt)}>
        {day(expiresAt)}
      </time>
      {end === 'later' ? <span className="muted">{words}</span> : <Badge look={looks[end]}>{words}</Badge>}
    </span>
  )
}

/** A sign-in that the desk renews by itself whenever it calls the network. */
function Renews({ at }: { at: string }): ReactElement {
  const { say, when, full } = useAccountWords()
  const nowMs = Date.now()
  if (Date.parse(at) <= nowMs) return <span>{say('account.ends.renewsNext')}</span>
  return (
    <time dateTime={at} title={full(at)}>
      {say('account.ends.renews', { at: when(at, nowMs) })}
    </time>
  )
}
