import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useMay } from '#web/desk.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { WatchColumn } from '#web/parts/WatchColumn/WatchColumn.tsx'
import { watchesQuery } from '#web/parts/WatchColumn/watch-data.ts'
import { useWords } from '#web/words.tsx'
import './WatchColumns.css'

/** The watches that have a column, side by side, one to four. */
export function WatchColumns(): ReactElement | null {
  const { say } = useWords()
  const mayWatch = useMay('watch')
  const { data, error, refetch } = useQuery(watchesQuery)
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (!data) return null
  const columns = data.watches
    .filter((watch) => watch.state === 'live' && watch.column !== undefined)
    .toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
  return (
    <section className="columns-box" aria-label={say('area.watches')} data-region>
      {columns.length === 0 ? (
        <Empty
          why={say('watches.none')}
          example={say('watches.noneExample')}
          {...(mayWatch
            ? {
                action: (
                  <Link className="button" to="/now/watches/new">
                    {say('watch.new')}
                  </Link>
                ),
              }
            : {})}
        />
      ) : (
        <div className="columns">
          {columns.map((watch) => (
            <WatchColumn key={watch.id} watch={watch} />
          ))}
        </div>
      )}
    </section>
  )
}
