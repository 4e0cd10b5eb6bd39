import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { WatchColumn } from '#web/parts/WatchColumn/WatchColumn.tsx'
import { watchesQuery } from '#web/parts/WatchColumn/watch-data.ts'

/** The watches as live columns, in the order they were chosen. */
export function BoardColumns({ watchIds }: { watchIds: readonly string[] }): ReactElement {
  const { say } = useReactionWords()
  const { data, error, refetch } = useQuery(watchesQuery)
  const columns = watchIds.flatMap((id) => data?.watches.filter((watch) => watch.id === id) ?? [])
  return (
    <section className="stack" aria-label={say('area.watches')} data-region>
      <p className="small muted">{say('board.columnsNote')}</p>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      <div className="columns">
        {columns.map((watch) => (
          <WatchColumn key={watch.id} watch={watch} />
        ))}
      </div>
    </section>
  )
}
