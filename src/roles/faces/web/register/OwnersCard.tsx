import { useState, type ReactElement } from 'react'
import { useOfficial } from '#roles/faces/web/register/data.ts'
import { OwnersField } from '#roles/faces/web/register/OwnersField.tsx'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = { account: OfficialAccount; people: readonly { id: string; name: string }[] }

/** Who owns an account; two people at least. They are the ones who are called when something is wrong with it. */
export function OwnersCard({ account, people }: Props): ReactElement {
  const words = useRegisterWords()
  const { say } = words
  const [isEditing, setEditing] = useState(false)
  const { owners, keepers, mayManage, life } = account
  return (
    <section className="card pane stack" aria-labelledby="owners">
      <h2 id="owners">{say('owners.title')}</h2>
      {isEditing ? (
        <OwnersForm account={account} people={people} onClose={() => setEditing(false)} />
      ) : (
        <>
          {life === 'needs-owners' && <p className="wrong-line">{say('owners.need')}</p>}
          <p>
            {owners.length > 0
              ? words.list(owners.map(({ name }) => name))
              : say('owners.keepersLong', { count: keepers })}
          </p>
          {mayManage && (
            <div>
              <Button onPress={() => setEditing(true)}>{say('owners.change')}</Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

function OwnersForm({ account, people, onClose }: Props & { onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const [owners, setOwners] = useState(account.owners.map(({ id }) => id))
  const tries = useTries({ owners: owners.length < 2 ? say('owners.two') : undefined })
  const act = useOfficial(() => {
    toasts.say({ text: say('owners.saved') })
    onClose()
  })
  return (
    <Form
      tries={tries}
      act={act}
      press={say('owners.save')}
      onCancel={onClose}
      label={say('owners.title')}
      onSubmit={() => act.mutate({ does: 'owners', id: account.id, owners })}
    >
      <OwnersField
        people={people}
        owners={owners}
        onChange={setOwners}
        help={say('owners.help')}
        error={tries.errorOf('owners')}
      />
    </Form>
  )
}
