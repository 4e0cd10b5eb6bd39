import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'
import { previewHold } from '#records/web/data.ts'
import { scopeOf, type HoldDraft } from '#records/web/hold-draft.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** How long somebody must stop typing before it is counted, ms. */
const restMs = 400

/** How many entries a hold would keep, counted while it is filled in. */
export function HoldPreview({ draft }: { draft: HoldDraft }): ReactElement {
  const { say, rich, timeZone } = useRecordsWords()
  const scope = useRested(JSON.stringify(scopeOf(draft, timeZone)))
  const { data, error } = useQuery({
    queryKey: ['records', 'hold-preview', scope],
    queryFn: ({ signal }) => previewHold(JSON.parse(scope) as ReturnType<typeof scopeOf>, signal), // made two lines above
    placeholderData: keepPreviousData,
  })
  if (error) return <ProblemNotice error={error} />
  if (!data) return <Skeleton lines={1} />
  return (
    <Notice live>
      <p>{rich('holds.preview', { covered: data.covered, due: data.due })}</p>
      <p>{say('holds.future')}</p>
      {data.emptied > 0 && <p>{say('holds.previewEmptied', { count: data.emptied })}</p>}
    </Notice>
  )
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
