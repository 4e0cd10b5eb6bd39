import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { secondMs } from '#kernel/time.ts'
import type { Dashboard } from '#roles/reactions/boards/contract.ts'
import { BehindDialog } from '#roles/reactions/web/BehindPosts.tsx'
import { behindWords } from '#roles/reactions/web/behind.ts'
import { BoardColumns } from '#roles/reactions/web/boards/BoardColumns.tsx'
import { BoardDialog } from '#roles/reactions/web/boards/BoardDialog.tsx'
import { BoardSeries } from '#roles/reactions/web/boards/BoardSeries.tsx'
import { BoardTools } from '#roles/reactions/web/boards/BoardTools.tsx'
import { timesOf } from '#roles/reactions/web/boards/range.ts'
import { boardQuery, seriesQuery } from '#roles/reactions/web/data.ts'
import { Notes } from '#roles/reactions/web/Notes.tsx'
import { BoardSearch, type Behind } from '#roles/reactions/web/search.ts'
import { useLiveWatches } from '#roles/reactions/web/use-live-watches.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { coverageQuery } from '#web/client.ts'
import { useLiveState, useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/reactions/web/Reactions.css'

/** How often the pictures are read again at most while posts come. */
const readEveryMs = 5 * secondMs

/** A dashboard: its watches side by side over the same time. What is looked at is in the address. */
export function BoardPage(): ReactElement {
  const { say } = useReactionWords()
  const navigate = useNavigate()
  const { id = '' } = useParams({ strict: false })
  const board = useQuery(boardQuery(id))
  const mayKeep = useMay('triage')
  const [isChanging, setIsChanging] = useState(false)
  usePageTitle(board.data?.name)
  useKey('back', () => void navigate({ to: '/reactions/dashboards' }))
  return (
    <div className="stack reaction">
      <p className="crumbs small">
        <Link to="/reactions">{say('area.reactions')}</Link> <span aria-hidden="true">/</span>{' '}
        <Link to="/reactions/dashboards">{say('nav.dashboards')}</Link>
      </p>
      <div className="row between">
        <h1>{board.data?.name ?? say('nav.dashboards')}</h1>
        {mayKeep && board.data && <Button onPress={() => setIsChanging(true)}>{say('board.change')}</Button>}
      </div>
      {board.error && <ProblemNotice error={board.error} onAgain={() => void board.refetch()} />}
      {board.isPending && <Skeleton lines={6} />}
      {board.data && <Board board={board.data} />}
      {isChanging && board.data && <BoardDialog board={board.data} onClose={() => setIsChanging(false)} />}
    </div>
  )
}

/** Stream time as of the last word about coverage; while the person has paused, as it was then. */
function useNow(): number {
  const { data: coverage } = useQuery(coverageQuery)
  const { paused } = useLiveState()
  const nowMs = coverage ? Date.parse(coverage.streamNow) : Date.now()
  const [held, setHeld] = useState<number>()
  if (paused && held === undefined) setHeld(nowMs)
  if (!paused && held !== undefined) setHeld(undefined)
  return held ?? nowMs
}

function Board({ board }: { board: Dashboard }): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const navigate = useNavigate()
  const search = BoardSearch.parse(useSearch({ strict: false }))
  const nowMs = useNow()
  const range = search.range ?? board.range
  const layout = search.layout ?? board.layout
  const times = timesOf(range, nowMs)
  const watchIds = board.watches.filter(({ state }) => state !== 'gone').map(({ id }) => id)
  const points = layout === 'multiples' ? 72 : 160
  const series = useQuery({
    ...seriesQuery({ watchIds, ...times, points }),
    enabled: layout !== 'columns' && watchIds.length > 0,
    placeholderData: keepPreviousData,
  })
  useLiveWatches(watchIds, readEveryMs, () => {
    if (layout !== 'columns' && range.kind === 'last') void series.refetch()
  })
  const change = (part: Partial<BoardSearch>): void =>
    void navigate({ to: '.', search: without({ ...search, ...part }), resetScroll: false, replace: true })
  const show = (behind: Behind | undefined): void => change({ behind })
  const gone = board.watches.filter(({ state }) => state === 'gone')
  return (
    <>
      <BoardTools range={range} layout={layout} scale={search.scale} nowMs={nowMs} onChange={change} />
      {gone.length > 0 && (
        <Notice look="look">{say('board.gone', { names: words.list(gone.map(({ name }) => name)) })}</Notice>
      )}
      {series.error && <ProblemNotice error={series.error} onAgain={() => void series.refetch()} />}
      {layout === 'columns' && <BoardColumns watchIds={watchIds} />}
      {layout !== 'columns' && series.isLoading && <Skeleton lines={6} />}
      {layout !== 'columns' && series.data && (
        <BoardSeries
          counts={series.data}
          notes={board.annotations}
          layout={layout}
          isShared={search.scale !== 'own'}
          onOpen={show}
        />
      )}
      <Notes on={{ on: 'dashboards', id: board.id }} notes={board.annotations} nowMs={nowMs} />
      {search.behind && (
        <BehindDialog
          label={behindLabel(board, search.behind, words, nowMs)}
          wish={{ watchIds, ...times, behind: search.behind }}
          onClose={() => show(undefined)}
        />
      )}
    </>
  )
}

function behindLabel(
  board: Dashboard,
  behind: Behind,
  words: ReturnType<typeof useReactionWords>,
  nowMs: number,
): string {
  const asked = behind.watches?.split(',') ?? []
  const names = board.watches.filter(({ id }) => asked.includes(id)).map(({ name }) => name)
  return [...names, behindWords(behind, words, nowMs)].join(' · ')
}

/** The address holds only what differs. */
function without(search: BoardSearch): Record<string, unknown> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}
