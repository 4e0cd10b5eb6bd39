import { Copy } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useProgramWords } from '#access/web/programs/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

type Copied = 'no' | 'yes' | 'failed'

type Props = {
  /** The secret itself. */
  text: string
  label: string
  copy: string
  copied: string
  onClose: () => void
  /** How it is used. */
  children: ReactNode
}

/** A secret that is shown this once, with a button that copies it and one that says it is kept. */
export function OnceShown({
  text,
  label,
  copy,
  copied: copiedWords,
  onClose,
  children,
}: Props): ReactElement {
  const { say } = useProgramWords()
  const [copied, setCopied] = useState<Copied>('no')
  const copyIt = (): void => {
    // Without https there is no clipboard; then the text field is how it is done.
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    done.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  }
  return (
    <div className="stack">
      <p>{say('made.lede')}</p>
      <TextField
        name="made-secret"
        label={label}
        value={text}
        onChange={() => undefined}
        mono
        lines={2}
        spellCheck={false}
      />
      <p role="status" className="small">
        {copied === 'yes' && copiedWords}
        {copied === 'failed' && say('made.copyFailed')}
      </p>
      {children}
      <div className="answers">
        <Button look="primary" icon={Copy} onPress={copyIt} autoFocus>
          {copy}
        </Button>
        <Button onPress={onClose}>{say('made.done')}</Button>
      </div>
    </div>
  )
}
