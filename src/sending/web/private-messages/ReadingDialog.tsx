import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { privateMessageLimits, type ReadingAccount } from '#sending/private-messages/contract.ts'
import { privateKey, switchReading } from '#sending/web/private-messages/data.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { networkWord } from '#web/network-word.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { CheckField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Switches reading on, or changes what for and who reads. Nobody is named who does not write for the account. */
export function ReadingDialog({ of, onClose }: { of: ReadingAccount; onClose: () => void }): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  const queries = useQueryClient()
  const { account, name, isOn, candidates = [] } = of
  const [purpose, setPurpose] = useState(of.purpose ?? '')
  const [readers, setReaders] = useState<ReadonlySet<string>>(new Set(of.readers.map(({ id }) => id)))
  const chosen = candidates.filter(({ id }) => readers.has(id))
  const tries = useTries({
    'private-purpose': purpose.trim() === '' ? say('switch.needPurpose') : undefined,
    ...(candidates[0] && {
      [fieldOf(candidates[0].id)]: chosen.length === 0 ? say('switch.needReaders') : undefined,
    }),
  })
  const act = useMutation({
    mutationFn: () =>
      switchReading(account, { on: true, purpose: purpose.trim(), readers: chosen.map(({ id }) => id) }),
    onSuccess: async () => {
      toasts.say({ text: say('switch.done', { name }) })
      onClose()
      await queries.invalidateQueries({ queryKey: privateKey })
    },
  })
  const tick = (id: string, isTicked: boolean): void =>
    setReaders(new Set(isTicked ? [...readers, id] : [...readers].filter((one) => one !== id)))
  return (
    <Dialog title={say(isOn ? 'switch.changeTitle' : 'switch.title', { name })} isOpen onClose={onClose}>
      <Form
        lede={<p>{say('switch.lede', { network: networkWord(of, words) })}</p>}
        tries={tries}
        hasSummary
        act={act}
        press={say(isOn ? 'switch.keep' : 'switch.press')}
        onSubmit={() => act.mutate()}
        onCancel={onClose}
      >
        <TextField
          name="private-purpose"
          label={say('switch.purpose')}
          help={say('switch.purposeHelp')}
          value={purpose}
          onChange={setPurpose}
          lines={2}
          lengthMax={privateMessageLimits.purposeLengthMax}
          error={tries.errorOf('private-purpose')}
          autoFocus
        />
        <fieldset className="stack tight private-readers">
          <legend>{say('switch.readers')}</legend>
          <p className="small muted">{say('switch.readersHelp')}</p>
          {chosen.length === 0 && tries.attempt > 0 && (
            <p className="wrong-words">{say('switch.needReaders')}</p>
          )}
          {candidates.map((one) => (
            <CheckField
              key={one.id}
              name={fieldOf(one.id)}
              label={one.name}
              checked={readers.has(one.id)}
              onChange={(isTicked) => tick(one.id, isTicked)}
            />
          ))}
          {candidates.length === 0 && <p>{say('switch.nobody')}</p>}
        </fieldset>
      </Form>
    </Dialog>
  )
}

function fieldOf(person: string): string {
  return `private-reader-${person}`
}
