import { useQuery } from '@tanstack/react-query'
import { TrendingUp } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import type { PlaceResult } from '#roles/publishing/results/contract.ts'
import { resultsQuery } from '#roles/publishing/web/results/data.ts'
import { useResultWords, type ResultWords } from '#roles/publishing/web/results/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { useMay } from '#web/desk.ts'
import { networkWord } from '#web/network-word.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import './Results.css'

type Props = { message: Message; accounts: readonly Account[] }

/** What came of a message that is or was public: each account and language by itself, with when it was counted. Nothing is added up. */
export function ResultsCard({ message, accounts }: Props): ReactElement | null {
  const { say } = useResultWords()
  const mayFollow = useMay('triage')
  const isOut = message.publications.length > 0
  const results = useQuery({ ...resultsQuery(message.id), enabled: isOut })
  const places = results.data?.places ?? []
  if (!isOut || (places.length === 0 && !results.error)) return null
  return (
    <section className="card pane stack results" aria-label={say('results.title')}>
      <h2>{say('results.title')}</h2>
      {results.error && <ProblemNotice error={results.error} onAgain={() => void results.refetch()} />}
      {places.map((place) => (
        <Place key={place.delivery} place={place} account={accounts.find(({ id }) => id === place.account)} />
      ))}
      {places.length > 1 && <p className="small">{say('results.apart')}</p>}
      {mayFollow && message.lane !== 'exercise' && places.length > 0 && (
        <div className="stack tight">
          <p className="small">{say('results.announceWhy')}</p>
          <div>
            {/* Another role: reached by its address. */}
            <a className="button" href={`/reactions/new?message=${encodeURIComponent(message.id)}`}>
              <TrendingUp className="icon" aria-hidden="true" /> {say('results.announce')}
            </a>
          </div>
        </div>
      )}
    </section>
  )
}

function Place({ place, account }: { place: PlaceResult; account: Account | undefined }): ReactElement {
  const words = useResultWords()
  const { say } = words
  const { language, publishedAt, opened } = place
  const network = account === undefined ? place.network : networkWord(account, words)
  const title = say('results.place', { name: account?.name ?? place.account, language: autonym(language) })
  return (
    <div className="place" role="group" aria-label={title}>
      <h3>
        {title} <span className="small muted">{network}</span>
      </h3>
      <dl>
        {countsOf(place).map(({ name, count }) => (
          <div key={name}>
            <dt>{say(`results.${name}`)}</dt>
            <dd>{words.number(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="small muted">
        {say('results.out', { at: `${words.day(publishedAt)}, ${words.time(publishedAt)}` })}
      </p>
      <p className="small muted">
        <Read place={place} />
      </p>
      {opened !== undefined && <Openings opened={opened} />}
    </div>
  )
}

const names = ['opened', 'kept', 'replies', 'reposts', 'likes', 'quotes'] as const

/** What is known, in the order people ask for it; what was not told is left out. */
function countsOf(place: PlaceResult): { name: (typeof names)[number]; count: number }[] {
  const told = { ...place, opened: place.opened?.people }
  return names.flatMap((name) => {
    const count = told[name]
    return count === undefined ? [] : [{ name, count }]
  })
}

/** When it was counted, when it will be, and what keeps it from being counted. */
function Read({ place }: { place: PlaceResult }): ReactElement | null {
  const words = useResultWords()
  const { say } = words
  const { asked, nextReadAt, problem } = place
  if (asked === 'none') return place.opened === undefined ? <>{say('results.none')}</> : null
  if (place.isGone || problem === 'gone')
    return <>{say(place.readAt === undefined ? 'results.goneNever' : 'results.gone')}</>
  return (
    <>
      {lastRead(place, words)}
      {nextReadAt !== undefined &&
        ` · ${say('results.nextRead', { at: words.when(nextReadAt, Date.now()) })}`}
      {asked === 'priced' && ` ${say('results.priced')}`}
      {problem !== undefined && ` ${say('results.problem', { why: whyOf(problem, words) })}`}
    </>
  )
}

/** When it was counted last; what is counted no more may be years old. */
function lastRead({ readAt, nextReadAt }: PlaceResult, words: ResultWords): string {
  const { say } = words
  if (readAt === undefined) return say(nextReadAt === undefined ? 'results.over' : 'results.notYet')
  return nextReadAt === undefined
    ? say('results.lastRead', { at: words.day(readAt) })
    : say('results.read', { at: words.when(readAt, Date.now()) })
}

const whys = ['over-budget', 'rate-limited', 'revoked', 'server-error', 'timeout', 'unreachable'] as const

function whyOf(problem: string, { say }: ResultWords): string {
  const known = whys.find((one) => one === problem)
  return say(`results.why.${known ?? 'other'}`)
}

/** How a page of ours was opened: what is known, and that it is a lower bound. */
function Openings({ opened }: { opened: NonNullable<PlaceResult['opened']> }): ReactElement {
  const words = useResultWords()
  const { say } = words
  const { robots, ahead, byDay } = opened
  return (
    <>
      <p className="small muted">
        {say('results.floor')} {robots > 0 && say('results.robots', { count: robots })}{' '}
        {ahead > 0 && say('results.ahead', { count: ahead })}
      </p>
      {byDay.length > 1 && (
        <details>
          <summary>{say('results.days')}</summary>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{say('results.day')}</th>
                <th scope="col" className="n">
                  {say('results.opened')}
                </th>
              </tr>
            </thead>
            <tbody>
              {byDay.map(({ day, people }) => (
                <tr key={day}>
                  <th scope="row">
                    <time dateTime={day}>{day}</time>
                  </th>
                  <td className="n">{words.number(people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  )
}
