import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AnnouncementSummary, Offer } from '#roles/reactions/contract.ts'
import { announcementsQuery, notNeeded, offersQuery } from '#roles/reactions/web/data.ts'
import { ReactionsNav } from '#roles/reactions/web/ReactionsNav.tsx'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { coverageQuery } from '#web/client.ts'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Reactions.css'

/** What we announced and how it landed, newest first; and what went out lately that nobody follows yet. */
export function ListPage(): ReactElement {
  const { say } = useReactionWords()
  const navigate = useNavigate()
  const mayFollow = useMay('triage')
  const list = useQuery(announcementsQuery)
  usePageTitle(say('area.reactions'))
  const begin = (): void => void navigate({ to: '/reactions/new' })
  const all = list.data?.announcements ?? []
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('area.reactions')}</h1>
          {mayFollow && (
            <Button look="primary" icon={Plus} onPress={begin}>
              {say('list.new')}
            </Button>
          )}
        </div>
        <p className="lede">{say('list.lede')}</p>
        <ReactionsNav current="/reactions" />
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      <Offers />
      {list.data && all.length === 0 && (
        <Empty
          why={say('list.none')}
          example={say('list.noneExample')}
          action={
            mayFollow && (
              <Link className="button" to="/reactions/new">
                {say('list.new')}
              </Link>
            )
          }
        />
      )}
      {all.length > 0 && (
        <ul className="announcements">
          {all.map((one) => (
            <Entry key={one.id} one={one} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Entry({ one }: { one: AnnouncementSummary }): ReactElement {
  const words = useReactionWords()
  const { say, locale } = words
  const { data: coverage } = useQuery(coverageQuery)
  const nowMs = coverage ? Date.parse(coverage.streamNow) : Date.now()
  const started = words.when(one.startedAt, nowMs)
  return (
    <li className="card announcement">
      <div className="row between">
        <h2>
          <Link to="/reactions/announcements/$id" params={{ id: one.id }}>
            {one.title}
          </Link>
        </h2>
        <Badge look={one.state === 'following' ? 'accent' : 'plain'}>{say(`state.${one.state}`)}</Badge>
      </div>
      <p>{one.effect.words[locale]}</p>
      <p className="small muted">
        {say('list.facts', {
          started,
          posts: one.posts,
          watches: words.list(one.watches.map(({ name }) => name)),
        })}
        {one.kind && ` · ${one.kind}`}
      </p>
    </li>
  )
}

function Offers(): ReactElement | null {
  const { say } = useReactionWords()
  const { data } = useQuery(offersQuery)
  const mayFollow = useMay('triage')
  if (!data || data.offers.length === 0 || !mayFollow) return null
  return (
    <section className="card pane stack" aria-labelledby="offers-title">
      <h2 id="offers-title">{say('offers.title')}</h2>
      <ul className="offers">
        {data.offers.map((offer) => (
          <OfferLine key={offer.messageId} offer={offer} />
        ))}
      </ul>
    </section>
  )
}

function OfferLine({ offer }: { offer: Offer }): ReactElement {
  const { say, when } = useReactionWords()
  const queries = useQueryClient()
  const leave = useMutation({
    mutationFn: () => notNeeded(offer.messageId),
    onSuccess: () => queries.invalidateQueries({ queryKey: offersQuery.queryKey }),
  })
  return (
    <li>
      <p>
        <b>{offer.title}</b>{' '}
        <span className="small muted">{say('offers.at', { time: when(offer.at, Date.now()) })}</span>
      </p>
      {leave.error && <ProblemNotice error={leave.error} />}
      <div className="row">
        <Link className="button small" to="/reactions/new" search={{ message: offer.messageId }}>
          {say('offers.follow')}
        </Link>
        <Button small look="quiet" onPress={() => leave.mutate()} isDisabled={leave.isPending}>
          {say('offers.not')}
        </Button>
      </div>
    </li>
  )
}
