import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { sendingLimits, type PauseForm } from '#sending/contract.ts'
import { boardQuery, pauseSending } from '#sending/web/data.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const scopes = ['all', 'account', 'topic', 'lane'] as const
type Scope = (typeof scopes)[number]

const topicLengthMax = 200
const usual = ['reason.event', 'reason.wrong', 'reason.misused'] as const

/** Stops sending: what of it, and why. Emergencies are exempt, and it says so. */
export function PauseDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useSendingWords()
  const queries = useQueryClient()
  const [scope, setScope] = useState<Scope>('all')
  const [values, setValues] = useState({ account: '', topic: '', lane: 'normal' })
  const [reason, setReason] = useState('')
  const value = scope === 'all' ? undefined : values[scope].trim()
  const tries = useTries({
    'pause-account': scope === 'account' && value === '' ? say('pause.needAccount') : undefined,
    'pause-topic': scope === 'topic' && value === '' ? say('pause.needTopic') : undefined,
    'pause-reason': reason.trim() === '' ? say('pause.needReason') : undefined,
  })
  const act = useMutation({
    mutationFn: (form: PauseForm) => pauseSending(form),
    onSuccess: async () => {
      toasts.say({ text: say('pause.done') })
      onClose()
      await queries.invalidateQueries({ queryKey: ['sending'] })
    },
  })
  const what = { value: values, set: setValues, errorOf: tries.errorOf }
  return (
    <Dialog title={say('pause.title')} isOpen onClose={onClose}>
      <Form
        className="pause-form"
        lede={<p>{say('pause.lede')}</p>}
        tries={tries}
        hasSummary
        act={act}
        press={say('pause.press')}
        look="danger"
        onSubmit={() =>
          act.mutate({ scope, reason: reason.trim(), ...(value === undefined ? {} : { value }) })
        }
        onCancel={onClose}
      >
        <SelectField
          name="pause-scope"
          label={say('pause.scope')}
          value={scope}
          onChange={(next) => setScope(scopes.find((one) => one === next) ?? 'all')}
          options={scopes.map((one) => ({ value: one, label: say(`pause.scope.${one}`) }))}
        />
        <OfWhat scope={scope} {...what} />
        <TextField
          name="pause-reason"
          label={say('pause.reason')}
          help={say('pause.reasonHelp')}
          value={reason}
          onChange={setReason}
          lines={2}
          lengthMax={sendingLimits.reasonLengthMax}
          error={tries.errorOf('pause-reason')}
        />
        <div className="row" role="group" aria-label={say('pause.usual')}>
          {usual.map((key) => (
            <Button key={key} onPress={() => setReason(say(key))}>
              {say(key)}
            </Button>
          ))}
        </div>
      </Form>
    </Dialog>
  )
}

type Values = { account: string; topic: string; lane: string }
type OfWhatProps = {
  scope: Scope
  value: Values
  set: (value: Values) => void
  errorOf: (name: 'pause-account' | 'pause-topic') => string | undefined
}

function OfWhat({ scope, value, set, errorOf }: OfWhatProps): ReactElement | null {
  const { say } = useSendingWords()
  const accounts = useQuery(boardQuery).data?.accounts ?? []
  if (scope === 'account')
    return (
      <SelectField
        name="pause-account"
        label={say('pause.account')}
        error={errorOf('pause-account')}
        value={value.account}
        onChange={(account) => set({ ...value, account })}
        options={[
          { value: '', label: say('pause.choose') },
          ...accounts.map(({ account, name, handle }) => ({ value: account, label: `${name} (${handle})` })),
        ]}
      />
    )
  if (scope === 'topic')
    return (
      <TextField
        name="pause-topic"
        label={say('pause.topic')}
        help={say('pause.topicHelp')}
        error={errorOf('pause-topic')}
        value={value.topic}
        onChange={(topic) => set({ ...value, topic })}
        lengthMax={topicLengthMax}
      />
    )
  if (scope === 'lane')
    return (
      <SelectField
        name="pause-lane"
        label={say('pause.lane')}
        value={value.lane}
        onChange={(lane) => set({ ...value, lane })}
        options={(['normal', 'exercise'] as const).map((lane) => ({
          value: lane,
          label: say(`lane.${lane}`),
        }))}
      />
    )
  return null
}
