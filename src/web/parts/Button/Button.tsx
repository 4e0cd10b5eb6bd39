import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { keyDesk, type KeyAction } from '#web/keys.ts'
import { keyWords, useWords } from '#web/words.tsx'
import './Button.css'

/** How much a button asks for attention: one `primary` a screen. */
export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger'

type Props = {
  children?: ReactNode
  look?: ButtonLook
  icon?: LucideIcon
  /** The key that does the same. */
  shortcut?: KeyAction
  /** A name for screen readers when the words on it are not enough. */
  label?: string
  type?: 'button' | 'submit'
  isDisabled?: boolean
  small?: boolean
  lang?: string
  autoFocus?: boolean
  expanded?: boolean
  describedBy?: string
  ref?: Ref<HTMLButtonElement>
  className?: string
  onPress?: () => void
}

/** The one button of the desk. */
export function Button(props: Props): ReactElement {
  const { look = 'plain', icon: Icon, shortcut, children } = props
  return (
    <AriaButton
      ref={props.ref ?? null}
      className={`button ${look} ${props.small ? 'small' : ''} ${children === undefined ? 'bare' : ''} ${props.className ?? ''}`}
      type={props.type ?? 'button'}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(props.label ? { 'aria-label': props.label } : {})}
      {...(props.lang ? { lang: props.lang } : {})}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      {...(props.onPress ? { onPress: props.onPress } : {})}
    >
      {Icon && <Icon className="icon" aria-hidden="true" />}
      {children}
      {shortcut && <Shortcut action={shortcut} />}
    </AriaButton>
  )
}

/** The key of an action, as a keycap; nothing when single keys are off. */
export function Shortcut({ action }: { action: KeyAction }): ReactElement | null {
  const { say } = useWords()
  const key = keyDesk.keyOf(action)
  if (key === undefined) return null
  return <kbd aria-hidden="true">{key.length === 1 ? key.toUpperCase() : keyWords(key, say)}</kbd>
}
