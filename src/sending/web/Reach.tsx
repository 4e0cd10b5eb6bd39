import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { DeliveryView } from '#sending/contract.ts'
import type { ReachForm, ReachView } from '#sending/to-many/contract.ts'
import { Answers } from '#sending/web/Answers.tsx'
import { decideReach, reachQuery } from '#sending/web/data.ts'
import { reachNumbers, reachState } from '#sending/web/reaching.ts'
import { useSendingWords, whyWords, type SendingWords } from '#sending/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = { delivery: DeliveryView; about: string }

/** How many subscribers a message has reached, as it goes on, and what somebody may do about it. */
export function Reach({ delivery, about }: Props): ReactElement | null {
  const words = useSendingWords()
  const { data, error, refetch } = useQuery(reachQuery(delivery.id))
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (!data) return null
  return (
    <div className="stack tight reach" role="group" aria-label={words.say('reach.label')}>
      <p>{stateWords(data, words)}</p>
      {data.topics && <p className="small">{topicWords(data.topics, words)}</p>}
      {data.recipients > 0 && <Numbers reach={data} />}
      <Decisions id={delivery.id} reach={data} about={about} />
      <Answers id={delivery.id} reach={data} />
    </div>
  )
}

function stateWords(reach: ReachView, { say, when, zone }: SendingWords): string {
  const { why = '', nextAt } = reach
  const state = reachState(reach)
  if (state === 'none' && reach.topics) return say('reach.noneOfTopics')
  if (state !== 'closed' || nextAt === undefined) return say(`reach.${state === 'closed' ? 'open' : state}`)
  return say('reach.closed', {
    why: whyWords(why, 'wait', say),
    at: `${when(nextAt, Date.now())} ${zone(nextAt)}`,
  })
}

/** Whose number it is: not everybody was meant. */
function topicWords(topics: NonNullable<ReachView['topics']>, { say, tag, locale }: SendingWords): string {
  const any = new Intl.ListFormat(tag, { type: 'disjunction' })
  return say('reach.topics', { topics: any.format(topics.map((names) => names[locale])) })
}

function Numbers({ reach }: { reach: ReachView }): ReactElement {
  const { say, tag } = useSendingWords()
  const { recipients, sent, unknown, ended, isFromRecord } = reach
  const told = { sent, all: recipients }
  return (
    <>
      <progress max={recipients} value={sent} aria-label={say('reach.progress', told)} />
      <dl className="row small">
        {reachNumbers(reach).map(({ name, count }) => (
          <div key={name}>
            <dt>{say(`reach.${name}`)}</dt>
            <dd>{name === 'sent' ? say('reach.of', told) : count.toLocaleString(tag)}</dd>
          </div>
        ))}
      </dl>
      {unknown > 0 && <p className="small muted">{say('reach.unknownWhat')}</p>}
      {ended > 0 && <p className="small muted">{say('reach.ended', { count: ended })}</p>}
      {isFromRecord && <p className="small muted">{say('reach.onRecord')}</p>}
    </>
  )
}

type Does = ReachForm['does']

/** Going on is the answer to a pause and is not asked about; stopping cannot be taken back, so it is. */
function Decisions({
  id,
  reach,
  about,
}: {
  id: string
  reach: ReachView
  about: string
}): ReactElement | null {
  const { say } = useSendingWords()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const decide = useMutation({
    mutationFn: (does: Does) => decideReach(id, { does }),
    onSuccess: (_none, does) => {
      toasts.say({ text: say(`done.${does}`) })
      setAsked(false)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sending'] }),
  })
  const offered = (['go-on', 'stop'] as const).filter((does) => reach.may.includes(does))
  if (offered.length === 0 && !isAsked) return null
  return (
    <>
      {decide.error && !isAsked && <ProblemNotice error={decide.error} />}
      <div className="row acts">
        {offered.map((does) => (
          <Button
            key={does}
            look={does === 'stop' ? 'quiet' : 'plain'}
            label={say('act.name', { act: say(`reach.${does}`), about })}
            isDisabled={decide.isPending}
            onPress={() => (does === 'stop' ? setAsked(true) : decide.mutate(does))}
          >
            {`${say(`reach.${does}`)}${does === 'stop' ? '…' : ''}`}
          </Button>
        ))}
      </div>
      {isAsked && (
        <Dialog title={say('reach.stopAsk')} role="alertdialog" isOpen onClose={() => setAsked(false)}>
          <p>
            <b>{about}</b>
          </p>
          <p>{say('ask.stop')}</p>
          {decide.error && <ProblemNotice error={decide.error} />}
          <div className="answers">
            <Button look="danger" isDisabled={decide.isPending} onPress={() => decide.mutate('stop')}>
              {say('reach.stop')}
            </Button>
            <Button autoFocus onPress={() => setAsked(false)}>
              {say('form.cancel')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
