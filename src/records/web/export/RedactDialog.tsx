import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EyeOff } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { reasonNames, redactionReasons, type RedactionInput } from '#records/export/contract.ts'
import { blackOut } from '#records/web/export/data.ts'
import { useExportWords } from '#records/web/export/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Where something is about to be blacked out, and the words that were marked. */
export type RedactPlace = { seq: number; field: string; words: string }

const scopes = ['field', 'entry', 'export', 'whole-field'] as const
type Scope = (typeof scopes)[number]

/** What to black out, where and why. */
export function RedactDialog(props: { id: string; place: RedactPlace; onClose: () => void }): ReactElement {
  const { say, locale } = useExportWords()
  const queries = useQueryClient()
  const { id, place, onClose } = props
  const [words, setWords] = useState(place.words)
  const [scope, setScope] = useState<Scope>(place.words === '' ? 'whole-field' : 'field')
  const [reason, setReason] = useState<RedactionInput['reason']>(reasonNames[0])
  const [note, setNote] = useState('')
  const isWhole = scope === 'whole-field'
  const tries = useTries({
    'black-words': !isWhole && words.trim() === '' ? say('exports.wrongWords') : undefined,
    note: reason === 'other' && note.trim() === '' ? say('exports.wrongNote') : undefined,
  })
  const black = useMutation({
    mutationFn: () =>
      blackOut(id, {
        ...{ seq: place.seq, field: place.field, scope, reason },
        ...(isWhole ? {} : { words: words.trim() }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    onSuccess: async ({ fields, entries }) => {
      toasts.say({ text: say('exports.blackened', { count: fields, entries }) })
      await queries.invalidateQueries({ queryKey: ['records', 'exports', id] })
      onClose()
    },
  })
  return (
    <Dialog title={say('exports.blackTitle', { seq: place.seq })} isOpen onClose={onClose}>
      <Form
        lede={<p>{say('exports.blackWhat')}</p>}
        tries={tries}
        act={black}
        press={say('exports.blackGo')}
        icon={EyeOff}
        onSubmit={() => black.mutate()}
        onCancel={onClose}
        stay={say('exports.cancel')}
      >
        <SelectField
          name="scope"
          label={say('exports.scope')}
          value={scope}
          onChange={(next) => setScope(scopes.find((one) => one === next) ?? 'field')}
          options={scopes.map((one) => ({ value: one, label: say(`exports.scope.${one}`) }))}
        />
        {!isWhole && (
          <TextField
            name="black-words"
            label={say('exports.wordsBlack')}
            help={say('exports.wordsBlackHelp')}
            error={tries.errorOf('black-words')}
            value={words}
            onChange={setWords}
            lengthMax={200}
            spellCheck={false}
          />
        )}
        <SelectField
          name="reason"
          label={say('exports.reason')}
          value={reason}
          onChange={(next) => setReason(reasonNames.find((one) => one === next) ?? reasonNames[0])}
          options={reasonNames.map((one) => ({ value: one, label: redactionReasons[one][locale] }))}
        />
        <TextField
          name="note"
          label={say('exports.note')}
          help={say('exports.noteHelp')}
          error={tries.errorOf('note')}
          value={note}
          onChange={setNote}
          lengthMax={300}
        />
      </Form>
    </Dialog>
  )
}
