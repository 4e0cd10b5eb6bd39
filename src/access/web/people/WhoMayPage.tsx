import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account, Gap, WhoMay } from '#access/people/contract.ts'
import { whoMayQuery, type Spot } from '#access/web/people/data.ts'
import { Frame } from '#access/web/people/Frame.tsx'
import { placeWords } from '#access/web/people/grant-words.ts'
import { VerbCards } from '#access/web/people/VerbCards.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { lanes, type Lane } from '#kernel/permission.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** Who could write, approve, publish, break glass and pause on one account, in one language and lane, right now. */
export function WhoMayPage(): ReactElement {
  const { say, time } = usePeopleWords()
  const asked = useSearch({ from: '/settings/who-may' })
  const { data, error, isPending, refetch } = useQuery({
    ...whoMayQuery(asked),
    placeholderData: (before) => before,
  })
  return (
    <Frame title={say('whoMay.title')} lede={data && say('whoMay.at', { time: time(data.at) })}>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data && !data.spot && (
        <Empty why={say('whoMay.noAccounts')} example={say('whoMay.noAccountsExample')} />
      )}
      {data?.spot && <Chosen told={data} spot={data.spot} />}
    </Frame>
  )
}

type Here = { account: string; language: string; lane: Lane }

function Chosen({ told, spot }: { told: WhoMay; spot: Here }): ReactElement {
  const { say } = usePeopleWords()
  const isHere = (gap: Gap): boolean =>
    gap.account === spot.account && gap.language === spot.language && gap.lane === spot.lane
  const elsewhere = told.gaps.filter((gap) => !isHere(gap))
  return (
    <>
      <Where accounts={told.accounts} spot={spot} />
      <section className="stack" aria-live="polite">
        <h2>{say('whoMay.weakHere')}</h2>
        <Gaps gaps={told.gaps.filter(isHere)} />
      </section>
      <VerbCards verbs={told.verbs} teams={told.teams} />
      {elsewhere.length > 0 && (
        <section className="stack">
          <h2>{say('whoMay.weakElsewhere')}</h2>
          <Gaps gaps={elsewhere} accounts={told.accounts} />
        </section>
      )}
    </>
  )
}

function Where({ accounts, spot }: { accounts: readonly Account[]; spot: Here }): ReactElement {
  const { say, language } = usePeopleWords()
  const navigate = useNavigate()
  const go = (part: Spot): void =>
    void navigate({ to: '/settings/who-may', search: { ...spot, ...part }, replace: true })
  const spoken = accounts.find(({ id }) => id === spot.account)?.languages ?? []
  return (
    <div className="card pane pairs">
      <SelectField
        name="account"
        label={say('team.account')}
        value={spot.account}
        onChange={(account) => go({ account })}
        options={accounts.map(({ id, name, handle }) => ({ value: id, label: `${name} (${handle})` }))}
      />
      <SelectField
        name="language"
        label={say('team.language')}
        value={spot.language}
        onChange={(tag) => go({ language: tag })}
        options={spoken.map((tag) => ({ value: tag, label: language(tag) }))}
      />
      <SelectField
        name="lane"
        label={say('team.lane')}
        value={spot.lane}
        onChange={(lane) => go({ lane: lanes.find((one) => one === lane) })}
        options={lanes.map((lane) => ({ value: lane, label: say(`lane.${lane}`) }))}
      />
    </div>
  )
}

function Gaps({ gaps, accounts }: { gaps: readonly Gap[]; accounts?: readonly Account[] }): ReactElement {
  const words = usePeopleWords()
  const { say } = words
  if (gaps.length === 0)
    return (
      <p className="no-gap">
        <CircleCheck className="icon good" aria-hidden="true" />
        <span>{say('whoMay.noWeak')}</span>
      </p>
    )
  return (
    <ul className="gaps">
      {gaps.map((gap) => (
        <li key={`${gap.account} ${gap.language} ${gap.lane} ${gap.why}`}>
          <CircleAlert className="icon signal" aria-hidden="true" />
          <span>
            {accounts && (
              <span className="muted small spot">
                {say('whoMay.spot', placeWords(gap, { words, accounts }))}
              </span>
            )}
            {say(`gap.${gap.why}`, { name: gap.name })}
          </span>
        </li>
      ))}
    </ul>
  )
}
