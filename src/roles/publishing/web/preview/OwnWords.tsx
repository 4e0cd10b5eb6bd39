import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { WordsArea } from '#roles/publishing/web/compose/WordsArea.tsx'
import { textAt } from '#roles/publishing/web/draft.ts'
import { OwnBeside } from '#roles/publishing/web/preview/OwnBeside.tsx'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

type Props = {
  state: Composer
  account: Account
  errors: readonly FieldError[]
  onLanguage: (language: string) => void
}

/** What an account says otherwise than all others: nothing, or words of its own; and the way from one to the other. */
export function OwnWords({ state, account, errors, onLanguage }: Props): ReactElement {
  const { say } = usePreviewWords()
  const { draft, change } = state
  const own = draft.own[account.id]
  const write = (language: string, text: string): void =>
    change({ own: { ...draft.own, [account.id]: { ...own, [language]: text } } })
  const begin = (): void => {
    change({ own: { ...draft.own, [account.id]: { ...draft.shared } } })
    // The field is drawn first.
    requestAnimationFrame(() =>
      document.getElementById(`field-${ownField(account.id, account.languages[0])}`)?.focus(),
    )
  }
  const end = (): void => {
    const { [account.id]: _dropped, ...others } = draft.own
    change({ own: others })
  }
  return (
    <>
      <div className="row between same-words" id={`own-${account.id}`}>
        <span className={own === undefined ? 'small muted' : 'small'}>
          {say(own === undefined ? 'own.same' : 'own.other')}
        </span>
        <Button small look="quiet" onPress={own === undefined ? begin : end}>
          {say(own === undefined ? 'own.begin' : 'own.end')}
        </Button>
      </div>
      {own !== undefined && (
        <div className="own-words stack">
          {account.languages.map((language) => (
            <WordsArea
              key={language}
              name={ownField(account.id, language)}
              label={say('own.field', { language: autonym(language), name: account.name })}
              language={language}
              value={textAt(draft, account.id, language)}
              onChange={(text) => write(language, text)}
              reword={(reword) => state.rewrite({ account: account.id, language, reword })}
              onFocus={() => onLanguage(language)}
              isThread={draft.aside.thread}
              lines={5}
              error={errors.find(({ name }) => name === ownField(account.id, language))?.text}
            />
          ))}
        </div>
      )}
      <OwnBeside key={account.id} state={state} account={account} errors={errors} />
    </>
  )
}

/** The field of an account's own words in a language. */
function ownField(account: string, language = ''): string {
  return `own-${account}-${language}`
}
