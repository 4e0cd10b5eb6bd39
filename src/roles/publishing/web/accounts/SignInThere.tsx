import { ExternalLink } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { useSignInThere } from '#roles/publishing/web/accounts/use-sign-in-there.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = {
  id: string
  networkName: string
  /** The browser has just come back from the network. */
  isBack: boolean
  /** What came back was asked for, whatever came of it. */
  onTaken: () => void
  onDone: () => void
}

const steps = ['go', 'allow', 'back'] as const

/** Connects by signing in at the network itself: how it goes, the way there, and what came of it on the way back. */
export function SignInThere({ id, networkName: network, isBack, onTaken, onDone }: Props): ReactElement {
  const { say } = useAccountWords()
  const { go, finish } = useSignInThere(id, { onTaken, onDone })
  const asked = useRef(false)
  useEffect(() => {
    if (!isBack || asked.current) return
    asked.current = true
    finish.mutate()
  }, [isBack, finish])
  const isBusy = go.isPending || go.isSuccess || finish.isPending
  const error = go.error ?? finish.error
  return (
    <section className="card pane stack" aria-labelledby="sign-in-there">
      <h2 id="sign-in-there">{say('there.title', { network })}</h2>
      <ol className="guide">
        {steps.map((step) => (
          <li key={step}>{say(`there.steps.${step}`, { network })}</li>
        ))}
      </ol>
      {error && <ProblemNotice error={error} />}
      <div className="row">
        <Button look="primary" icon={ExternalLink} isDisabled={isBusy} onPress={() => go.mutate()}>
          {say('there.press', { network })}
        </Button>
        <span role="status" className="muted">
          {isBusy && say(finish.isPending ? 'connect.pressing' : 'there.going', { network })}
        </span>
      </div>
    </section>
  )
}
