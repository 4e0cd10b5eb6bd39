import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { CardForm } from '#roles/publishing/contract.ts'
import { CardFields } from '#roles/publishing/web/cards/CardFields.tsx'
import {
  differingAt,
  emptyCard,
  modeOf,
  withOwn,
  type Takes,
} from '#roles/publishing/web/preview/own-beside.ts'
import { OwnMode } from '#roles/publishing/web/preview/OwnMode.tsx'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

type Props = { state: Composer; account: Account; errors: readonly FieldError[]; takes: Takes | undefined }

/** The link card of one account: that of all, none, or its own in each language. */
export function OwnCard({ state, account, errors, takes }: Props): ReactElement {
  const { say } = usePreviewWords()
  const { draft, change } = state
  const name = `own-${account.id}-card`
  const kind = 'card'
  const errorOf = (field: string): string | undefined => errors.find((one) => one.name === field)?.text
  const cardIn = (language: string): CardForm => {
    const own = differingAt(draft, account, language).card
    return (own === undefined ? draft.aside.cards[language] : own) ?? emptyCard
  }
  return (
    <>
      <OwnMode
        {...{ state, account, kind, name }}
        isTaken={takes?.cards !== false}
        first={`${name}-${account.languages[0] ?? ''}-url`}
      />
      {modeOf(draft, account, kind) === 'own' &&
        account.languages.map((language) => (
          <div
            key={language}
            className="stack tight"
            role="group"
            aria-label={say('own.cardIn', { language: autonym(language), name: account.name })}
          >
            <h3 lang={language}>{autonym(language)}</h3>
            <CardFields
              name={`${name}-${language}`}
              card={cardIn(language)}
              onChange={(value) => change(withOwn(draft, { account: account.id, language }, { kind, value }))}
              errors={{
                url: errorOf(`${name}-${language}-url`),
                title: errorOf(`${name}-${language}-title`),
              }}
            />
          </div>
        ))}
    </>
  )
}
