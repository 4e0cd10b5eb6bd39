import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { ByPastedKeys } from '#roles/publishing/web/accounts/ByPastedKeys.tsx'
import { asksNoSecret } from '#roles/publishing/web/accounts/answers.ts'
import { ConnectForm } from '#roles/publishing/web/accounts/ConnectForm.tsx'
import { ConnectSteps } from '#roles/publishing/web/accounts/ConnectSteps.tsx'
import { boardQuery, useMayConnect } from '#roles/publishing/web/accounts/data.ts'
import { SignInThere } from '#roles/publishing/web/accounts/SignInThere.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { WhatItSaid } from '#roles/publishing/web/accounts/WhatItSaid.tsx'
import type { AccountBoard, AccountHealth, NetworkView } from '#sending/contract.ts'
import { networkWord } from '#web/network-word.ts'
import { usePageTitle } from '#web/page-title.ts'
import { NotFound } from '#web/pages/Fallback.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import './Accounts.css'

/** Connects one account, step by step: what its network needs, the harmless call, what came of it. */
export function ConnectPage(): ReactElement {
  const { id } = useParams({ from: '/publish/accounts/$id/connect' })
  const board = useQuery(boardQuery)
  const account = board.data?.accounts.find((one) => one.account === id)
  if (board.isPending) return <Skeleton lines={4} />
  if (board.data === undefined)
    return <ProblemNotice error={board.error} onAgain={() => void board.refetch()} />
  // Another account is another page: nothing typed for one stays for the next.
  return account === undefined ? <NotFound /> : <Connecting key={id} board={board.data} account={account} />
}

const titles = {
  ...({ none: 'connect.title', own: 'connect.title', 'by-hand': 'connect.title' } as const),
  ...({ lost: 'account.againNamed', connected: 'account.changeNamed' } as const),
}

type Of = { board: AccountBoard; account: AccountHealth }

function Connecting({ board, account }: Of): ReactElement {
  const words = useAccountWords()
  const { say } = words
  const network = board.networks.find((one) => one.network === account.network)
  const networkName = networkWord({ network: account.network, networkName: network?.name }, words)
  // As it was when the page opened: connecting changes the state, not what the page is called.
  const [before] = useState(account.state)
  const title = say(titles[before], { name: account.name })
  usePageTitle(title)
  return (
    <div className="stack wide publish accounts narrow">
      <p className="back">
        <Link to="/publish/accounts">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.accounts')}
        </Link>
      </p>
      <header>
        <h1>{title}</h1>
        <p className="lede">{say('connect.lede', { handle: account.handle, network: networkName })}</p>
      </header>
      <Guided account={account} network={network} networkName={networkName} />
    </div>
  )
}

type Guide = { account: AccountHealth; network: NetworkView | undefined; networkName: string }

function Guided({ account, network, networkName }: Guide): ReactElement {
  const { say } = useAccountWords()
  const mayConnect = useMayConnect()
  const { back = false } = useSearch({ from: '/publish/accounts/$id/connect' })
  const navigate = useNavigate({ from: '/publish/accounts/$id/connect' })
  const [isDone, setDone] = useState(false)
  const why = whyNot(account, mayConnect)
  if (isDone) return <WhatItSaid account={account} networkName={networkName} />
  if (why !== undefined || network === undefined)
    return (
      <Notice>
        <p>{say(`connect.${why ?? 'byHand'}`)}</p>
      </Notice>
    )
  const done = (): void => setDone(true)
  const form = <ConnectForm account={account} network={network} networkName={networkName} onDone={done} />
  // Looked at anew, the page must not ask for what was taken already.
  const taken = (): void => void navigate({ search: {}, replace: true })
  if (network.signsInThere)
    return (
      <>
        <SignInThere id={account.account} {...{ networkName, isBack: back, onTaken: taken, onDone: done }} />
        <ByPastedKeys networkName={networkName}>{form}</ByPastedKeys>
      </>
    )
  return (
    <>
      <ConnectSteps networkName={networkName} isOurs={asksNoSecret(network.fields)} />
      {form}
    </>
  )
}

function whyNot({ state }: AccountHealth, mayConnect: boolean): 'own' | 'byHand' | 'mayNot' | undefined {
  if (state === 'own') return 'own'
  if (state === 'by-hand') return 'byHand'
  return mayConnect ? undefined : 'mayNot'
}
