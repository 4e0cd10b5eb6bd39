import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Pause, Play, Plus } from 'lucide-react'
import { useRef, useState, type ReactElement } from 'react'
import type { StoryCard, StoryList } from '#roles/early-warning/contract.ts'
import { storiesQuery, type Show } from '#roles/early-warning/web/data.ts'
import { StoryCardView } from '#roles/early-warning/web/StoryCardView.tsx'
import { keepOrder, lede } from '#roles/early-warning/web/story-words.ts'
import { useStoryActions } from '#roles/early-warning/web/story-actions.tsx'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { WatchColumns } from '#roles/early-warning/web/WatchColumns.tsx'
import { usePageTitle } from '#web/page-title.ts'
import { coverageQuery } from '#web/client.ts'
import { useDesk, useLiveState, useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { HeardLine } from '#web/parts/Heard/Heard.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { useWords } from '#web/words.tsx'
import './NowPage.css'

/** What matters now: stories ranked, then the watches, live. */
export function NowPage({ show }: { show: Show }): ReactElement {
  const { say, rich } = useWords()
  const navigate = useNavigate()
  usePageTitle(say(show === undefined ? 'area.now' : `now.show.${show}`))
  const { live } = useDesk()
  const { paused } = useLiveState()
  const { data: coverage } = useQuery(coverageQuery)
  const list = useQuery(storiesQuery(show))
  const top = show === undefined && list.data ? lede(list.data.stories) : undefined
  const mayWatch = useMay('watch')
  const newWatch = (): void => void navigate({ to: '/now/watches/new' })
  useKey('newWatch', mayWatch ? newWatch : undefined)
  return (
    <>
      <header className="now-head">
        <div className="row between">
          <h1>{say(show === undefined ? 'area.now' : `now.show.${show}`)}</h1>
          <div className="row">
            {mayWatch && (
              <Button icon={Plus} shortcut="newWatch" onPress={newWatch}>
                {say('watch.new')}
              </Button>
            )}
            <Button look="quiet" icon={paused ? Play : Pause} onPress={() => live.pause(!paused)}>
              {paused ? say('live.resume') : say('live.pause')}
            </Button>
          </div>
        </div>
        {top && <p className="lede">{rich(top.key, top.values)}</p>}
        {coverage && <HeardLine coverage={coverage} />}
        {list.data && <AttentionLink list={list.data} />}
        <ReadOnly verb="triage" />
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={3} />}
      {list.data && <Stories list={list.data} show={show} />}
      {list.data && <OtherStories list={list.data} show={show} />}
      {show === undefined && <WatchColumns />}
    </>
  )
}

/** How much of the week’s interruptions is used, and the way to what is held back. */
function AttentionLink({ list }: { list: StoryList }): ReactElement | null {
  const { say } = useWords()
  if (list.attention === undefined) return null
  const { used, perWeek, lessons } = list.attention
  return (
    <p className="others small">
      <Link to="/now/attention">{say('now.attention', { used, perWeek, lessons })}</Link>
    </p>
  )
}

function Stories({ list, show }: { list: StoryList; show: Show }): ReactElement {
  const { say } = useWords()
  const actions = useStoryActions()
  const mayTriage = useMay('triage')
  const { stories, hold } = useSteadyOrder(list.stories)
  const box = useRef<HTMLOListElement>(null)
  const [currentId, setCurrentId] = useState<string>()
  const current = stories.find((story) => story.id === currentId) ?? stories[0]
  const step = (by: number): void => stepTo(box.current, by)
  useKey('next', stories.length > 0 ? () => step(1) : undefined)
  useKey('previous', stories.length > 0 ? () => step(-1) : undefined)
  useKey('open', current && (() => actions.open(current)))
  useKey('takeOn', mayTriage && current ? () => actions.takeOn(current) : undefined)
  useKey(
    'notImportant',
    mayTriage && current ? () => actions.setImportant(current, current.muted) : undefined,
  )
  const coached =
    stories.find((story) => story.state === 'rising-fast') ??
    stories.find((story) => story.state === 'rising')
  if (stories.length === 0) return <NoStories show={show} />
  return (
    <>
      <ol
        className="stories"
        ref={box}
        aria-label={say('now.stories')}
        onFocus={() => hold(true)}
        onBlur={() => hold(false)}
      >
        {stories.map((story, place) => (
          <StoryCardView
            key={story.id}
            story={story}
            place={place}
            actions={actions}
            isCurrent={story === current}
            coach={mayTriage && show === undefined && story === coached}
            onFocus={() => setCurrentId(story.id)}
          />
        ))}
      </ol>
      {actions.dialog}
    </>
  )
}

/** Cards do not move under somebody's hands: while the focus is among them their order stays. */
function useSteadyOrder(stories: readonly StoryCard[]): {
  stories: StoryCard[]
  hold: (held: boolean) => void
} {
  const [held, hold] = useState(false)
  const shownIds = useRef<string[]>([])
  const ordered = keepOrder(shownIds.current, stories, held)
  shownIds.current = ordered.map((story) => story.id)
  return { stories: ordered, hold }
}

function stepTo(box: HTMLElement | null, by: number): void {
  const cards = [...(box?.querySelectorAll<HTMLElement>('[data-step]') ?? [])]
  const at = cards.findIndex((card) => card.contains(document.activeElement))
  const next = cards[Math.max(0, Math.min(cards.length - 1, at + by))]
  next?.focus()
}

function NoStories({ show }: { show: Show }): ReactElement {
  const { say } = useWords()
  if (show !== undefined) return <Empty why={say(`now.none.${show}`)} action={<BackToNow />} />
  return (
    <Empty
      why={say('now.none')}
      example={say('now.noneExample')}
      action={
        <Link className="button" to="/settings/sources">
          {say('now.noneAction')}
        </Link>
      }
    />
  )
}

function BackToNow(): ReactElement {
  const { say } = useWords()
  return (
    <Link className="button" to="/now">
      {say('now.back')}
    </Link>
  )
}

function OtherStories({ list, show }: { list: StoryList; show: Show }): ReactElement | null {
  const { say } = useWords()
  if (show !== undefined)
    return list.stories.length > 0 ? (
      <p className="others">
        <BackToNow />
      </p>
    ) : null
  if (list.muted === 0 && list.over === 0) return null
  return (
    <p className="others small">
      {list.muted > 0 && (
        <Link to="/now" search={{ show: 'muted' }}>
          {say('now.others.muted', { count: list.muted })}
        </Link>
      )}
      {list.over > 0 && (
        <Link to="/now" search={{ show: 'over' }}>
          {say('now.others.over', { count: list.over })}
        </Link>
      )}
    </p>
  )
}
