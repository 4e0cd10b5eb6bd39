import type { ReactElement } from 'react'
import type { MyFace } from '#roles/faces/people/contract.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'

/** What one agreed to before, and how it ended. */
export function EarlierConsents({ mine }: { mine: MyFace }): ReactElement | null {
  const { say, when, list } = useDirectoryWords()
  if (mine.earlier.length === 0) return null
  const nowMs = Date.now()
  return (
    <details className="card pane">
      <summary>{say('earlier.title', { count: mine.earlier.length })}</summary>
      <ul className="plain-lines small">
        {mine.earlier.map((one) => (
          <li key={one.id}>
            {say('earlier.line', {
              from: when(one.givenAt, nowMs),
              to: when(one.endedAt, nowMs),
              purposes: list(one.purposes.map((purpose) => say(`purpose.${purpose}.short`))),
              how: say(`earlier.${one.endedHow}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
