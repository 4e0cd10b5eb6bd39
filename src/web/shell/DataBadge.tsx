import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { Coverage } from '#listening/contract.ts'
import { coverageQuery } from '#web/client.ts'
import { useLiveState } from '#web/desk.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'
import { useWords, type Words } from '#web/words.tsx'

/** Whether what is on screen is live, recorded or practice, paused or stale: never in doubt. */
export function DataBadge(): ReactElement {
  const words = useWords()
  const live = useLiveState()
  const { data: coverage } = useQuery(coverageQuery)
  const stale = live.link === 'stale'
  const mode = coverage
    ? modeWords(coverage, words)
    : { look: 'held' as const, text: words.say('badge.connecting') }
  return (
    <span className="data-badge" role="group" aria-label={words.say('badge.label')}>
      <Badge look={stale ? 'held' : mode.look}>{mode.text}</Badge>
      {live.paused && <Badge look="held">{words.say('badge.paused')}</Badge>}
      {stale && <StaleBadge lastAtMs={live.lastAtMs} />}
    </span>
  )
}

const lookAgainMs = 15 * secondMs

/** How old what is on screen is, counted on our own clock: the stream's clock stands still with the line. */
function StaleBadge({ lastAtMs }: { lastAtMs: number | undefined }): ReactElement {
  const { say } = useWords()
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), lookAgainMs)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.floor((nowMs - (lastAtMs ?? nowMs)) / minuteMs)
  return (
    <Badge look="rising">
      {lastAtMs === undefined ? say('badge.noLine') : say('badge.stale', { minutes })}
    </Badge>
  )
}

function modeWords(coverage: Coverage, words: Words): { look: BadgeLook; text: string } {
  const { mode, speed, streamNow } = coverage
  if (mode === 'live') return { look: 'live', text: words.say('badge.live') }
  const pace = paceWords(speed, words)
  if (mode === 'practice') return { look: 'practice', text: words.say('badge.practice', { pace }).trim() }
  return { look: 'practice', text: words.say('badge.replay', { pace, day: words.day(streamNow) }) }
}

function paceWords(speed: Coverage['speed'], words: Words): string {
  if (speed === 'max') return words.say('badge.fullSpeed')
  return speed === undefined || speed === 1 ? '' : `×${words.number(speed, 1)}`
}
