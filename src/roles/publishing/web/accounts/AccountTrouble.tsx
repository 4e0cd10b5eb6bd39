import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { endOf } from '#roles/publishing/web/accounts/board.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

type Props = { account: AccountHealth; network: string }

/** What is not well with an account, and what to do about it; or one plain sentence where nothing can be connected. */
export function AccountTrouble({ account, network }: Props): ReactElement | null {
  const { say } = useAccountWords()
  switch (account.state) {
    case 'lost':
      return <Lost account={account} network={network} />
    case 'connected':
      return <Doubtful account={account} network={network} />
    case 'none':
      return <p>{say('account.none')}</p>
    case 'by-hand':
      return <p>{say('account.hand')}</p>
    case 'own':
      return <p>{say('account.own')}</p>
  }
}

function Lost({ account, network }: Props): ReactElement {
  const { say, when } = useAccountWords()
  const { goodAt } = account
  return (
    <Notice look="danger">
      <p>
        <b>{say('account.lostTitle')}</b>{' '}
        {goodAt !== undefined && say('account.lostWas', { at: when(goodAt, Date.now()) })}
      </p>
      <p>
        {say('account.lostDo', { network })} <Link to="/publish/outbox">{say('account.lostOutbox')}</Link>
      </p>
      <Said account={account} />
    </Notice>
  )
}

function Doubtful({ account, network }: Props): ReactElement | null {
  const { say, when } = useAccountWords()
  const { problem, checkedAt } = account
  const nowMs = Date.now()
  const end = endOf(account, nowMs)
  if (problem === undefined && end === 'later') return null
  return (
    <Notice look="look">
      {end !== 'later' && <p>{say(end === 'over' ? 'account.endsOverDo' : 'account.endsDo', { network })}</p>}
      {problem !== undefined && (
        <p>
          {say(`account.why.${whyOf(problem)}`, {
            at: checkedAt === undefined ? '' : when(checkedAt, nowMs),
          })}
        </p>
      )}
      <Said account={account} />
    </Notice>
  )
}

function Said({ account: { detail } }: { account: AccountHealth }): ReactElement | null {
  const { say } = useAccountWords()
  if (detail === undefined || detail === '') return null
  return <p className="small muted said">{say('account.said', { detail })}</p>
}

const notThere = new Set(['unreachable', 'timeout', 'server-error', 'unreadable', 'stopped'])

function whyOf(problem: string): 'unreachable' | 'forbidden' | 'rate-limited' | 'other' {
  if (notThere.has(problem)) return 'unreachable'
  return problem === 'forbidden' || problem === 'rate-limited' ? problem : 'other'
}
