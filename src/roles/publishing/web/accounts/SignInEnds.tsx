import type { ReactElement } from 'react'
import { daysUntil, endsIn, type Ends } from '#roles/publishing/web/accounts/board.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<Exclude<Ends, 'later'>, BadgeLook> = {
  ...{ soon: 'held', week: 'rising', day: 'danger', over: 'danger' },
}

/** When the sign-in of an account ends by itself, with the days left; the words say how near that is, colour only helps. */
export function SignInEnds({ account }: { account: Pick<AccountHealth, 'expiresAt'> }): ReactElement {
  const { say, day, full } = useAccountWords()
  const { expiresAt } = account
  if (expiresAt === undefined) return <span className="muted">{say('account.endsNever')}</span>
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
