import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { AccountHealth, DeliveryView, Pause } from '#sending/contract.ts'
import { aboutWords } from '#sending/web/Acts.tsx'
import { decide } from '#sending/web/data.ts'
import { DeliveryRow } from '#sending/web/DeliveryRow.tsx'
import { stillHeldBy } from '#sending/web/sorting.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = {
  deliveries: readonly DeliveryView[]
  pauses: readonly Pause[]
  accounts: readonly AccountHealth[]
}

/** What a pause held back: looked at one by one, and let go one by one or as many as were ticked. There is no "all". */
export function HeldList({ deliveries, pauses, accounts }: Props): ReactElement {
  const { say } = useSendingWords()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const free = deliveries.filter((one) => one.may.includes('release') && !stillHeldBy(one, pauses))
  const chosen = free.filter(({ id }) => ticked.has(id))
  const letGo = useLetGo(() => setTicked(new Set()))
  const tick = (id: string, isOn: boolean): void =>
    setTicked(new Set(isOn ? [...ticked, id] : [...ticked].filter((one) => one !== id)))
  return (
    <section className="stack" aria-label={say('held.title')}>
      <header className="stack tight">
        <h2>
          {say('held.title')} <span className="muted">{deliveries.length}</span>
        </h2>
        <p>{say(free.length > 0 ? 'held.lede' : 'held.stillPaused')}</p>
      </header>
      {letGo.data !== undefined && letGo.data.failed > 0 && (
        <Notice look="look" live>
          <p>{say('held.someFailed', letGo.data)}</p>
        </Notice>
      )}
      <ul className="deliveries card">
        {deliveries.map((one) => {
          const account = accounts.find((health) => health.account === one.account)
          return (
            <DeliveryRow
              key={one.id}
              delivery={one}
              account={account}
              isHeld={stillHeldBy(one, pauses) !== undefined}
              box={
                free.includes(one) && (
                  <input
                    type="checkbox"
                    className="tick"
                    aria-label={say('held.tick', { about: aboutWords(one, account, say) })}
                    checked={ticked.has(one.id)}
                    onChange={(event) => tick(one.id, event.target.checked)}
                  />
                )
              }
            />
          )
        })}
      </ul>
      {free.length > 1 && (
        <div className="row">
          <Button
            look="primary"
            isDisabled={chosen.length === 0 || letGo.isPending}
            onPress={() => letGo.mutate(chosen)}
          >
            {say('held.letGo', { count: chosen.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Lets the chosen ones go, one after the other; those that could not are counted, and the list shows why. */
function useLetGo(after: () => void) {
  const { say } = useSendingWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (chosen: readonly DeliveryView[]) => {
      let failed = 0
      for (const { id } of chosen) await decide(id, { does: 'release' }).catch(() => (failed += 1))
      return { count: chosen.length - failed, failed }
    },
    onSuccess: ({ count }) => {
      if (count > 0) toasts.say({ text: say('held.done', { count }) })
      after()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sending'] }),
  })
}
