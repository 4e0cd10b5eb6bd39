import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Weighed } from '#roles/early-warning/attention/contract.ts'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { Time } from '#web/parts/Time/Time.tsx'

/** Stories with what became of each, and why. */
export function WeighedList({ of, nowMs }: { of: readonly Weighed[]; nowMs: number }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  return (
    <ul className="weighed">
      {of.map(({ storyId, headline, lang, attention }) => (
        <li key={storyId}>
          {headline === '' ? (
            <span className="muted">{say('attention.gone')}</span>
          ) : (
            <Link to="/now/stories/$id" params={{ id: storyId }} lang={lang}>
              {headline}
            </Link>
          )}
          <span className="small muted">
            <Time at={attention.at} nowMs={nowMs} /> · {say(`attention.severity.${attention.severity}`)} ·{' '}
            {say(`attention.why.${attention.why}`, {
              until: attention.until ? words.when(attention.until, nowMs) : '',
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
