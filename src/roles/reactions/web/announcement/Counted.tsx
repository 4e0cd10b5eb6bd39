import type { ReactElement } from 'react'
import { useReactionWords } from '#roles/reactions/web/words.ts'

/** A number that opens the posts it was made from, where they are still kept. */
export function Counted({
  count,
  onOpen,
  what,
}: {
  count: number
  onOpen: (() => void) | undefined
  /** What is counted, for those who only hear the link. */
  what: string
}): ReactElement {
  const { number, say } = useReactionWords()
  if (!onOpen || count === 0) return <b>{number(count)}</b>
  return (
    <button
      type="button"
      className="opener"
      onClick={onOpen}
      aria-label={say('counted.open', { count, what })}
    >
      {number(count)}
    </button>
  )
}
