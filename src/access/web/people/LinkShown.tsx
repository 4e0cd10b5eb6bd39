import { useNavigate } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Invited } from '#access/people/contract.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

type Copied = 'no' | 'yes' | 'failed'

/** A link that is shown this once: how to hand it over, a button that copies it. */
export function LinkShown({ made, onClose }: { made: Invited; onClose: () => void }): ReactElement {
  const { say, when } = usePeopleWords()
  const navigate = useNavigate()
  const [copied, setCopied] = useState<Copied>('no')
  const { name, id } = made.person
  const copy = (): void => {
    // Without https there is no clipboard; then the text field is how it is done.
    const done = navigator.clipboard?.writeText(made.link) ?? Promise.reject(new Error('no clipboard'))
    done.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  }
  return (
    <div className="stack">
      <p>{say('invite.how', { name, when: when(made.linkEndsAt, Date.now()) })}</p>
      <TextField
        name="invited-link"
        label={say('invite.link')}
        value={made.link}
        onChange={() => undefined}
        mono
        lines={2}
        spellCheck={false}
      />
      <p role="status" className="small">
        {copied === 'yes' && say('invite.copied')}
        {copied === 'failed' && say('invite.copyFailed')}
      </p>
      <div className="answers">
        <Button look="primary" icon={Copy} onPress={copy} autoFocus>
          {say('invite.copy')}
        </Button>
        <Button
          onPress={() => {
            onClose()
            void navigate({ to: '/settings/people/$id', params: { id } })
          }}
        >
          {say('invite.next', { name })}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {say('form.done')}
        </Button>
      </div>
    </div>
  )
}
