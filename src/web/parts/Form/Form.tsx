import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Button, type ButtonLook } from '#web/parts/Button/Button.tsx'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import type { Tries } from '#web/parts/Form/use-tries.ts'
import { useWords } from '#web/words.tsx'

type Props = {
  /** What the fields are about, above everything that can go wrong. */
  lede?: ReactNode
  /** The fields; each shows `tries.errorOf` its name. */
  children: ReactNode
  tries: Pick<Tries, 'attempt' | 'errors' | 'next'>
  /** Lists the mistakes at the top and moves the focus there: where more than one field can be wrong. */
  hasSummary?: boolean
  /** What sending does: a mutation. While it runs the button rests; what it was refused for stands above the fields. */
  act: { isPending: boolean; error: Error | null }
  /** What the button says, and how it looks. */
  press: string
  look?: ButtonLook
  icon?: LucideIcon
  /** Called when nothing is wrong. */
  onSubmit: () => void
  /** Missing where there is nothing to go back to. `stay`: its words, where “Cancel” is not enough. */
  onCancel?: () => void
  stay?: string
  /** A name for screen readers, where no heading is its own. */
  label?: string
  className?: string
}

/** Some fields and the one act they are for. Stands in a dialog, a card or a notice, which give it its title. */
export function Form(props: Props): ReactElement {
  const { say } = useWords()
  const { tries, act } = props
  return (
    <form
      className={`stack ${props.className ?? ''}`}
      noValidate
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault()
        if (tries.next()) props.onSubmit()
      }}
    >
      {props.lede}
      {props.hasSummary && <ErrorSummary errors={tries.errors} attempt={tries.attempt} />}
      {act.error && <ProblemNotice error={act.error} />}
      {props.children}
      <div className="row answers">
        <Button
          look={props.look ?? 'primary'}
          type="submit"
          isDisabled={act.isPending}
          {...(props.icon ? { icon: props.icon } : {})}
        >
          {props.press}
        </Button>
        {props.onCancel && <Button onPress={props.onCancel}>{props.stay ?? say('form.cancel')}</Button>}
      </div>
    </form>
  )
}
