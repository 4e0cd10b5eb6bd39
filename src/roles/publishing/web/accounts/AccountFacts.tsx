import type { ReactElement, ReactNode } from 'react'
import { Budget } from '#roles/publishing/web/accounts/Budget.tsx'
import { SignInEnds } from '#roles/publishing/web/accounts/SignInEnds.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { Time } from '#web/parts/Time/Time.tsx'

/** What is known of an account that was given a sign-in, as figures: who connected it, when it last answered, until when, what is left. */
export function AccountFacts({ account }: { account: AccountHealth }): ReactElement {
  const { say, day } = useAccountWords()
  const { state, connectedAt, connectedBy = '', goodAt, owners, budget } = account
  return (
    <dl className="facts-grid">
      {connectedAt !== undefined && (
        <Fact name={say('account.connected')}>
          {say('account.by', { name: connectedBy, day: day(connectedAt) })}
        </Fact>
      )}
      {goodAt !== undefined && (
        <Fact name={say('account.good')}>
          <Time at={goodAt} nowMs={Date.now()} />
        </Fact>
      )}
      {state === 'connected' && (
        <Fact name={say('account.ends')}>
          <SignInEnds account={account} />
        </Fact>
      )}
      {state === 'connected' && budget !== undefined && (
        <Fact name={say('account.budget')}>
          <Budget of={budget} />
        </Fact>
      )}
      <Fact name={say('account.keepers')}>
        <span className={owners < 2 ? 'signal' : ''}>{say('account.keepersCount', { count: owners })}</span>
      </Fact>
    </dl>
  )
}

/** One figure and its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
