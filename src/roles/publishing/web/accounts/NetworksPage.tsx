import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { boardQuery } from '#roles/publishing/web/accounts/data.ts'
import { NetworkTable } from '#roles/publishing/web/accounts/NetworkTable.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import './Accounts.css'

const meanings = [
  'threads',
  'altText',
  'captions',
  'cards',
  'contentWarning',
  'languageTags',
  'polls',
  'edits',
  'readsPrivate',
] as const

/** What this desk can do at each network it speaks to. */
export function NetworksPage(): ReactElement {
  const { say } = useAccountWords()
  const { data, error, isPending, refetch } = useQuery(boardQuery)
  usePageTitle(say('networks.title'))
  return (
    <div className="stack wide publish accounts">
      <p className="back">
        <Link to="/publish/accounts">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.accounts')}
        </Link>
      </p>
      <header>
        <h1>{say('networks.title')}</h1>
        <p className="lede">{say('networks.lede')}</p>
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data?.networks.length === 0 && <Empty why={say('networks.none')} />}
      {data && data.networks.length > 0 && <NetworkTable networks={data.networks} />}
      <section className="stack prose">
        <h2>{say('networks.meaning')}</h2>
        <ul className="stack tight small">
          {meanings.map((one) => (
            <li key={one}>{say(`networks.meaning.${one}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}
