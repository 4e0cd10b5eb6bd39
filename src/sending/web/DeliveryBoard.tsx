import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { DeliveryView } from '#sending/contract.ts'
import { boardQuery, itemQuery, stateQuery } from '#sending/web/data.ts'
import { DeliveryRow } from '#sending/web/DeliveryRow.tsx'
import { stillHeldBy } from '#sending/web/sorting.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import './Sending.css'

/** Everything that was put into the outbox of one item, each with what may be done; nothing where nothing was. */
export function DeliveryBoard({ item }: { item: string }): ReactElement | null {
  const { say } = useSendingWords()
  const { data, error, refetch } = useQuery(itemQuery(item))
  const accounts = useQuery(boardQuery).data?.accounts ?? []
  const pauses = useQuery(stateQuery).data?.pauses ?? []
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (!data || data.deliveries.length === 0) return null
  const isOver = ({ state }: DeliveryView): boolean => state === 'cancelled'
  const inOrder = [...data.deliveries.filter((one) => !isOver(one)), ...data.deliveries.filter(isOver)]
  return (
    <section className="stack tight" aria-label={say('board.title')}>
      <h3>{say('board.title')}</h3>
      <ul className="deliveries">
        {inOrder.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            account={accounts.find(({ account }) => account === delivery.account)}
            isHeld={stillHeldBy(delivery, pauses) !== undefined}
            hasTitle={false}
          />
        ))}
      </ul>
    </section>
  )
}
