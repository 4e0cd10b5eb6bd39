import type { ReactElement } from 'react'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { Reason } from '#roles/faces/look-alikes/contract.ts'

/** What an account copies, one line each, with the letters that tell. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }): ReactElement {
  const { say } = useRegisterWords()
  return (
    <ul className="reasons" aria-label={say('alike.reasons')}>
      {reasons.map(({ kind, letters, changes }) => (
        <li key={kind}>
          {say(`reason.${kind}`, { count: changes ?? 0 })}
          {letters !== undefined && (
            <>
              {' '}
              <code dir="ltr">{letters}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
