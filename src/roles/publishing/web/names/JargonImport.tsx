import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { importJargon, jargonQuery } from '#roles/publishing/web/names/data.ts'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { jargonLimits, type JargonReport } from '#roles/publishing/writing/plain/contract.ts'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

/** Refused lines shown at once; the rest are counted. */
const refusedShownMax = 20

/** A whole list pasted at once; says what came of it, and of each line that was refused why. */
export function JargonImport(): ReactElement {
  const { say, locale } = useNameWords()
  const queries = useQueryClient()
  const [language, setLanguage] = useState<'en' | 'fr'>(locale)
  const [lines, setLines] = useState('')
  const tries = useTries({ lines: lines.trim() === '' ? say('jargon.linesWrong') : undefined })
  const send = useMutation({
    mutationFn: () => importJargon({ language, lines }),
    onSuccess: async () => {
      setLines('')
      tries.reset()
      await queries.invalidateQueries({ queryKey: jargonQuery.queryKey })
    },
  })
  return (
    <details>
      <summary>{say('jargon.import')}</summary>
      <Form
        className="import"
        tries={tries}
        act={send}
        look="plain"
        press={say('jargon.importDo')}
        onSubmit={() => send.mutate()}
      >
        <SelectField
          name="import-language"
          label={say('jargon.language')}
          value={language}
          onChange={(value) => setLanguage(value === 'fr' ? 'fr' : 'en')}
          options={(['en', 'fr'] as const).map((value) => ({ value, label: autonym(value) }))}
        />
        <TextField
          name="lines"
          label={say('jargon.lines')}
          help={say('jargon.linesHelp')}
          lines={6}
          mono
          value={lines}
          onChange={setLines}
          lengthMax={jargonLimits.importLengthMax}
          error={tries.errorOf('lines')}
        />
      </Form>
      {send.data && <Report report={send.data} />}
    </details>
  )
}

function Report({ report }: { report: JargonReport }): ReactElement {
  const { say, locale } = useNameWords()
  const refused = report.lines.filter(({ outcome }) => outcome === 'refused')
  return (
    <div role="status" className="stack tight">
      <p>
        {say('jargon.imported', { count: report.lines.length - report.refused, refused: report.refused })}
      </p>
      <ul className="small">
        {refused.slice(0, refusedShownMax).map(({ line, term, why }) => (
          <li key={line}>{say('jargon.refused', { line, term, why: why?.[locale] ?? '' })}</li>
        ))}
      </ul>
    </div>
  )
}
