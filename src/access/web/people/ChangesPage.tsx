import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Proposal } from '#access/people/contract.ts'
import { changeWords } from '#access/web/people/change-words.ts'
import { decide, peopleQuery, proposalsQuery } from '#access/web/people/data.ts'
import { Effects } from '#access/web/people/Effects.tsx'
import { Frame } from '#access/web/people/Frame.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Changes that wait for a second person, and what came of the last ones. */
export function ChangesPage(): ReactElement {
  const { say, rich } = usePeopleWords()
  const { data, error, isPending, refetch } = useQuery(proposalsQuery)
  const open = data?.proposals.filter(({ state }) => state === 'open') ?? []
  const decided = data?.proposals.filter(({ state }) => state !== 'open') ?? []
  return (
    <Frame title={say('nav.changes')} lede={data && rich('changes.lede', { count: open.length })}>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={3} />}
      {data && open.length === 0 && <p className="muted prose">{say('changes.noneExample')}</p>}
      <ul className="team-cards one">
        {open.map((proposal) => (
          <Waiting key={proposal.id} proposal={proposal} />
        ))}
      </ul>
      {decided.length > 0 && (
        <section className="stack">
          <h2>{say('changes.decided')}</h2>
          <ul className="decided">
            {decided.map((proposal) => (
              <Decided key={proposal.id} proposal={proposal} />
            ))}
          </ul>
        </section>
      )}
    </Frame>
  )
}

function useTitle(proposal: Proposal): string {
  const words = usePeopleWords()
  const people = useQuery(peopleQuery).data?.people ?? []
  return changeWords(proposal.change, { words, nameOf: (id) => people.find((one) => one.id === id)?.name })
}

function Waiting({ proposal }: { proposal: Proposal }): ReactElement {
  const { say, locale, day } = usePeopleWords()
  const me = useQuery(sessionQuery).data?.person.id
  const isMine = proposal.by.id === me
  const title = useTitle(proposal)
  return (
    <li className="card pane stack">
      <div>
        <h2>{title}</h2>
        <p className="small muted">
          {say('changes.by', { name: proposal.by.name })}, <Time at={proposal.at} nowMs={Date.now()} /> ·{' '}
          {say('changes.until', { when: day(proposal.endsAt) })}
        </p>
      </div>
      <Effects effects={proposal.effects} />
      {proposal.cannotConfirm && <p className="small">{proposal.cannotConfirm[locale]}</p>}
      <div className="row">
        {!proposal.cannotConfirm && <Decide proposal={proposal} act="confirm" title={title} />}
        {isMine && <Decide proposal={proposal} act="withdraw" title={title} />}
      </div>
    </li>
  )
}

function Decide(props: { proposal: Proposal; act: 'confirm' | 'withdraw'; title: string }): ReactElement {
  const { say } = usePeopleWords()
  const queries = useQueryClient()
  const { act, proposal, title } = props
  const done = useMutation({
    mutationFn: () => decide(proposal.id, act),
    onSuccess: () => toasts.say({ text: say(act === 'confirm' ? 'changes.confirmed' : 'changes.withdrawn') }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] })
      await queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  return (
    <>
      <Button
        look={act === 'confirm' ? 'primary' : 'plain'}
        label={`${say(`changes.${act}`)}: ${title}`}
        isDisabled={done.isPending}
        onPress={() => done.mutate()}
      >
        {say(`changes.${act}`)}
      </Button>
      {done.error && <ProblemNotice error={done.error} />}
    </>
  )
}

function Decided({ proposal }: { proposal: Proposal }): ReactElement {
  const { say } = usePeopleWords()
  const { state, by, decidedBy, decidedAt, endsAt } = proposal
  return (
    <li>
      <b>{useTitle(proposal)}</b>
      <span className="small muted">
        {say('changes.by', { name: by.name })} · {say(`changes.state.${state}`, { name: decidedBy ?? '' })},{' '}
        <Time at={decidedAt ?? endsAt} nowMs={Date.now()} />
      </span>
    </li>
  )
}
