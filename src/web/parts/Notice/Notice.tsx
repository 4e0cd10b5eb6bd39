import { CircleAlert, Info } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { ProblemError } from '#web/client.ts'
import { isPartGone } from '#web/offline/renewed.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useWords } from '#web/words.tsx'
import './Notice.css'

/** A sentence that must not be missed, beside the thing it is about. */
export function Notice(props: {
  look?: 'info' | 'look' | 'danger'
  children: ReactNode
  live?: boolean
}): ReactElement {
  const look = props.look ?? 'info'
  const Icon = look === 'info' ? Info : CircleAlert
  return (
    <div className={`notice ${look}`} role={props.live ? 'status' : undefined}>
      <Icon className="icon" aria-hidden="true" />
      <div className="stack">{props.children}</div>
    </div>
  )
}

/** The sentence for an error, in the reader's language. */
export function useProblemWords(): (error: unknown) => string {
  const { locale, say } = useWords()
  return (error) => {
    if (error instanceof ProblemError) return error.problem[locale]
    return say(isPartGone(error) ? 'error.partGone' : 'error.ours')
  }
}

/** What went wrong with reading something, and a way to try again. */
export function ProblemNotice({ error, onAgain }: { error: unknown; onAgain?: () => void }): ReactElement {
  const { say } = useWords()
  const words = useProblemWords()
  return (
    <Notice look="danger" live>
      <p>{words(error)}</p>
      {onAgain && (
        <div>
          <Button onPress={onAgain}>{say('error.again')}</Button>
        </div>
      )}
    </Notice>
  )
}
