import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { secondMs } from '#kernel/time.ts'
import { sessionQuery } from '#web/client.ts'
import { usePageTitle } from '#web/page-title.ts'
import { usePageWords } from '#web/pages/words.ts'

/** How often somebody who may do nothing yet looks whether that has changed. */
const lookEveryMs = 10 * secondMs

/** Where somebody lands who has come in and is in no team yet. The desk opens by itself once they are. */
export function NothingYet(): ReactElement {
  const { say } = usePageWords()
  useQuery({ ...sessionQuery, refetchInterval: lookEveryMs })
  usePageTitle(say('nothingYet.title'))
  return (
    <div className="stack prose">
      <h1>{say('nothingYet.title')}</h1>
      <p className="lede">{say('nothingYet.why')}</p>
      <p>{say('nothingYet.then')}</p>
    </div>
  )
}
