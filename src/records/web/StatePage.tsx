import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ArchiveState } from '#records/contract.ts'
import { checkEverything, stateQuery } from '#records/web/data.ts'
import { FindingNotice } from '#records/web/FindingNotice.tsx'
import { RecordsNav } from '#records/web/RecordsNav.tsx'
import { whenWords } from '#records/web/when.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** How often the progress of a check is asked for, ms. */
const askEveryMs = 1000

/** How the archive stands: its length, its newest signed head, its key, and a check of everything. */
export function StatePage(): ReactElement {
  const { say } = useRecordsWords()
  const { data, error, refetch } = useQuery({
    ...stateQuery,
    refetchInterval: ({ state }) => (isRunning(state.data) ? askEveryMs : false),
  })
  usePageTitle(say('records.toState'))
  return (
    <div className="stack wide records">
      <header className="stack">
        <div>
          <h1>{say('records.toState')}</h1>
          <p className="lede">{say('state.lede')}</p>
        </div>
        <RecordsNav />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data ? <State state={data} /> : !error && <Skeleton lines={5} />}
    </div>
  )
}

function isRunning(state: ArchiveState | undefined): boolean {
  return state?.check !== undefined && state.check.endedAt === undefined
}

function State({ state }: { state: ArchiveState }): ReactElement {
  return (
    <>
      {state.check?.finding && <FindingNotice finding={state.check.finding} at={state.check.endedAt} />}
      <Figures state={state} />
      <div className="record-pair">
        <Check state={state} />
        <SigningKey fingerprint={state.fingerprint} />
      </div>
    </>
  )
}

function Figures({ state: { entries, lastHead, check } }: { state: ArchiveState }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const when = (at: string): string => whenWords(at, Date.now(), words)
  const signed = lastHead && say('state.signedAt', { seq: lastHead.seq, when: when(lastHead.at) })
  return (
    <dl className="card pane record-figures">
      <div>
        <dt>{say('state.entries')}</dt>
        <dd>{words.number(entries)}</dd>
      </div>
      <div>
        <dt>{say('state.signed')}</dt>
        <dd>{signed ?? say('state.never')}</dd>
      </div>
      <div>
        <dt>{say('state.checked')}</dt>
        <dd>{check?.endedAt === undefined ? say('state.never') : when(check.endedAt)}</dd>
      </div>
    </dl>
  )
}

function Check({ state }: { state: ArchiveState }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const queries = useQueryClient()
  const ask = useMutation({
    mutationFn: checkEverything,
    onSuccess: (now) => queries.setQueryData(stateQuery.queryKey, now),
  })
  const { check } = state
  const runs = isRunning(state)
  return (
    <section className="card pane stack">
      <h2>{say('state.checkTitle')}</h2>
      <p>{say('state.checkWhat')}</p>
      {ask.error && <ProblemNotice error={ask.error} />}
      <div role="status">
        {check && runs && (
          <div className="stack">
            <p>{say('state.checking', { done: check.done, total: check.total })}</p>
            <progress
              className="record-progress"
              max={Math.max(check.total, 1)}
              value={check.done}
              aria-hidden="true"
            />
          </div>
        )}
        {check?.endedAt !== undefined && check.finding === undefined && (
          <p className="record-ok">
            <ShieldCheck className="icon" aria-hidden="true" />
            <span>
              {say('state.fine', { count: check.total, when: whenWords(check.endedAt, Date.now(), words) })}
            </span>
          </p>
        )}
      </div>
      <div>
        <Button look="primary" onPress={() => ask.mutate()} isDisabled={runs || ask.isPending}>
          {say('state.check')}
        </Button>
      </div>
    </section>
  )
}

function SigningKey({ fingerprint }: { fingerprint: string }): ReactElement {
  const { say } = useRecordsWords()
  // In groups, so that two people can read it to each other.
  const groups = fingerprint.match(/.{1,8}/g) ?? []
  return (
    <section className="card pane stack">
      <h2>{say('state.keyTitle')}</h2>
      <p>{say('state.keyWhat')}</p>
      <p className="record-fingerprint">
        <span className="unseen">{say('state.fingerprint')}</span>
        {groups.map((group, place) => (
          <code key={place}>{group}</code>
        ))}
      </p>
      <h3>{say('state.public')}</h3>
      <p>{say('state.publicWhat')}</p>
      <p>
        <a href="/records">{say('state.toPublic')}</a>
      </p>
    </section>
  )
}
