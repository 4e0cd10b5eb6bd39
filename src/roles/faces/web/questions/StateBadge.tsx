import type { ReactElement } from 'react'
import type { SessionState } from '#roles/faces/questions/contract.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Readonly<Record<SessionState, BadgeLook>> = {
  announced: 'plain',
  open: 'accent',
  live: 'rising',
  over: 'ok',
  cancelled: 'held',
}

/** Where a session stands, in a word or two. */
export function StateBadge({ state }: { state: SessionState }): ReactElement {
  const { say } = useQuestionWords()
  return <Badge look={looks[state]}>{say(`state.${state}`)}</Badge>
}
