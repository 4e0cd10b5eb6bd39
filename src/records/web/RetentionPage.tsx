import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ClockCards } from '#records/web/ClockCards.tsx'
import { retentionQuery } from '#records/web/data.ts'
import { NextNightCard } from '#records/web/NextNightCard.tsx'
import { RecordsNav } from '#records/web/RecordsNav.tsx'
import { ScheduleList } from '#records/web/ScheduleList.tsx'
import { useRecordsWords } from '#records/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** How long everything is kept, on one page: the three clocks, what goes the next night, and each kind of record. */
export function RetentionPage(): ReactElement {
  const { say } = useRecordsWords()
  const { data, error, refetch } = useQuery(retentionQuery)
  usePageTitle(say('records.toRetention'))
  return (
    <div className="stack wide records">
      <header className="stack">
        <div>
          <h1>{say('records.toRetention')}</h1>
          <p className="lede">{say('retention.lede')}</p>
        </div>
        <RecordsNav />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <>
          <ClockCards retention={data} />
          <NextNightCard disposal={data.disposal} />
          <ScheduleList schedules={data.schedules} />
        </>
      )}
    </div>
  )
}
