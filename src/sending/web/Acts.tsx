import { useState, type ReactElement } from 'react'
import type { AccountHealth, ActForm, DeliveryView } from '#sending/contract.ts'
import { DecisionDialog } from '#sending/web/DecisionDialog.tsx'
import { isToMany } from '#sending/web/reaching.ts'
import { useDecision } from '#sending/web/use-decision.ts'
import { useSendingWords, type SendingWords } from '#sending/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Does = ActForm['does']

/** In the order of how often each is right. */
const order: readonly Does[] = ['there', 'release', 'again', 'cancel', 'take-down']
const quiet: ReadonlySet<Does> = new Set(['cancel', 'take-down'])

type Props = {
  delivery: DeliveryView
  account: AccountHealth | undefined
  /** A pause would hold it back again at once: letting it go is not offered. */
  isHeld?: boolean
}

/** What this person may do with a delivery. What cannot be taken back, or could say something twice, is asked about first. */
export function Acts({ delivery, account, isHeld = false }: Props): ReactElement | null {
  const { say } = useSendingWords()
  const [asked, setAsked] = useState<Does>()
  const release = useDecision(delivery)
  const offered = order.filter(
    (does) =>
      delivery.may.includes(does) &&
      !(isHeld && does === 'release') &&
      // Mail cannot be called back: telling nobody else is offered beside how many were told.
      !(does === 'take-down' && isToMany(delivery)),
  )
  if (offered.length === 0) return null
  const about = aboutWords(delivery, account, say)
  const press = (does: Does): void => {
    if (does === 'release') release.mutate({ does })
    else setAsked(does)
  }
  return (
    <>
      {release.error && <ProblemNotice error={release.error} />}
      <div className="row acts">
        {offered.map((does) => (
          <Button
            key={does}
            look={quiet.has(does) ? 'quiet' : 'plain'}
            label={say('act.name', { act: actWords(does, delivery.state, say), about })}
            isDisabled={release.isPending}
            onPress={() => press(does)}
          >
            {`${actWords(does, delivery.state, say)}${does === 'release' ? '' : '…'}`}
          </Button>
        ))}
      </div>
      {asked !== undefined && asked !== 'release' && (
        <DecisionDialog {...{ delivery, account, does: asked }} onClose={() => setAsked(undefined)} />
      )}
    </>
  )
}

/** What a button says: the same act is another thing for what is late and for what nobody knows. */
export function actWords(does: Does, state: DeliveryView['state'], say: SendingWords['say']): string {
  if (does === 'cancel') return say(state === 'unconfirmed' ? 'act.leave' : 'act.cancel')
  if (does === 'again') return say(state === 'missed' ? 'act.now' : 'act.again')
  return say(`act.${does}`)
}

/** A delivery in a few words, for those who hear buttons without the row around them. */
export function aboutWords(
  { title, account, language }: Pick<DeliveryView, 'title' | 'account' | 'language'>,
  health: AccountHealth | undefined,
  say: SendingWords['say'],
): string {
  return say('row.about', { title, account: health?.name ?? account, language: language.toUpperCase() })
}
