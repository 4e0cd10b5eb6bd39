import type { ReactElement } from 'react'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'

const steps = ['make', 'paste', 'try'] as const

/** How connecting goes, before anybody is asked for anything. */
export function ConnectSteps({ networkName }: { networkName: string }): ReactElement {
  const { say } = useAccountWords()
  return (
    <section className="stack" aria-labelledby="connect-steps">
      <h2 id="connect-steps">{say('connect.steps')}</h2>
      <ol className="guide">
        {steps.map((step) => (
          <li key={step}>{say(`connect.steps.${step}`, { network: networkName })}</li>
        ))}
      </ol>
    </section>
  )
}
