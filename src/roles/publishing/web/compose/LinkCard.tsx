import type { ReactElement } from 'react'
import type { CardForm } from '#roles/publishing/contract.ts'
import type { DraftAside } from '#roles/publishing/web/aside.ts'
import { CardFields } from '#roles/publishing/web/cards/CardFields.tsx'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { CheckField } from '#web/parts/Field/Field.tsx'

type Props = {
  state: Composer
  languages: readonly string[]
  errors: readonly FieldError[]
  onChange: (part: Pick<DraftAside, 'cards'>) => void
}

const empty: CardForm = { url: '', title: '', description: '' }

/** A link shown as a block below the words, in each language; off until it is wanted. */
export function LinkCard({ state, languages, errors, onChange }: Props): ReactElement {
  const { say } = useComposeWords()
  const { cards } = state.draft.aside
  const isOn = Object.keys(cards).length > 0
  const toggle = (wanted: boolean): void => {
    onChange({ cards: wanted ? Object.fromEntries(languages.map((language) => [language, empty])) : {} })
    // The field is drawn first.
    if (wanted)
      requestAnimationFrame(() => document.getElementById(`field-card-${languages[0] ?? ''}-url`)?.focus())
  }
  const errorOf = (name: string): string | undefined => errors.find((one) => one.name === name)?.text
  return (
    <>
      <CheckField
        name="card"
        label={say('beside.card')}
        help={say('beside.cardHelp')}
        checked={isOn}
        onChange={toggle}
      />
      {isOn && (
        <div className="pairs indented">
          {languages.map((language) => (
            <div
              key={language}
              className="stack tight"
              role="group"
              aria-label={say('beside.cardIn', { language: autonym(language) })}
            >
              <h3 lang={language}>{autonym(language)}</h3>
              <CardFields
                name={`card-${language}`}
                card={cards[language]}
                onChange={(card) => onChange({ cards: { ...cards, [language]: card } })}
                errors={{
                  url: errorOf(`card-${language}-url`),
                  title: errorOf(`card-${language}-title`),
                }}
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
