import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { TopicsField } from '#roles/publishing/web/topics/TopicsField.tsx'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { lanesListed, usePublishWords } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { networkWord } from '#web/network-word.ts'

type Props = { state: Composer; accounts: readonly Account[]; errors: readonly FieldError[] }

/** What the team calls the message, its lane, and where it is for. */
export function TitleCard({ state, accounts, errors }: Props): ReactElement {
  const { say } = usePublishWords()
  const { draft, change } = state
  const errorOf = (name: string): string | undefined => errors.find((one) => one.name === name)?.text
  return (
    <section className="card pane stack" aria-label={say('about.label')}>
      <div className="title-line">
        <TextField
          name="title"
          label={say('about.title')}
          help={say('about.titleHelp')}
          value={draft.title}
          onChange={(title) => change({ title })}
          lengthMax={publishingLimits.titleLengthMax}
          error={errorOf('title')}
        />
        <SelectField
          name="lane"
          label={say('about.lane')}
          help={say(`lane.${draft.lane}.help`)}
          value={draft.lane}
          onChange={(value) => change({ lane: lanesListed.find((lane) => lane === value) ?? 'normal' })}
          options={lanesListed.map((lane) => ({ value: lane, label: say(`lane.${lane}`) }))}
        />
      </div>
      {(accounts.length > 1 || draft.accounts.length === 0) && (
        <Accounts state={state} accounts={accounts} error={errorOf('accounts')} />
      )}
      <TopicsField state={state} />
    </section>
  )
}

function Accounts(props: {
  state: Composer
  accounts: readonly Account[]
  error: string | undefined
}): ReactElement {
  const words = usePublishWords()
  const { state, accounts, error } = props
  const { draft, change } = state
  const toggle = (id: string, isOn: boolean): void => {
    const others = draft.accounts.filter((one) => one !== id)
    change({ accounts: isOn ? [...others, id] : others })
  }
  return (
    <fieldset className={`field ${error ? 'wrong' : ''}`} id="field-accounts" tabIndex={-1}>
      <legend>{words.say('about.accounts')}</legend>
      {error && <p className="wrong-words">{error}</p>}
      <div className="row account-choice">
        {accounts.map((account) => (
          <span key={account.id} className="check">
            <input
              type="checkbox"
              id={`account-${account.id}`}
              checked={draft.accounts.includes(account.id)}
              onChange={(event) => toggle(account.id, event.target.checked)}
            />
            <label htmlFor={`account-${account.id}`}>
              {account.name} <span className="small muted">{networkWord(account, words)}</span>
            </label>
          </span>
        ))}
      </div>
    </fieldset>
  )
}
