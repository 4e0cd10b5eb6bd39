import type { ReactElement } from 'react'
import type { RotaWeek, Swap } from '#roles/faces/rota/contract.ts'
import { answerSwap } from '#roles/faces/web/data.ts'
import { useRotaAct } from '#roles/faces/web/rota/use-rota-act.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Swaps that wait for an answer: those asked of the reader first. Nothing where there are none. */
export function Swaps({ rota }: { rota: RotaWeek }): ReactElement | null {
  const { say } = useDirectoryWords()
  if (rota.swaps.length === 0) return null
  const isForMe = ({ to }: Swap): boolean => to.id === rota.me
  return (
    <section className="card pane stack" aria-labelledby="swaps-title">
      <h2 id="swaps-title">{say('swaps.title', { count: rota.swaps.length })}</h2>
      <ul className="plain-lines">
        {rota.swaps
          .toSorted((a, b) => Number(isForMe(b)) - Number(isForMe(a)))
          .map((swap) => (
            <SwapLine key={swap.id} swap={swap} rota={rota} />
          ))}
      </ul>
    </section>
  )
}

function SwapLine({ swap, rota }: { swap: Swap; rota: RotaWeek }): ReactElement {
  const { say, when, time } = useDirectoryWords()
  const nowMs = Date.parse(rota.at)
  const answer = useRotaAct((said: 'accept' | 'decline' | 'withdraw') => answerSwap(swap.id, said), {
    said: say('swaps.answered'),
  })
  return (
    <li className="stack">
      <p>
        {say('swaps.line', {
          from: swap.from.name,
          to: swap.to.name,
          starts: when(swap.startsAt, nowMs),
          ends: time(swap.endsAt),
        })}
      </p>
      {swap.note !== '' && <p className="muted">{say('swaps.note', { note: swap.note })}</p>}
      {answer.error && <ProblemNotice error={answer.error} />}
      {swap.to.id === rota.me && (
        <div className="row">
          <Button look="primary" onPress={() => answer.mutate('accept')} isDisabled={answer.isPending}>
            {say('swaps.accept')}
          </Button>
          <Button onPress={() => answer.mutate('decline')} isDisabled={answer.isPending}>
            {say('swaps.decline')}
          </Button>
        </div>
      )}
      {swap.from.id === rota.me && (
        <div>
          <Button onPress={() => answer.mutate('withdraw')} isDisabled={answer.isPending}>
            {say('swaps.withdraw')}
          </Button>
        </div>
      )}
    </li>
  )
}
