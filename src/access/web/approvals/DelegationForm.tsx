import { useState, type ReactElement } from 'react'
import type { DelegationList, NewDelegation } from '#access/approvals/contract.ts'
import { accountOf, delegate } from '#access/web/approvals/data.ts'
import { endOfDay } from '#access/web/approvals/end-of-day.ts'
import { useAct } from '#access/web/approvals/use-act.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Hands one's own right to somebody until the end of a day. Offers only what the person holds themselves. */
export function DelegationForm({ list }: { list: DelegationList }): ReactElement {
  const { say } = useApprovalWords()
  const why = list.mine.length === 0 ? 'hand.noRight' : 'hand.nobody'
  return (
    <section className="card pane stack form-card">
      <h2>{say('hand.begin')}</h2>
      {list.mine.length === 0 || list.people.length === 0 ? (
        <Notice>
          <p>{say(why)}</p>
        </Notice>
      ) : (
        <Filled list={list} />
      )}
    </section>
  )
}

function Filled({ list }: { list: DelegationList }): ReactElement {
  const words = useApprovalWords()
  const { say } = words
  const choices = choicesOf(list)
  const [to, setTo] = useState('')
  const [account, setAccount] = useState(choices.accounts[0] ?? '*')
  const [language, setLanguage] = useState(choices.languages[0] ?? '*')
  const [lane, setLane] = useState<NewDelegation['lane']>(choices.lanes[0] ?? '*')
  const [day, setDay] = useState('')
  const endsAt = endOfDay(day, words.timeZone, Date.now())
  const toName = list.people.find(({ id }) => id === to)?.name ?? ''
  const tries = useTries({
    to: to === '' ? say('hand.needPerson') : undefined,
    day: endsAt === undefined ? say('hand.needDay') : undefined,
  })
  const act = useAct(
    (body: NewDelegation) => delegate(body),
    (body) => say('hand.begun', { to: toName, when: words.when(body.endsAt, Date.now()) }),
    () => {
      setTo('')
      setDay('')
      tries.reset()
    },
  )
  const submit = (): void => {
    if (endsAt !== undefined) act.mutate({ to, account, language, lane, endsAt })
  }
  return (
    <Form tries={tries} hasSummary act={act} press={say('hand.press')} onSubmit={submit}>
      <SelectField
        name="to"
        label={say('hand.to')}
        error={tries.errorOf('to')}
        value={to}
        onChange={setTo}
        options={[
          { value: '', label: say('hand.choosePerson') },
          ...list.people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div className="pairs">
        <SelectField
          name="account"
          label={say('hand.account')}
          value={account}
          onChange={setAccount}
          options={choices.accounts.map((value) => ({
            value,
            label: value === '*' ? say('hand.everyAccount') : accountOf(list.accounts, value, words).name,
          }))}
        />
        <SelectField
          name="language"
          label={say('hand.language')}
          value={language}
          onChange={setLanguage}
          options={choices.languages.map((value) => ({
            value,
            label: value === '*' ? say('hand.everyLanguage') : words.language(value),
          }))}
        />
        <SelectField
          name="lane"
          label={say('hand.lane')}
          value={lane}
          onChange={(value) => setLane(choices.lanes.find((one) => one === value) ?? '*')}
          options={choices.lanes.map((value) => ({
            value,
            label: say(value === '*' ? 'hand.everyLane' : `hand.${value}`),
          }))}
        />
        <TextField
          name="day"
          type="date"
          label={say('hand.last')}
          help={say('hand.lastHelp')}
          error={tries.errorOf('day')}
          value={day}
          onChange={setDay}
        />
      </div>
    </Form>
  )
}

type Choices = { accounts: string[]; languages: string[]; lanes: NewDelegation['lane'][] }

/** What somebody can choose from: the widest they hold first, and each narrower choice within it. */
function choicesOf({ mine, accounts }: DelegationList): Choices {
  const everyLane = ['*', 'normal', 'emergency', 'exercise'] as const
  const spread = <V extends string>(held: readonly V[], all: readonly V[], every: V): V[] =>
    held.includes(every) ? [every, ...all.filter((one) => one !== every)] : [...new Set(held)]
  return {
    accounts: spread(
      mine.map(({ account }) => account),
      accounts.map(({ id }) => id),
      '*',
    ),
    languages: spread(
      mine.map(({ language }) => language),
      ['en', 'fr'],
      '*',
    ),
    lanes: spread<NewDelegation['lane']>(
      mine.map(({ lane }) => lane),
      everyLane,
      '*',
    ),
  }
}
