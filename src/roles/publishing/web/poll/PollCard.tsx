import { ListPlus, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { languagesOf, type DraftPoll } from '#roles/publishing/web/draft.ts'
import { AskingAccounts } from '#roles/publishing/web/poll/AskingAccounts.tsx'
import { lengthParts, lengthsWith, newPoll } from '#roles/publishing/web/poll/poll-drafts.ts'
import { PollOptions } from '#roles/publishing/web/poll/PollOptions.tsx'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { CheckField, SelectField } from '#web/parts/Field/Field.tsx'
import './Poll.css'

type Props = { state: Composer; accounts: readonly Account[]; errors: readonly FieldError[] }

/** What a message asks people to choose from: one poll, its options in each language, and the accounts that ask it. */
export function PollCard({ state, accounts, errors }: Props): ReactElement {
  const { say } = usePollWords()
  const { draft, change, message } = state
  const { poll } = draft
  const languages = languagesOf(draft, accounts)
  const isOut = message?.publications.some(({ ended }) => ended === undefined) === true
  const toCard = (): void => document.getElementById('field-poll')?.focus()
  const begin = (): void => {
    change({ poll: newPoll(languages), ownPolls: {} })
    // The fields are drawn first.
    requestAnimationFrame(() => document.getElementById(`field-poll-${languages[0] ?? ''}-1`)?.focus())
  }
  const end = (): void => {
    change({ poll: undefined, ownPolls: {} })
    toCard()
  }
  return (
    <section
      className="card pane stack poll-card"
      id="field-poll"
      tabIndex={-1}
      aria-label={say('poll.label')}
    >
      <h2>{say('poll.label')}</h2>
      {poll === undefined ? (
        <>
          <p className="small muted">{say('poll.lede')}</p>
          <div>
            <Button icon={ListPlus} onPress={begin}>
              {say('poll.add')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {isOut && <p className="small">{say('poll.isOut')}</p>}
          <PollOptions {...{ poll, languages, errors }} onChange={(changed) => change({ poll: changed })} />
          <Terms poll={poll} onChange={(part) => change({ poll: { ...poll, ...part } })} />
          <AskingAccounts state={state} accounts={accounts} />
          <div>
            <Button small look="quiet" icon={Trash2} onPress={end}>
              {say('poll.remove')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

type TermsProps = {
  poll: DraftPoll
  onChange: (part: Partial<Pick<DraftPoll, 'multiple' | 'durationMin'>>) => void
}

/** How many may be chosen, and how long it is open. */
function Terms({ poll, onChange }: TermsProps): ReactElement {
  const { say } = usePollWords()
  return (
    <div className="poll-terms">
      <SelectField
        name="poll-length"
        label={say('poll.length')}
        help={say('poll.lengthHelp')}
        value={String(poll.durationMin)}
        onChange={(value) => onChange({ durationMin: Number(value) })}
        options={lengthsWith(poll.durationMin).map((minutes) => ({
          value: String(minutes),
          label: say('poll.lengthOf', lengthParts(minutes)),
        }))}
      />
      <CheckField
        name="poll-multiple"
        label={say('poll.multiple')}
        checked={poll.multiple}
        onChange={(multiple) => onChange({ multiple })}
      />
    </div>
  )
}
