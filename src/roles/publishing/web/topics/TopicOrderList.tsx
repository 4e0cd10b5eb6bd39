import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactElement } from 'react'
import { movedBy, orderTopics } from '#roles/publishing/web/topics/data.ts'
import { TopicEntry } from '#roles/publishing/web/topics/TopicEntry.tsx'
import { useTopicWords } from '#roles/publishing/web/topics/words.ts'
import type { Topic, TopicList } from '#sending/topics/contract.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { topicNameIn, topicsQuery } from '#web/topics.ts'

type Props = { topics: readonly Topic[]; mayChange: boolean; onOpen: (topic: Topic) => void }

/** The topics in order; each is moved by its buttons, shown where it goes at once, and put back where the desk refuses. */
export function TopicOrderList({ topics, mayChange, onOpen }: Props): ReactElement {
  const { say, locale } = useTopicWords()
  const queries = useQueryClient()
  const refocus = useFocusAfterMove(topics)
  const order = useMutation({
    mutationFn: (next: readonly Topic[]) => orderTopics(next.map(({ id }) => id)),
    // Two presses are put in order one after the other.
    scope: { id: 'topics-order' },
    onError: () => queries.invalidateQueries({ queryKey: topicsQuery.queryKey }),
  })
  const move = (place: number, by: -1 | 1): void => {
    const topic = topics[place]
    if (topic === undefined) return
    const next = movedBy(topics, place, by)
    queries.setQueryData(
      topicsQuery.queryKey,
      (now: TopicList | undefined) => now && { ...now, topics: next },
    )
    const now = place + by
    herald.announce(say('topics.moved', { name: topicNameIn(topic, locale), n: now + 1, count: next.length }))
    refocus({ id: topic.id, place: now, by: stillMoves(by, now, next.length) })
    order.mutate(next)
  }
  return (
    <section className="card pane stack" aria-label={say('topics.title')}>
      {order.error && <ProblemNotice error={order.error} />}
      <ol className="name-list topic-list">
        {topics.map((topic, place) => (
          <TopicEntry
            key={topic.id}
            {...{ topic, place, mayChange, count: topics.length }}
            onMove={(by) => move(place, by)}
            onOpen={() => onOpen(topic)}
          />
        ))}
      </ol>
    </section>
  )
}

/** The way it still moves from there: at an end, the other one. */
function stillMoves(by: -1 | 1, place: number, count: number): -1 | 1 {
  if (place === 0) return 1
  return place === count - 1 ? -1 : by
}

type Wanted = { id: string; place: number; by: -1 | 1 }

/** Keeps the focus on the button that was pressed once its row has moved; at an end, where it is off, on the one beside it. */
function useFocusAfterMove(topics: readonly Topic[]): (to: Wanted) => void {
  const wanted = useRef<Wanted>(undefined)
  useEffect(() => {
    // Not before it stands there: its button may be turned off on the way.
    if (wanted.current === undefined || topics[wanted.current.place]?.id !== wanted.current.id) return
    const { id, by } = wanted.current
    wanted.current = undefined
    const row = document.getElementById(`topic-${id}`)
    row?.querySelector<HTMLElement>(by < 0 ? '.move-up' : '.move-down')?.focus()
  })
  return (to) => {
    wanted.current = to
  }
}
