import { Search } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useLookAlikes } from '#roles/faces/web/register/data.ts'
import { whyWords } from '#roles/faces/web/register/why-words.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { LookAlikeList, NamesOf } from '#roles/faces/look-alikes/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Looks in the month with the most weeks. */
const looksInMonth = 5

/** Likely names of impostors on networks that take money for what they show: what it costs, whether it is on, how it went. */
export function NamesCards({ list }: { list: LookAlikeList }): ReactElement | null {
  const { say } = useRegisterWords()
  const networks = [...new Set(list.names.map(({ networkName }) => networkName))]
  if (list.names.length === 0) return null
  return (
    <section className="stack" aria-labelledby="names">
      <h2 id="names">{say('names.title')}</h2>
      {list.isDaily ? (
        networks.map((network) => <p key={network}>{say('names.lede', { network })}</p>)
      ) : (
        <p>{say('names.ledePractice')}</p>
      )}
      {list.names.map((of) => (
        <NamesCard key={of.account.id} of={of} list={list} />
      ))}
    </section>
  )
}

function NamesCard({ of, list }: { of: NamesOf; list: LookAlikeList }): ReactElement {
  const { say } = useRegisterWords()
  const money = useMoney()
  const { account, networkName: network, names, mostMillidollars, isOn } = of
  const id = `names-${account.id}`
  return (
    <section className="card pane stack" aria-labelledby={id}>
      <h3 id={id}>{say('names.of', { name: account.name, network })}</h3>
      <p>
        <bdi>{account.handle}</bdi>
      </p>
      <p>{say('names.cost', { count: names, most: money(mostMillidollars), network })}</p>
      <Standing of={of} isDaily={list.isDaily} />
      {of.looked !== undefined && <LastLook looked={of.looked} />}
      {isOn && of.nextAt !== undefined && (
        <p className="small muted">
          {say('names.next')} <Time at={of.nextAt} nowMs={Date.now()} />
        </p>
      )}
      {list.mayDecide && <Acts of={of} isDaily={list.isDaily} />}
    </section>
  )
}

function Standing({ of, isDaily }: { of: NamesOf; isDaily: boolean }): ReactElement {
  const { say, day } = useRegisterWords()
  const { isOn, changed } = of
  if (changed === undefined) return <p className="muted">{say('names.off')}</p>
  const by = { name: changed.by, day: day(changed.at) }
  if (!isOn) return <p className="muted">{say('names.offBy', by)}</p>
  return <p>{say(isDaily ? 'names.on' : 'names.onAsk', by)}</p>
}

function LastLook({ looked }: { looked: NonNullable<NamesOf['looked']> }): ReactElement {
  const { say } = useRegisterWords()
  const { state, why, names, candidates, isWhole, at } = looked
  const words =
    state === 'done'
      ? say('names.done', { count: names, found: candidates })
      : say('names.unanswered', { why: say(whyWords(why)) })
  return (
    <p>
      {say('names.last')} <Time at={at} nowMs={Date.now()} /> · {words}
      {state === 'done' && !isWhole && ` ${say('names.notWhole')}`}
    </p>
  )
}

function Acts({ of, isDaily }: { of: NamesOf; isDaily: boolean }): ReactElement {
  const { say } = useRegisterWords()
  const money = useMoney()
  const [asks, setAsks] = useState(false)
  const look = useLookAlikes(() => toasts.say({ text: say('names.looked') }))
  const turn = useLookAlikes(() => {
    toasts.say({ text: say(of.isOn ? 'names.isOff' : 'names.isOn') })
    setAsks(false)
  })
  const { id } = of.account
  return (
    <>
      {look.error && <ProblemNotice error={look.error} />}
      {turn.error && !asks && <ProblemNotice error={turn.error} />}
      <div className="row acts">
        {of.isOn ? (
          <>
            <Button
              icon={Search}
              isDisabled={look.isPending}
              onPress={() => look.mutate({ does: 'look-names', id })}
            >
              {look.isPending
                ? say('names.looking')
                : say('names.lookNow', { most: money(of.mostMillidollars) })}
            </Button>
            <Button
              isDisabled={turn.isPending}
              onPress={() => turn.mutate({ does: 'names', id, isOn: false })}
            >
              {say('names.turnOff')}
            </Button>
          </>
        ) : (
          <Button icon={Search} onPress={() => setAsks(true)}>
            {say('names.turnOn')}
          </Button>
        )}
      </div>
      {asks && (
        <Dialog title={say('names.askTitle')} isOpen onClose={() => setAsks(false)}>
          <p>
            {say('names.cost', {
              ...{ count: of.names, most: money(of.mostMillidollars), network: of.networkName },
            })}
          </p>
          <p>
            {isDaily
              ? say('names.askWeekly', { month: money(looksInMonth * of.mostMillidollars) })
              : say('names.practice')}
          </p>
          {turn.error && <ProblemNotice error={turn.error} />}
          <div className="row answers">
            <Button
              look="primary"
              isDisabled={turn.isPending}
              onPress={() => turn.mutate({ does: 'names', id, isOn: true })}
            >
              {say('names.askDo')}
            </Button>
            <Button onPress={() => setAsks(false)}>{say('form.cancel')}</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

function useMoney(): (millidollars: number) => string {
  const { tag } = useRegisterWords()
  return (millidollars) => (millidollars / 1000).toLocaleString(tag, { style: 'currency', currency: 'USD' })
}
