import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Lane } from '#kernel/permission.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import type { TemplateForm } from '#roles/publishing/templates/contract.ts'
import { keepTemplate, templatesQuery } from '#roles/publishing/web/templates/data.ts'
import { useTemplateWords } from '#roles/publishing/web/templates/words.ts'
import { lanesListed } from '#roles/publishing/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = {
  /** The template that is changed; missing: a new one. */
  of?: { id: string; revision: number }
  first: { name: string; lane: Lane; en: string; fr: string }
  onClose: () => void
}

/** A template being written: its name, its lane, and its words in both languages. */
export function TemplateDialog({ of, first, onClose }: Props): ReactElement {
  const { say } = useTemplateWords()
  const queries = useQueryClient()
  const [written, setWritten] = useState(first)
  const set = (part: Partial<typeof first>): void => setWritten({ ...written, ...part })
  const tries = useTries({
    'template-name': written.name.trim() === '' ? say('template.needName') : undefined,
    'template-en': written.en.trim() === '' ? say('template.needText') : undefined,
    'template-fr': written.fr.trim() === '' ? say('template.needText') : undefined,
  })
  const keep = useMutation({
    mutationFn: (form: TemplateForm) => keepTemplate(of, form),
    onSuccess: async ({ name }) => {
      toasts.say({ text: say('template.kept', { name }) })
      onClose()
      await queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
    },
  })
  const { name, lane, en, fr } = written
  return (
    <Dialog title={say(of === undefined ? 'template.new' : 'template.change')} isOpen onClose={onClose} wide>
      <Form
        lede={<p>{say('template.blanks')}</p>}
        tries={tries}
        hasSummary
        act={keep}
        press={say('template.keep')}
        onSubmit={() => keep.mutate({ name: name.trim(), lane, texts: { en, fr } })}
        onCancel={onClose}
      >
        <div className="pairs">
          <TextField
            name="template-name"
            label={say('template.name')}
            value={name}
            onChange={(next) => set({ name: next })}
            lengthMax={publishingLimits.titleLengthMax}
            error={tries.errorOf('template-name')}
          />
          <SelectField
            name="template-lane"
            label={say('template.lane')}
            value={lane}
            onChange={(next) => set({ lane: lanesListed.find((one) => one === next) ?? 'normal' })}
            options={lanesListed.map((one) => ({ value: one, label: say(`lane.${one}`) }))}
          />
        </div>
        <div className="pairs">
          <TextField
            name="template-en"
            label="English"
            value={en}
            onChange={(next) => set({ en: next })}
            lines={7}
            error={tries.errorOf('template-en')}
          />
          <TextField
            name="template-fr"
            label="Français"
            value={fr}
            onChange={(next) => set({ fr: next })}
            lines={7}
            error={tries.errorOf('template-fr')}
          />
        </div>
      </Form>
    </Dialog>
  )
}
