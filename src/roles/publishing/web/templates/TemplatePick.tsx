import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Template } from '#roles/publishing/templates/contract.ts'
import { useTemplateWords } from '#roles/publishing/web/templates/words.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = {
  templates: readonly Template[]
  chosen: string | undefined
  issue: string | undefined
}

/** Offers the templates where a message begins. What was written before stays in this browser, and comes back with "No template". */
export function TemplatePick({ templates, chosen, issue }: Props): ReactElement | null {
  const { say } = useTemplateWords()
  const navigate = useNavigate()
  if (templates.length === 0) return null
  return (
    <div className="pairs">
      <SelectField
        name="template"
        label={say('pick.label')}
        value={chosen ?? ''}
        onChange={(id) =>
          void navigate({
            to: '/publish/new',
            search: { ...(issue && { issue }), ...(id && { template: id }) },
            replace: true,
          })
        }
        options={[
          { value: '', label: say('pick.none') },
          ...templates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  )
}
