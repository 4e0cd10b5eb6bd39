import type { ReactElement, ReactNode } from 'react'
import { ConnectSteps } from '#roles/publishing/web/accounts/ConnectSteps.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'

/** The other way to connect, for whoever has keys of their own: closed until somebody wants it. */
export function ByPastedKeys(props: { networkName: string; children: ReactNode }): ReactElement {
  const { say } = useAccountWords()
  return (
    <details className="by-keys">
      <summary>{say('connect.byKeys', { network: props.networkName })}</summary>
      <div className="stack">
        <ConnectSteps networkName={props.networkName} />
        {props.children}
      </div>
    </details>
  )
}
