import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { coverageQuery } from '#web/client.ts'
import { useKey } from '#web/keys.ts'
import { PostItem } from '#web/parts/Post/PostItem.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Spark } from '#web/parts/Spark/Spark.tsx'
import { telling } from '#web/parts/Spark/shape.ts'
import { useWatchFeed, type WatchFeed } from '#web/parts/WatchColumn/use-feed.ts'
import type { WatchWithCounts } from '#web/parts/WatchColumn/watch-data.ts'
import { useWords } from '#web/words.tsx'
import './WatchColumn.css'

/** One watch as a live column, strictly by time. It stands still while somebody is in it. */
export function WatchColumn({ watch }: { watch: WatchWithCounts }): ReactElement {
  const words = useWords()
  const titleId = useId()
  const column = useWatchFeed(watch.id)
  const waiting = column.feed.waiting.length
  const box = useRef<HTMLDivElement>(null)
  const toNewest = (): void => {
    column.release()
    if (box.current) box.current.scrollTop = 0
  }
  useKey('newest', toNewest)
  return (
    <section className="card column" aria-labelledby={titleId}>
      <header>
        <div className="row between">
          <h2 id={titleId}>
            <Link to="/now/watches/$id" params={{ id: watch.id }}>
              {watch.name}
            </Link>
          </h2>
          <Spark
            mini
            look="accent"
            counts={watch.course}
            label={words.say('watch.course', { counts: telling(watch.course).join(', ') })}
          />
        </div>
        <p className="small muted">{watchLine(watch, words)}</p>
      </header>
      {waiting > 0 && (
        <button type="button" className="new-posts" onClick={toNewest}>
          {words.say('watch.newPosts', { count: waiting })}
        </button>
      )}
      <ColumnBody column={column} box={box} titleId={titleId} />
    </section>
  )
}

function watchLine(watch: WatchWithCounts, { say, number }: ReturnType<typeof useWords>): string {
  const { usualLow, usualHigh, today } = watch
  if (usualLow === undefined || usualHigh === undefined) return say('watch.today', { count: today })
  const values = { count: today, low: number(usualLow), high: number(usualHigh) }
  if (today === 0 || today < usualLow) return say('watch.quiet', values)
  return say(today > usualHigh ? 'watch.busy' : 'watch.asUsual', values)
}

type BodyProps = { column: WatchFeed; box: { current: HTMLDivElement | null }; titleId: string }

function ColumnBody({ column, box, titleId }: BodyProps): ReactElement {
  const { say } = useWords()
  const { feed } = column
  if (column.error && feed.shown.length === 0)
    return (
      <div className="feed-note">
        <ProblemNotice error={column.error} onAgain={column.again} />
      </div>
    )
  if (column.isPending)
    return (
      <div className="feed-note">
        <Skeleton />
      </div>
    )
  if (feed.shown.length === 0) return <p className="feed-note muted">{say('watch.noPosts')}</p>
  return (
    <>
      <Posts column={column} box={box} titleId={titleId} />
      {column.olderError !== undefined && (
        <div className="feed-note">
          <ProblemNotice error={column.olderError} onAgain={column.again} />
        </div>
      )}
    </>
  )
}

const usualHeightPx = 118
const nearTopPx = 40

function Posts({ column, box, titleId }: BodyProps): ReactElement {
  const { feed } = column
  const { data: coverage } = useQuery(coverageQuery)
  const nowMs = coverage ? Date.parse(coverage.streamNow) : Date.now()
  const rows = useVirtualizer({
    count: feed.shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => usualHeightPx,
    getItemKey: (at) => feed.shown[at]?.id ?? at,
    overscan: 6,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { older } = column
  const needsOlder = feed.next !== undefined && last >= feed.shown.length - 3
  useEffect(() => {
    if (needsOlder) older()
  })
  const inside = useRef(false)
  const holdNow = (): void => column.hold(inside.current || (box.current?.scrollTop ?? 0) > nearTopPx)
  return (
    <div
      className="feed-box"
      ref={box}
      onScroll={holdNow}
      onFocus={() => {
        inside.current = true
        holdNow()
      }}
      onBlur={(event) => {
        inside.current = event.currentTarget.contains(event.relatedTarget)
        holdNow()
      }}
      onKeyDown={(event) => pageKeys(event, (at) => rows.scrollToIndex(at))}
    >
      <div
        className="feed"
        role="feed"
        aria-labelledby={titleId}
        aria-busy={false}
        style={{ height: rows.getTotalSize() }}
      >
        {items.map((item) => {
          const post = feed.shown[item.index]
          if (!post) return null
          return (
            <article
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              tabIndex={0}
              aria-posinset={item.index + 1}
              aria-setsize={feed.next === undefined ? feed.shown.length : -1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <PostItem post={post} nowMs={nowMs} />
            </article>
          )
        })}
      </div>
    </div>
  )
}

/** Page Down and Page Up go from post to post, as in every ARIA feed. */
function pageKeys(event: KeyboardEvent<HTMLDivElement>, scrollTo: (at: number) => void): void {
  if (event.key !== 'PageDown' && event.key !== 'PageUp') return
  const article = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
  if (!article) return
  event.preventDefault()
  const at = Number(article.dataset['index']) + (event.key === 'PageDown' ? 1 : -1)
  if (at < 0) return
  scrollTo(at)
  article.parentElement?.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus()
}
