import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { keysQuery, makeHook, type MadeAddress } from '#access/web/programs/data.ts'
import { endOf } from '#access/web/programs/key-draft.ts'
import { OnceShown } from '#access/web/programs/OnceShown.tsx'
import { Until } from '#access/web/programs/Until.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { kind: string; onClose: () => void }

/** Makes an address for a program: which, until when; then address and secret, shown this once. */
export function HookDialog({ kind, onClose }: Props): ReactElement {
  const { say } = useProgramWords()
  const [made, setMade] = useState<MadeAddress>()
  return (
    <Dialog
      title={made ? say('hookMade.title', { name: made.hook.name }) : say('hooks.new')}
      role={made ? 'alertdialog' : 'dialog'}
      isOpen
      wide
      onClose={onClose}
    >
      {made ? (
        <Shown made={made} onClose={onClose} />
      ) : (
        <Which kind={kind} onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Which({ kind, onMade, onClose }: Props & { onMade: (made: MadeAddress) => void }): ReactElement {
  const { say } = useProgramWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [days, setDays] = useState(90)
  const tries = useTries({ 'hook-name': name.trim() === '' ? say('new.noName') : undefined })
  const make = useMutation({
    mutationFn: () => {
      const endsAt = new Date(endOf(days, Date.now())).toISOString()
      return makeHook({ name: name.trim(), kind, endsAt })
    },
    onSuccess: async (done) => {
      onMade(done)
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
    },
  })
  return (
    <Form
      lede={kind === 'notice' && <p>{say('hook.kind.notice')}</p>}
      tries={tries}
      act={make}
      press={say('hook.make')}
      onSubmit={() => make.mutate()}
      onCancel={onClose}
    >
      <TextField
        name="hook-name"
        label={say('hook.name')}
        help={say('new.nameHelp')}
        value={name}
        onChange={setName}
        lengthMax={80}
        error={tries.errorOf('hook-name')}
        autoFocus
      />
      <Until days={days} onChange={setDays} />
    </Form>
  )
}

function Shown({ made, onClose }: { made: MadeAddress; onClose: () => void }): ReactElement {
  const { say } = useProgramWords()
  return (
    <OnceShown
      text={made.secret}
      label={say('hookMade.secret')}
      copy={say('hookMade.copy')}
      copied={say('hookMade.copied')}
      onClose={onClose}
    >
      <TextField
        name="hook-address"
        label={say('hookMade.address')}
        value={`${window.location.origin}${made.hook.path}`}
        onChange={() => undefined}
        mono
        spellCheck={false}
      />
      <p>{say('hookMade.how', { example: '{"text": "…", "link": "/now"}' })}</p>
    </OnceShown>
  )
}
