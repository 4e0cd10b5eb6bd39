import { Link2 } from 'lucide-react'
import { useDeferredValue, type ReactElement } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Account } from '#access/people/contract.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { plainQuery } from '#roles/publishing/web/data.ts'
import { languagesOf, textAt } from '#roles/publishing/web/draft.ts'
import { wordCount } from '#roles/publishing/web/lengths.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { useSettled } from '#roles/publishing/web/use-settled.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  errors: readonly FieldError[]
}

/** The languages of a message side by side: one item, approved as one. */
export function LanguagePanes({ state, account, accounts, errors }: Props): ReactElement {
  const { say } = usePublishWords()
  const { draft, change } = state
  const spoken = accounts.find(({ id }) => id === account)?.languages ?? languagesOf(draft, accounts)
  const write = (language: string, text: string): void => {
    const own = draft.own[account]
    if (own === undefined) change({ shared: { ...draft.shared, [language]: text } })
    else change({ own: { ...draft.own, [account]: { ...own, [language]: text } } })
  }
  return (
    <>
      <div className="panes">
        {spoken.map((language) => (
          <Pane
            key={language}
            language={language}
            text={textAt(draft, account, language)}
            onChange={(text) => write(language, text)}
            error={errors.find(({ name }) => name === `text-${language}`)?.text}
          />
        ))}
      </div>
      {spoken.length > 1 && (
        <p className="together small">
          <Link2 className="icon" aria-hidden="true" />
          <span>
            <b>{say('panes.together')}</b> {say('panes.togetherWhy')}
          </span>
        </p>
      )}
    </>
  )
}

type PaneProps = {
  language: string
  text: string
  onChange: (text: string) => void
  error: string | undefined
}

function Pane({ language, text, onChange, error }: PaneProps): ReactElement {
  const { say } = usePublishWords()
  const settled = useSettled(useDeferredValue(text))
  const isRead = language === 'en' || language === 'fr'
  const plain = useQuery({
    ...plainQuery(language === 'fr' ? 'fr' : 'en', settled),
    enabled: isRead && settled.trim() !== '',
  })
  const words = wordCount(text)
  return (
    <div className="pane">
      <p className="measure small muted">
        {plain.data !== undefined && words > 4
          ? say('panes.grade', { grade: Math.round(plain.data.grade), words })
          : say('panes.words', { words })}
      </p>
      <div lang={language}>
        <TextField
          name={`text-${language}`}
          label={autonym(language)}
          value={text}
          onChange={onChange}
          lines={8}
          lengthMax={publishingLimits.textLengthMax}
          spellCheck
          error={error}
        />
      </div>
    </div>
  )
}
