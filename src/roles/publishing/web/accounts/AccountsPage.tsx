import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Ban, Mail, Table2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { AccountCard } from '#roles/publishing/web/accounts/AccountCard.tsx'
import { AccountForm } from '#roles/publishing/web/accounts/AccountForm.tsx'
import { inOrder, sumOf } from '#roles/publishing/web/accounts/board.ts'
import { boardQuery, useMayConnect } from '#roles/publishing/web/accounts/data.ts'
import { MonthSpending } from '#roles/publishing/web/accounts/MonthSpending.tsx'
import { KeepersNotice } from '#roles/publishing/web/accounts/KeepersNotice.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountBoard } from '#sending/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import './Accounts.css'

/** The accounts we own: which of them can speak now, what the others need; and room to note another one. */
export function AccountsPage(): ReactElement {
  const { say } = useAccountWords()
  const board = useQuery(boardQuery)
  const mayConnect = useMayConnect()
  usePageTitle(say('accounts.title'))
  return (
    <div className="stack wide publish accounts">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.publish')}
        </Link>
      </p>
      <header className="head">
        <div>
          <h1>{say('accounts.title')}</h1>
          <p className="lede">{say('accounts.lede')}</p>
        </div>
        <div className="row">
          {board.data?.accounts.some(({ network }) => network === 'activitypub') && (
            <Link className="button" to="/publish/accounts/barred">
              <Ban className="icon" aria-hidden="true" />
              {say('accounts.barred')}
            </Link>
          )}
          <Link className="button" to="/publish/messages">
            <Mail className="icon" aria-hidden="true" />
            {say('accounts.letters')}
          </Link>
          <Link className="button" to="/publish/accounts/networks">
            <Table2 className="icon" aria-hidden="true" />
            {say('accounts.networks')}
          </Link>
        </div>
      </header>
      {board.error && <ProblemNotice error={board.error} onAgain={() => void board.refetch()} />}
      {board.isPending && <Skeleton lines={4} />}
      {board.data?.spending?.map((one) => (
        <MonthSpending key={one.network} of={one} />
      ))}
      {board.data && <Board board={board.data} mayConnect={mayConnect} />}
      {mayConnect && board.data && (
        <AccountForm networks={board.data.networks.map(({ network }) => network)} />
      )}
    </div>
  )
}

function Board(props: { board: AccountBoard; mayConnect: boolean }): ReactElement {
  const { say, tag } = useAccountWords()
  const { accounts, networks } = props.board
  const nowMs = Date.now()
  if (accounts.length === 0) return <Empty why={say('accounts.none')} />
  return (
    <section className="stack" aria-label={say('accounts.list')}>
      <ul className="row sums">
        {sumOf(accounts, nowMs).map(({ need, count }) => (
          <li key={need} className={need}>
            {say(`accounts.sum.${need}`, { count })}
          </li>
        ))}
      </ul>
      <KeepersNotice accounts={accounts} />
      <ul className="stack">
        {inOrder(accounts, nowMs, tag).map((account) => (
          <AccountCard
            key={account.account}
            account={account}
            networkName={networks.find(({ network }) => network === account.network)?.name}
            mayConnect={props.mayConnect}
          />
        ))}
      </ul>
    </section>
  )
}
