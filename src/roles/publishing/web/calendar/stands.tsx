import {
  Check,
  CircleCheck,
  Clock,
  Hourglass,
  Pause,
  PencilLine,
  Send,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'
import type { Stands } from '#roles/publishing/calendar/contract.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Readonly<Record<Stands, { icon: LucideIcon; look: BadgeLook }>> = {
  meant: { icon: PencilLine, look: 'plain' },
  asked: { icon: Hourglass, look: 'plain' },
  approved: { icon: CircleCheck, look: 'accent' },
  needed: { icon: Hourglass, look: 'rising' },
  scheduled: { icon: Clock, look: 'accent' },
  held: { icon: Pause, look: 'held' },
  going: { icon: Send, look: 'accent' },
  out: { icon: Check, look: 'ok' },
  down: { icon: Undo2, look: 'plain' },
  trouble: { icon: TriangleAlert, look: 'danger' },
}

/** Where an entry stands, in words. */
export function StandsBadge({ stands }: { stands: Stands }): ReactElement {
  const { say } = useCalendarWords()
  return <Badge look={looks[stands].look}>{say(`stands.${stands}`)}</Badge>
}

/** The same where there is no room: a sign, with the words for those who do not see it. */
export function StandsSign({ stands }: { stands: Stands }): ReactElement {
  const { say } = useCalendarWords()
  const { icon: Icon } = looks[stands]
  return (
    <>
      <Icon className="icon" aria-hidden="true" />
      <span className="unseen">{say(`stands.${stands}`)}.</span>
    </>
  )
}
