import type { ReactElement } from 'react'
import { BylineLines } from '#roles/publishing/web/compose/BylineLines.tsx'
import { useBylines } from '#roles/publishing/web/compose/use-bylines.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = {
  state: Composer
  languages: readonly string[]
  onChange: (person: string | undefined) => void
}

/** Whose line stands below the words, in each language. Nothing where nobody lets theirs stand; off in an emergency. */
export function BylineField({ state, languages, onChange }: Props): ReactElement | null {
  const { say } = useComposeWords()
  const { offered, people } = useBylines(languages)
  const { lane, aside } = state.draft
  if (people.size === 0 && aside.byline === undefined) return null
  if (lane === 'emergency') return <p className="small muted">{say('byline.emergency')}</p>
  const isGone = aside.byline !== undefined && !people.has(aside.byline)
  return (
    <div className="stack tight">
      <SelectField
        name="byline"
        label={say('byline.label')}
        help={say('byline.help')}
        value={aside.byline ?? ''}
        onChange={(person) => onChange(person === '' ? undefined : person)}
        options={[
          { value: '', label: say('byline.none') },
          ...(isGone ? [{ value: aside.byline ?? '', label: say('byline.gone') }] : []),
          ...[...people].map(([value, label]) => ({ value, label })),
        ]}
      />
      <BylineLines offered={offered} person={aside.byline} languages={languages} />
    </div>
  )
}
