import { useQueries } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { bylinesQuery } from '#roles/publishing/web/compose/data.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = {
  state: Composer
  languages: readonly string[]
  onChange: (person: string | undefined) => void
}

/** Whose line stands below the words, in each language. Nothing where nobody lets theirs stand; off in an emergency. */
export function BylineField({ state, languages, onChange }: Props): ReactElement | null {
  const { say } = useComposeWords()
  const answers = useQueries({ queries: languages.map(bylinesQuery) })
  const offered = languages.flatMap((language, at) =>
    (answers[at]?.data?.bylines ?? []).map((one) => ({ ...one, language })),
  )
  const { lane, aside } = state.draft
  const people = new Map(offered.map(({ person, name }) => [person, name]))
  if (people.size === 0 && aside.byline === undefined) return null
  if (lane === 'emergency') return <p className="small muted">{say('byline.emergency')}</p>
  const lines = offered.filter(({ person }) => person === aside.byline)
  const missing = languages.filter((language) => !lines.some((one) => one.language === language))
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
      {lines.length > 0 && (
        <ul className="lines small">
          {lines.map(({ language, line }) => (
            <li key={language}>
              <span className="muted">{language.toUpperCase()}</span> <span lang={language}>{line}</span>
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && missing.length > 0 && (
        <p className="small signal">
          {say('byline.missing', { languages: missing.map(autonym).join(', ') })}
        </p>
      )}
    </div>
  )
}
