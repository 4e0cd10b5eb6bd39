import type { ReactElement } from 'react'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'

const steps = { theirs: ['make', 'paste', 'try'], ours: ['name', 'profile', 'keys'] } as const

/** How connecting goes, before anybody is asked for anything. `isOurs`: no sign-in is made elsewhere, the desk is the server. */
export function ConnectSteps(props: { networkName: string; isOurs?: boolean }): ReactElement {
  const { networkName: network, isOurs = false } = props
  const { say } = useAccountWords()
  return (
    <section className="stack" aria-labelledby="connect-steps">
      <h2 id="connect-steps">{say('connect.steps')}</h2>
      <ol className="guide">
        {steps[isOurs ? 'ours' : 'theirs'].map((step) => (
          <li key={step}>{say(`connect.steps.${step}`, { network })}</li>
        ))}
      </ol>
    </section>
  )
}
