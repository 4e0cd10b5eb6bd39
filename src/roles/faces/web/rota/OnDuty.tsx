import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { RotaWeek, Slot } from '#roles/faces/rota/contract.ts'
import { useDirectoryWords, type DirectoryWords } from '#roles/faces/web/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Who is on duty now and who comes next, and what nobody covers in the days to come. */
export function OnDuty({ rota }: { rota: RotaWeek }): ReactElement {
  const words = useDirectoryWords()
  const { say, when, list, zone } = words
  const nowMs = Date.parse(rota.at)
  const names = (slots: readonly Slot[]): string => list([...new Set(slots.map(({ name }) => name))])
  return (
    <>
      <section className="card pane on-duty" aria-label={say('rota.nowLabel')}>
        <div>
          <p className="small muted">{say('rota.now')}</p>
          <p className="big">{rota.now.length === 0 ? say('rota.nobody') : names(rota.now)}</p>
          {rota.now.length > 0 && (
            <p>{say('rota.until', { time: lastEnd(rota.now, words, nowMs), zone: zone(nowMs) })}</p>
          )}
        </div>
        <div>
          <p className="small muted">{say('rota.next')}</p>
          <p className="big">{rota.next.length === 0 ? say('rota.noNext') : names(rota.next)}</p>
          {rota.next[0] && (
            <p>{say('rota.from', { time: when(rota.next[0].startsAt, nowMs), zone: zone(nowMs) })}</p>
          )}
        </div>
      </section>
      {rota.gaps.length > 0 && (
        <Notice look="look">
          <h2>{say('rota.gaps', { count: rota.gaps.length })}</h2>
          <ul>
            {rota.gaps.slice(0, 10).map((gap) => (
              <li key={gap.startsAt}>
                {say('rota.gap', {
                  from: when(gap.startsAt, nowMs),
                  to: when(gap.endsAt, Date.parse(gap.startsAt)),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {!rota.hasCover && (
        <p className="muted">
          {say('rota.noCover')} <Link to="/directory/settings">{say('rota.noCoverGo')}</Link>
        </p>
      )}
    </>
  )
}

function lastEnd(slots: readonly Slot[], { when }: DirectoryWords, nowMs: number): string {
  return when(Math.max(...slots.map(({ endsAt }) => Date.parse(endsAt))), nowMs)
}
