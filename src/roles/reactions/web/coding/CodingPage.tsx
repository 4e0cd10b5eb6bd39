import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { CodingState } from '#roles/reactions/coding/contract.ts'
import { CodingErrors } from '#roles/reactions/web/coding/CodingErrors.tsx'
import { CodingRun } from '#roles/reactions/web/coding/CodingRun.tsx'
import { codingItemsQuery, codingQuery } from '#roles/reactions/web/data.ts'
import { ReactionsNav } from '#roles/reactions/web/ReactionsNav.tsx'
import { monthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/reactions/web/Reactions.css'

/** The monthly check of the tool: a hundred posts labelled by hand, and how often the tool was right. */
export function CodingPage(): ReactElement {
  const { say } = useReactionWords()
  const navigate = useNavigate()
  const state = useQuery(codingQuery)
  const mayLabel = useMay('triage')
  const [isRunning, setIsRunning] = useState(false)
  usePageTitle(say('nav.coding'))
  useKey('back', isRunning ? () => setIsRunning(false) : () => void navigate({ to: '/reactions' }))
  if (isRunning) return <Running onDone={() => setIsRunning(false)} />
  return (
    <div className="stack wide">
      <header>
        <h1>{say('nav.coding')}</h1>
        <p className="lede">{say('coding.lede')}</p>
        <ReactionsNav current="/reactions/coding" />
      </header>
      {state.error && <ProblemNotice error={state.error} onAgain={() => void state.refetch()} />}
      {state.isPending && <Skeleton lines={3} />}
      {state.data && <ThisMonth state={state.data} mayLabel={mayLabel} onBegin={() => setIsRunning(true)} />}
      {state.data && <CodingErrors state={state.data} />}
    </div>
  )
}

type MonthProps = { state: CodingState; mayLabel: boolean; onBegin: () => void }

function ThisMonth({ state, mayLabel, onBegin }: MonthProps): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const { round } = state
  if (!round) return <NothingDrawn mayLabel={mayLabel} />
  const left = round.posts - round.labelled - round.gone
  return (
    <section className="card pane stack" aria-labelledby="month-title">
      <h2 id="month-title">{say('coding.month', { month: monthWords(round.month, words) })}</h2>
      <p>{say(round.state === 'done' ? 'coding.done' : 'coding.progress', { ...round, left })}</p>
      {round.gone > 0 && <p className="small muted">{say('coding.gone', { count: round.gone })}</p>}
      {round.state === 'open' &&
        (mayLabel ? (
          <div>
            <Button look="primary" onPress={onBegin}>
              {say(round.labelled === 0 ? 'coding.begin' : 'coding.goOn')}
            </Button>
          </div>
        ) : (
          <p className="small muted">{say('coding.mayNot')}</p>
        ))}
    </section>
  )
}

/** Nothing was drawn yet: whoever may label can have it drawn now. */
function NothingDrawn({ mayLabel }: { mayLabel: boolean }): ReactElement {
  const { say } = useReactionWords()
  const queries = useQueryClient()
  const draw = useMutation({
    mutationFn: () => queries.fetchQuery({ ...codingItemsQuery, staleTime: 0 }),
    onSuccess: () => queries.invalidateQueries({ queryKey: codingQuery.queryKey }),
  })
  const action = mayLabel && (
    <Button onPress={() => draw.mutate()} isDisabled={draw.isPending}>
      {say('coding.draw')}
    </Button>
  )
  return (
    <>
      {draw.error && <ProblemNotice error={draw.error} />}
      <Empty why={say('coding.none')} example={say('coding.noneExample')} action={action} />
      <p role="status">{draw.data && !draw.data.round ? say('coding.tooFewYet') : ''}</p>
    </>
  )
}

function Running({ onDone }: { onDone: () => void }): ReactElement {
  const { say } = useReactionWords()
  const items = useQuery(codingItemsQuery)
  return (
    <div className="stack wide">
      <h1>{say('nav.coding')}</h1>
      {items.error && <ProblemNotice error={items.error} onAgain={() => void items.refetch()} />}
      {items.isPending && <Skeleton lines={4} />}
      {items.data && <CodingRun items={items.data.items} onDone={onDone} />}
    </div>
  )
}
