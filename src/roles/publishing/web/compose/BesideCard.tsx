import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import type { DraftAside } from '#roles/publishing/web/aside.ts'
import { BylineField } from '#roles/publishing/web/compose/BylineField.tsx'
import { LinkCard } from '#roles/publishing/web/compose/LinkCard.tsx'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { languagesOf } from '#roles/publishing/web/draft.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { CheckField, TextField } from '#web/parts/Field/Field.tsx'
import './Compose.css'

type Props = { state: Composer; accounts: readonly Account[]; errors: readonly FieldError[] }

/** How the words go out: as a thread, behind a warning, with somebody's line below them. Each is off until it is wanted. */
export function BesideCard({ state, accounts, errors }: Props): ReactElement {
  const { say } = useComposeWords()
  const { draft, change } = state
  const languages = languagesOf(draft, accounts)
  const set = (part: Partial<DraftAside>): void => change({ aside: { ...draft.aside, ...part } })
  return (
    <section className="card pane stack beside" aria-label={say('beside.label')}>
      <h2>{say('beside.label')}</h2>
      <CheckField
        name="thread"
        label={say('beside.thread')}
        help={say('beside.threadHelp')}
        checked={draft.aside.thread}
        onChange={(thread) => set({ thread })}
      />
      <Warning {...{ state, languages, errors }} onChange={set} />
      <LinkCard {...{ state, languages, errors }} onChange={set} />
      <BylineField state={state} languages={languages} onChange={(byline) => set({ byline })} />
    </section>
  )
}

type WarningProps = {
  state: Composer
  languages: readonly string[]
  errors: readonly FieldError[]
  onChange: (part: Pick<DraftAside, 'warnings'>) => void
}

function Warning({ state, languages, errors, onChange }: WarningProps): ReactElement {
  const { say } = useComposeWords()
  const { warnings } = state.draft.aside
  const isOn = Object.keys(warnings).length > 0
  const toggle = (wanted: boolean): void => {
    onChange({ warnings: wanted ? Object.fromEntries(languages.map((language) => [language, ''])) : {} })
    // The field is drawn first.
    if (wanted)
      requestAnimationFrame(() => document.getElementById(`field-warning-${languages[0] ?? ''}`)?.focus())
  }
  return (
    <>
      <CheckField
        name="warning"
        label={say('beside.warning')}
        help={say('beside.warningHelp')}
        checked={isOn}
        onChange={toggle}
      />
      {isOn && (
        <div className="pairs indented">
          {languages.map((language) => (
            <div key={language} lang={language}>
              <TextField
                name={`warning-${language}`}
                label={say('beside.warningIn', { language: autonym(language) })}
                value={warnings[language] ?? ''}
                onChange={(text) => onChange({ warnings: { ...warnings, [language]: text } })}
                lengthMax={publishingLimits.contentWarningLengthMax}
                spellCheck
                error={errors.find(({ name }) => name === `warning-${language}`)?.text}
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
