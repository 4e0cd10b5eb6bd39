import { Eye, EyeOff } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '#web/parts/Button/Button.tsx'
import { Frame, wiring, type Common } from '#web/parts/Field/Field.tsx'
import './SecretField.css'

type Props = Common & {
  value: string
  onChange: (value: string) => void
  lengthMax?: number
  /** Names of the button, with what it shows: “Show the access token”. */
  show: string
  hide: string
}

/**
 * One question whose answer nobody should read over a shoulder, with a button that shows it. It is no password of this desk:
 * `one-time-code` keeps browsers and password managers from filling one in, and from keeping what is pasted here.
 */
export function SecretField(props: Props): ReactElement {
  const [isShown, setShown] = useState(false)
  return (
    <Frame {...props}>
      <div className="secret-field">
        <input
          {...wiring(props)}
          className="control mono"
          type={isShown ? 'text' : 'password'}
          value={props.value}
          maxLength={props.lengthMax}
          autoComplete="one-time-code"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          data-1p-ignore
          data-bwignore
          data-lpignore="true"
          onChange={(event) => props.onChange(event.target.value)}
        />
        <Button
          icon={isShown ? EyeOff : Eye}
          label={isShown ? props.hide : props.show}
          onPress={() => setShown(!isShown)}
        />
      </div>
    </Frame>
  )
}
