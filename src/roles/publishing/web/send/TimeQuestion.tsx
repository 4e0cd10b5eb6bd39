import type { ReactElement } from 'react'
import type { TimeQuestion as Asked } from '#roles/publishing/web/send/wall.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { momentIn } from '#sending/web/times.ts'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = {
  question: Asked
  zone: string
  /** One of the two moments is meant. */
  onWhich: (which: 'first' | 'second') => void
  /** The moment of the jump will do; it goes into the fields. */
  jumpTo: (at: string) => void
}

/** What the server asked: which of two moments is meant, or whether the moment of the jump will do. */
export function TimeQuestion({ question, zone, onWhich, jumpTo }: Props): ReactElement {
  const { say, tag } = useSendWords()
  const [first = '', second = ''] = question.times
  const words = (at: string): string => momentIn(at, { tag, timeZone: zone })
  if (question.kind === 'jumped')
    return (
      <div className="row" role="group" aria-label={say('which.jumped')}>
        <Button autoFocus onPress={() => jumpTo(first)}>
          {say('which.take', { at: words(first) })}
        </Button>
      </div>
    )
  return (
    <div className="row" role="group" aria-label={say('which.twice')}>
      <Button autoFocus onPress={() => onWhich('first')}>
        {say('which.first', { at: words(first) })}
      </Button>
      <Button onPress={() => onWhich('second')}>{say('which.second', { at: words(second) })}</Button>
    </div>
  )
}
