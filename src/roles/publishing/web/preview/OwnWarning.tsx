import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { asideIn } from '#roles/publishing/web/aside.ts'
import { differingAt, modeOf, withOwn, type Takes } from '#roles/publishing/web/preview/own-beside.ts'
import { OwnMode } from '#roles/publishing/web/preview/OwnMode.tsx'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

type Props = { state: Composer; account: Account; errors: readonly FieldError[]; takes: Takes | undefined }

/** The content warning of one account: that of all, none, or its own in each language. */
export function OwnWarning({ state, account, errors, takes }: Props): ReactElement {
  const { say } = usePreviewWords()
  const { draft, change } = state
  const name = `own-${account.id}-warning`
  const kind = 'contentWarning'
  const valueIn = (language: string): string => {
    const own = differingAt(draft, account, language).contentWarning
    return (own === undefined ? asideIn(draft.aside, language).contentWarning : own) ?? ''
  }
  return (
    <>
      <OwnMode
        {...{ state, account, kind, name }}
        isTaken={takes?.contentWarning !== false}
        first={`${name}-${account.languages[0] ?? ''}`}
      />
      {modeOf(draft, account, kind) === 'own' && (
        <div className="pairs">
          {account.languages.map((language) => (
            <div key={language} lang={language}>
              <TextField
                name={`${name}-${language}`}
                label={say('own.warningIn', { language: autonym(language), name: account.name })}
                value={valueIn(language)}
                onChange={(value) =>
                  change(withOwn(draft, { account: account.id, language }, { kind, value }))
                }
                lengthMax={publishingLimits.contentWarningLengthMax}
                spellCheck
                error={errors.find((one) => one.name === `${name}-${language}`)?.text}
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
