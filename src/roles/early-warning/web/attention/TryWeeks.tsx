import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { TryResult, TryState, WouldHaveRisen } from '#roles/early-warning/trying/contract.ts'
import { beginTrial, stopTrial, trialState } from '#roles/early-warning/web/attention/data.ts'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { span } from '#roles/early-warning/web/story-words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PostItem } from '#web/parts/Post/PostItem.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import './Attention.css'

const weekChoices = [1, 2, 4, 8]
const askEveryMs = 400

/** How often a rule would have interrupted in stored weeks, with its posts. */
export function TryWeeks({ rule }: { rule: string }): ReactElement {
  const { say } = useAttentionWords()
  const [weeks, setWeeks] = useState('4')
  const [id, setId] = useState<string>()
  const begin = useMutation({
    mutationFn: () => beginTrial(rule.trim(), Number(weeks)),
    onSuccess: (state) => setId(state.id),
  })
  const trial = useQuery({
    queryKey: ['watch-trial', id],
    queryFn: ({ signal }) => trialState(id ?? '', signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : askEveryMs),
  })
  const isRunning =
    id !== undefined && (trial.data === undefined || trial.data.state === 'running') && !trial.error
  return (
    <section className="card pane trial stack">
      <h2>{say('attention.weeks.title')}</h2>
      <p className="small muted">{say('attention.weeks.what')}</p>
      <div className="row end-line">
        <SelectField
          name="trial-weeks"
          label={say('attention.try.weeks')}
          value={weeks}
          onChange={setWeeks}
          options={weekChoices.map((count) => ({
            value: String(count),
            label: say('attention.try.weeksChoice', { count }),
          }))}
        />
        <Button
          onPress={() => begin.mutate()}
          isDisabled={rule.trim() === '' || begin.isPending || isRunning}
        >
          {say('attention.weeks.go')}
        </Button>
        {isRunning && (
          <Button look="quiet" onPress={() => void stopTrial(id).then(() => trial.refetch())}>
            {say('attention.weeks.stop')}
          </Button>
        )}
      </div>
      {isRunning && <Running state={trial.data} />}
      <div role="status" className="stack">
        {(begin.error ?? trial.error) && <ProblemNotice error={begin.error ?? trial.error} />}
        {trial.data && !isRunning && <Ended state={trial.data} />}
      </div>
    </section>
  )
}

function Running({ state }: { state: TryState | undefined }): ReactElement {
  const words = useAttentionWords()
  const done = state?.state === 'running' ? state.doneShareOf1 : 0
  const label = words.say('attention.weeks.running', { share: words.percent(done) })
  return (
    <p>
      <progress max={1} value={done} aria-label={label} /> <span className="small muted">{label}</span>
    </p>
  )
}

function Ended({ state }: { state: TryState }): ReactElement | null {
  const { say } = useAttentionWords()
  if (state.state === 'done') return <Result result={state.result} />
  if (state.state === 'running') return null
  return <Notice look="look">{say(`attention.weeks.${state.state}`)}</Notice>
}

function Result({ result }: { result: TryResult }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  const nowMs = Date.now()
  const { matched, stored, heard, risenInAll } = result
  return (
    <>
      <p className="big">
        {words.rich('attention.weeks.would', {
          count: result.interruptions,
          since: words.when(result.since, nowMs),
        })}
      </p>
      <p>{say('attention.weeks.risen', { inAll: risenInAll })}</p>
      <p className="small muted">{say('attention.weeks.stored', { matched, stored, heard })}</p>
      {result.isCut && <Notice look="look">{say('attention.weeks.cut')}</Notice>}
      <p className="small muted">
        <CoverageWords note={result.coverage} />
      </p>
      <ol className="risen">
        {result.risen.map((risen) => (
          <RisenItem key={risen.at} risen={risen} nowMs={nowMs} />
        ))}
      </ol>
    </>
  )
}

function RisenItem({ risen, nowMs }: { risen: WouldHaveRisen; nowMs: number }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  return (
    <li>
      <p className="row">
        <b>
          <Time at={risen.at} nowMs={nowMs} />
        </b>
        <Badge look={risen.interrupts ? 'rising' : 'plain'}>
          {say(risen.interrupts ? 'attention.weeks.interrupts' : 'attention.weeks.waits')}
        </Badge>
        <span className="small muted">
          {say('attention.weeks.facts', {
            posts: risen.posts,
            people: risen.authors,
            span: span(risen.windowMin, words),
            usual: words.number(risen.usual, 1),
          })}
        </span>
      </p>
      <p className="small">
        {risen.story ? (
          <>
            {say('attention.weeks.known')}{' '}
            <Link to="/now/stories/$id" params={{ id: risen.story.id }} lang={risen.story.lang}>
              {risen.story.headline}
            </Link>
          </>
        ) : (
          say('attention.weeks.new')
        )}
      </p>
      <ol className="post-list">
        {risen.samples.map((post) => (
          <li key={post.id}>
            <PostItem post={post} nowMs={nowMs} />
          </li>
        ))}
      </ol>
    </li>
  )
}
