import { useState, type ReactElement } from 'react'
import { sendingLimits, type AccountHealth, type ActForm, type DeliveryView } from '#sending/contract.ts'
import { actWords } from '#sending/web/Acts.tsx'
import { useDecision } from '#sending/web/use-decision.ts'
import { useSendingWords, whyWords, type SendingWords } from '#sending/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Does = Exclude<ActForm['does'], 'release'>

type Props = {
  delivery: DeliveryView
  account: AccountHealth | undefined
  does: Does
  onClose: () => void
}

/** Asks before something is sent again, left out, taken down, or said to be public after all. */
export function DecisionDialog({ delivery, account, does, onClose }: Props): ReactElement {
  const { say } = useSendingWords()
  const act = useDecision(delivery, onClose)
  const [url, setUrl] = useState('')
  const [reason, setReason] = useState('')
  const tries = useTries({
    'found-url': does === 'there' && !isAddress(url.trim()) ? say('ask.wrongUrl') : undefined,
    'down-why': does === 'take-down' && reason.trim() === '' ? say('ask.needReason') : undefined,
  })
  const name = actWords(does, delivery.state, say)
  return (
    <Dialog title={name} role="alertdialog" isOpen onClose={onClose}>
      <Form
        lede={
          <>
            <p>
              <b>{delivery.title}</b>{' '}
              <span className="muted">
                {account?.name ?? delivery.account} · {delivery.language.toUpperCase()}
              </span>
            </p>
            <p>{warning(does, delivery, say)}</p>
          </>
        }
        tries={tries}
        act={act}
        press={name}
        look={does === 'again' || does === 'take-down' ? 'danger' : 'primary'}
        onSubmit={() => act.mutate(formOf(does, { url: url.trim(), reason: reason.trim() }))}
        onCancel={onClose}
      >
        {does === 'there' && (
          <TextField
            name="found-url"
            label={say('ask.url')}
            help={say('ask.urlHelp')}
            value={url}
            onChange={setUrl}
            error={tries.errorOf('found-url')}
            autoFocus
          />
        )}
        {does === 'take-down' && (
          <TextField
            name="down-why"
            label={say('ask.reason')}
            value={reason}
            onChange={setReason}
            lines={3}
            lengthMax={sendingLimits.reasonLengthMax}
            error={tries.errorOf('down-why')}
            autoFocus
          />
        )}
      </Form>
    </Dialog>
  )
}

/** An address of a post, or none: some networks give posts no address. */
function isAddress(url: string): boolean {
  return url === '' || /^https?:\/\/\S+$/u.test(url)
}

function formOf(does: Does, { url, reason }: { url: string; reason: string }): ActForm {
  if (does === 'take-down') return { does, reason }
  return does === 'there' && url !== '' ? { does, url } : { does }
}

/** What the decision means, said before it is made. */
function warning(does: Does, { state, why }: DeliveryView, say: SendingWords['say']): string {
  if (does === 'there' || does === 'take-down') return say(`ask.${does}`)
  if (does === 'cancel') return say(state === 'unconfirmed' ? 'ask.leave' : 'ask.cancel')
  if (state === 'unconfirmed') return say('ask.twice')
  if (state === 'refused') return say('ask.refused', { why: whyWords(why ?? '', state, say) })
  return say('ask.again')
}
