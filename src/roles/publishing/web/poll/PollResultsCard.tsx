import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { pollsQuery } from '#roles/publishing/web/poll/data.ts'
import { sharesOf } from '#roles/publishing/web/poll/shares.ts'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { PollResult } from '#sending/polls/contract.ts'
import { networkWord } from '#web/network-word.ts'
import { Time } from '#web/parts/Time/Time.tsx'
import './Poll.css'

/** Nothing is coloured below this (promise 5): so few say nothing. */
const fewMax = 30

type Props = { message: Message; accounts: readonly Account[] }

/** How people voted: each account and language by itself, with how many they were and when it was read. Nothing is added up. */
export function PollResultsCard({ message, accounts }: Props): ReactElement | null {
  const { say } = usePollWords()
  const isOut = message.publications.length > 0
  const polls = useQuery({ ...pollsQuery(message.id), enabled: isOut }).data?.polls ?? []
  if (polls.length === 0) return null
  return (
    <section className="card pane stack poll-results" aria-label={say('results.title')}>
      <h2>{say('results.title')}</h2>
      {polls.map((poll) => (
        <Result key={poll.delivery} poll={poll} account={accounts.find(({ id }) => id === poll.account)} />
      ))}
      <p className="small">{say('results.noSample')}</p>
      {polls.length > 1 && <p className="small">{say('results.apart')}</p>}
    </section>
  )
}

function Result({ poll, account }: { poll: PollResult; account: Account | undefined }): ReactElement {
  const words = usePollWords()
  const { say } = words
  const { language, votes, voters, options, url } = poll
  const network = account === undefined ? poll.network : networkWord(account, words)
  const { shares, whole, areVotes } = sharesOf({ votes: votes ?? [], voters })
  const title = `${account?.name ?? poll.account} · ${autonym(language)}`
  return (
    <section className="stack tight" aria-label={title}>
      <h3>
        {title} <span className="small muted">{network}</span>
      </h3>
      <Standing poll={poll} />
      {votes === undefined ? (
        <p className="muted">{say('results.notYet')}</p>
      ) : (
        <>
          <ul className={`poll-bars ${whole < fewMax ? 'few' : ''}`}>
            {options.map((option, at) => (
              // Options have no name but their place.
              <li key={at}>
                <span lang={language} dir="auto">
                  {option}
                </span>
                <span className="count">
                  {say('results.count', {
                    ...{ count: votes[at] ?? 0, share: Math.round((shares[at] ?? 0) * 100) },
                    hasShare: whole > 0 ? 'yes' : 'no',
                  })}
                </span>
                <span className="bar" aria-hidden="true">
                  <span style={{ inlineSize: `${Math.min(100, (shares[at] ?? 0) * 100)}%` }} />
                </span>
              </li>
            ))}
          </ul>
          <p className="small">
            {say(areVotes ? 'results.votes' : 'results.voters', { count: whole })}{' '}
            {poll.multiple && say('results.multiple')} {whole < fewMax && say('results.few')}
          </p>
        </>
      )}
      {url !== undefined && (
        <p className="small">
          <a href={url} target="_blank" rel="noreferrer">
            {say('results.open', { network })}
          </a>
        </p>
      )}
    </section>
  )
}

/** When it was read, when it ends, and what keeps it from being read. */
function Standing({ poll }: { poll: PollResult }): ReactElement {
  const { say } = usePollWords()
  const { readAt, endsAt, isOver, isFinal, problem } = poll
  const nowMs = Date.now()
  return (
    <>
      <p className="small muted">
        {say(isOver ? 'results.ended' : 'results.ends')} <Time at={endsAt} nowMs={nowMs} />
        {readAt !== undefined && (
          <>
            {' · '}
            {say(isFinal && problem === undefined ? 'results.readLast' : 'results.read')}{' '}
            <Time at={readAt} nowMs={nowMs} />
          </>
        )}
      </p>
      {problem !== undefined && (
        <p className="small row">
          <TriangleAlert className="icon" aria-hidden="true" />
          <span>{say(problemWord(poll))}</span>
        </p>
      )}
    </>
  )
}

function problemWord({
  problem,
  isFinal,
}: PollResult): 'results.gone' | 'results.givenUp' | 'results.silent' {
  if (problem === 'gone') return 'results.gone'
  return isFinal ? 'results.givenUp' : 'results.silent'
}
