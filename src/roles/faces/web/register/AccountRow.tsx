import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { lastLook, standingLooks, standingOf } from '#roles/faces/web/register/standing.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import { networkWord } from '#web/network-word.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

/** One account in the list: its name leads to its page, and its state stands in words. */
export function AccountRow({ account }: { account: OfficialAccount }): ReactElement {
  const words = useRegisterWords()
  const { say } = words
  const { id, name, handle, checks, owners, keepers, life } = account
  const standing = standingOf(account)
  const looked = lastLook(checks)
  const bad = checks.find(({ state }) => state === 'bad')
  return (
    <li className={standing}>
      <div className="row between">
        <h3>
          <Link to="/directory/accounts/$id" params={{ id }}>
            <bdi>{name}</bdi>
          </Link>
        </h3>
        <Badge look={standingLooks[standing]}>
          {standing === 'trouble' ? say('standing.trouble') : say(`life.${life}`)}
        </Badge>
      </div>
      <p className="small muted">
        <bdi>{handle}</bdi> · {networkWord(account, words)} · {say(`kind.${account.entry.kind}`)}
        {!account.entry.isListed && ` · ${say('entry.unlisted')}`}
      </p>
      {bad && <p className="small wrong-line">{say(`check.${bad.code as 'text-changed'}`, bad.facts)}</p>}
      <p className="small muted">
        {owners.length > 0
          ? say('owners.named', { names: words.list(owners.map((one) => one.name)) })
          : say('owners.keepers', { count: keepers })}
        {looked !== undefined && (
          <>
            {' · '}
            {say('check.last')} <Time at={looked} nowMs={Date.now()} />
          </>
        )}
      </p>
    </li>
  )
}
