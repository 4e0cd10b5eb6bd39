import { useState, type ReactElement } from 'react'
import { useOfficial } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { AccountRequest } from '#roles/faces/life-cycle/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = { requests: readonly AccountRequest[]; people: readonly { id: string; name: string }[] }

/** Accounts that were asked for and wait for a yes or a no. */
export function Requests({ requests }: Props): ReactElement | null {
  const { say } = useRegisterWords()
  if (requests.length === 0) return null
  return (
    <section className="stack" aria-labelledby="account-requests">
      <h2 id="account-requests">{say('request.waiting', { count: requests.length })}</h2>
      {requests.map((request) => (
        <RequestCard key={request.id} request={request} />
      ))}
    </section>
  )
}

function RequestCard({ request }: { request: AccountRequest }): ReactElement {
  const words = useRegisterWords()
  const { say, day, locale } = words
  const [asks, setAsks] = useState(false)
  const act = useOfficial(() => toasts.say({ text: say('request.done') }))
  const { id, name, handle, networkName, owners, may, by, at, why, purpose, kind, languages } = request
  return (
    <article className="card pane stack" aria-label={name}>
      <div>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className="small muted">
          <bdi>{handle}</bdi> · {networkName} · {say(`kind.${kind}`)} ·{' '}
          {words.list(languages.map(words.language))}
        </p>
      </div>
      <p>{purpose[locale]}</p>
      <p>
        <b>{say('request.why')}</b> {why}
      </p>
      <p className="small muted">
        {say('request.by', { name: by.name, day: day(at) })} ·{' '}
        {owners.length === 0
          ? say('owners.none')
          : say('owners.named', { names: words.list(owners.map((one) => one.name)) })}
      </p>
      {act.error && <ProblemNotice error={act.error} />}
      {may.includes('needs-another') && <p className="small">{say('request.needsAnother')}</p>}
      {may.includes('decide') && may.includes('needs-owners') && (
        <p className="small">{say('request.needsOwners')}</p>
      )}
      <div className="row">
        {may.includes('decide') && (
          <>
            <Button
              look="primary"
              isDisabled={act.isPending || may.includes('needs-owners')}
              onPress={() => act.mutate({ does: 'decide', id, form: { does: 'approve' } })}
            >
              {say('request.approve')}
            </Button>
            <Button onPress={() => setAsks(true)}>{say('request.refuse')}</Button>
          </>
        )}
        {may.includes('withdraw') && (
          <Button
            isDisabled={act.isPending}
            onPress={() => act.mutate({ does: 'decide', id, form: { does: 'withdraw' } })}
          >
            {say('request.withdraw')}
          </Button>
        )}
      </div>
      {asks && <RefuseDialog request={request} onClose={() => setAsks(false)} />}
    </article>
  )
}

function RefuseDialog({ request, onClose }: { request: AccountRequest; onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const [reason, setReason] = useState('')
  const tries = useTries({ reason: reason.trim() === '' ? say('request.reasonMissing') : undefined })
  const act = useOfficial(onClose)
  return (
    <Dialog title={say('request.refuseTitle', { name: request.name })} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={act}
        press={say('request.refuseDo')}
        onCancel={onClose}
        onSubmit={() =>
          act.mutate({ does: 'decide', id: request.id, form: { does: 'refuse', words: reason.trim() } })
        }
      >
        <TextField
          name="reason"
          label={say('request.reason')}
          lines={3}
          value={reason}
          onChange={setReason}
          error={tries.errorOf('reason')}
          autoFocus
        />
      </Form>
    </Dialog>
  )
}
