import { useState, type ReactElement } from 'react'
import { asksNoSecret, fieldName, firstAnswers, wrongIn } from '#roles/publishing/web/accounts/answers.ts'
import { ConnectField } from '#roles/publishing/web/accounts/ConnectField.tsx'
import { useConnect } from '#roles/publishing/web/accounts/use-connect.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth, NetworkView } from '#sending/contract.ts'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { account: AccountHealth; network: NetworkView; networkName: string; onDone: () => void }

/**
 * What a network asks for to connect an account. What is typed lives in this form and nowhere else: it goes to the desk, and
 * is gone when the form is.
 */
export function ConnectForm({ account, network, networkName, onDone }: Props): ReactElement {
  const { say, locale } = useAccountWords()
  const [answers, setAnswers] = useState(() => firstAnswers(network.fields, account))
  const tries = useTries(
    wrongIn(network.fields, answers, {
      one: (field) => say('connect.missing', { field: field.words[locale] }),
      all: say('connect.missingAll'),
    }),
  )
  const connect = useConnect(account.account, answers, onDone)
  const change = (name: string, value: string): void => {
    setAnswers({ ...answers, [name]: value })
    connect.forget(name)
  }
  const areAllOptional = network.fields.every(({ isOptional }) => isOptional)
  const all = {
    attempt: tries.attempt + connect.refusals,
    errors: tries.errors.length > 0 ? tries.errors : connect.errors,
    next: () => tries.next(),
  }
  return (
    <section className="card pane stack" aria-labelledby="connect-fields">
      <h2 id="connect-fields">
        {say(asksNoSecret(network.fields) ? 'connect.profile' : 'connect.fields', { network: networkName })}
      </h2>
      {areAllOptional && <p className="small muted">{say('connect.all')}</p>}
      <Form
        tries={all}
        hasSummary
        // A refusal that belongs to a field stands there; any other above all fields.
        act={{ isPending: connect.isPending, error: connect.errors.length > 0 ? null : connect.error }}
        press={connect.isPending ? say('connect.pressing', { network: networkName }) : say('connect.press')}
        onSubmit={connect.go}
      >
        {network.fields.map((field) => (
          <ConnectField
            key={field.name}
            field={field}
            isMarked={field.isOptional && !areAllOptional}
            value={answers[field.name] ?? ''}
            onChange={(value) => change(field.name, value)}
            error={all.errors.find(({ name }) => name === fieldName(field.name))?.text}
          />
        ))}
      </Form>
    </section>
  )
}
