import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import { ChecksCard } from '#roles/faces/web/register/ChecksCard.tsx'
import { CloseCard } from '#roles/faces/web/register/CloseCard.tsx'
import { ClosedCard } from '#roles/faces/web/register/ClosedCard.tsx'
import { officialQuery } from '#roles/faces/web/register/data.ts'
import { EntryCard } from '#roles/faces/web/register/EntryCard.tsx'
import { OwnersCard } from '#roles/faces/web/register/OwnersCard.tsx'
import { ProfileCard } from '#roles/faces/web/register/ProfileCard.tsx'
import { standingLooks, standingOf } from '#roles/faces/web/register/standing.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import { networkWord } from '#web/network-word.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Register.css'

/** One account of ours: what the public is told of it, what was looked at, who owns it, and its end. */
export function AccountPage(): ReactElement {
  const { say } = useRegisterWords()
  const { id } = useParams({ strict: false })
  const board = useQuery(officialQuery)
  const account = board.data?.accounts.find((one) => one.id === id)
  usePageTitle(account?.name ?? say('official.title'))
  return (
    <div className="stack official narrow">
      <p className="back">
        <Link to="/directory/accounts">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.accounts')}
        </Link>
      </p>
      {board.error && <ProblemNotice error={board.error} onAgain={() => void board.refetch()} />}
      {board.isPending && <Skeleton lines={6} />}
      {board.data && account === undefined && <Empty why={say('account.gone')} />}
      {board.data && account && <Account account={account} people={board.data.people} />}
    </div>
  )
}

type Props = { account: OfficialAccount; people: readonly { id: string; name: string }[] }

function Account({ account, people }: Props): ReactElement {
  const words = useRegisterWords()
  const { say, day } = words
  const { name, handle, url, life, closing, mayManage, request } = account
  const standing = standingOf(account)
  const origin = {
    day: day(request?.at ?? account.notedAt),
    by: request?.by.name ?? '',
    approver: request?.decided?.by ?? '',
  }
  return (
    <>
      <header className="stack tight">
        <div className="row between">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <Badge look={standingLooks[standing]}>
            {standing === 'trouble' ? say('standing.trouble') : say(`life.${life}`)}
          </Badge>
        </div>
        <p className="lede">
          <bdi>{handle}</bdi> · {networkWord(account, words)}
        </p>
        <p className="small muted">{say(`origin.${account.origin}`, origin)}</p>
        {url !== undefined && (
          <p>
            <a href={url} target="_blank" rel="noreferrer">
              {say('account.profile')} <ExternalLink className="icon" aria-hidden="true" />
            </a>
          </p>
        )}
      </header>
      {life !== 'closed' && <LifeNotice account={account} />}
      {closing && <ClosedCard closing={closing} />}
      {life !== 'closed' && account.change && <ProfileCard account={account} change={account.change} />}
      {life !== 'closed' && <ChecksCard account={account} />}
      <EntryCard account={account} />
      {life !== 'closed' && <OwnersCard account={account} people={people} />}
      {life !== 'closed' && mayManage && <CloseCard account={account} />}
    </>
  )
}

/** What must be done first, with the way to do it. */
function LifeNotice({ account }: { account: OfficialAccount }): ReactElement | null {
  const { say, day } = useRegisterWords()
  const { life, saidAt, notedAt } = account
  if (life === 'not-connected')
    return (
      <p className="card pane">
        {say('life.connectWords')} <Link to="/publish/accounts">{say('life.connect')}</Link>
      </p>
    )
  if (life === 'dormant')
    return <p className="card pane">{say('life.dormantWords', { day: day(saidAt ?? notedAt) })}</p>
  return null
}
