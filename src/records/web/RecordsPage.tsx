import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { recordPage } from '#records/web/data.ts'
import { queryOf } from '#records/web/days.ts'
import { EntryLine } from '#records/web/EntryLine.tsx'
import { RecordsNav } from '#records/web/RecordsNav.tsx'
import { SearchForm } from '#records/web/SearchForm.tsx'
import { useRecordsWords } from '#records/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** The archive as a list, newest first, with what is looked for above it. */
export function RecordsPage(): ReactElement {
  const { say } = useRecordsWords()
  const search = useSearch({ from: '/settings/records' })
  usePageTitle(say('records.title'))
  return (
    <div className="stack wide records">
      <header className="stack">
        <div>
          <h1>{say('records.title')}</h1>
          <p className="lede">{say('records.lede')}</p>
        </div>
        <RecordsNav />
      </header>
      <SearchForm key={JSON.stringify(search)} />
      <EntryList />
    </div>
  )
}

function EntryList(): ReactElement {
  const { say, timeZone } = useRecordsWords()
  const search = useSearch({ from: '/settings/records' })
  const pages = useInfiniteQuery({
    queryKey: ['records', 'list', search, timeZone],
    queryFn: ({ pageParam, signal }) => recordPage(queryOf(search, timeZone), pageParam, { signal }),
    initialPageParam: undefined as number | undefined, // the first page has none
    getNextPageParam: (page) => page.before,
  })
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  if (pages.error) return <ProblemNotice error={pages.error} onAgain={() => void pages.refetch()} />
  if (pages.isPending) return <Skeleton lines={6} />
  if (entries.length === 0)
    return (
      <Empty
        why={say('records.none')}
        example={say('records.noneExample')}
        action={
          <Link className="button" to="/settings/records">
            {say('records.showAll')}
          </Link>
        }
      />
    )
  return (
    <>
      <ol className="card record-list" aria-label={say('records.list')}>
        {entries.map((entry) => (
          <EntryLine key={entry.seq} entry={entry} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <div>
          <Button onPress={() => void pages.fetchNextPage()} isDisabled={pages.isFetchingNextPage}>
            {say('records.older')}
          </Button>
        </div>
      )}
    </>
  )
}
