import { useEffect, useRef } from 'react'
import type { Queue } from '#roles/faces/questions/contract.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { herald } from '#web/parts/Announcer/announce.ts'

/** Says politely that questions came while somebody works on others. */
export function useNewQuestions(queue: Queue | undefined): void {
  const { say } = useQuestionWords()
  const known = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    if (queue === undefined) return
    const ids = new Set(queue.questions.map(({ id }) => id))
    const before = known.current
    known.current = ids
    if (before === undefined) return
    const count = [...ids].filter((id) => !before.has(id)).length
    if (count > 0) herald.announce(say('liveWords', { count }))
  }, [queue, say])
}
