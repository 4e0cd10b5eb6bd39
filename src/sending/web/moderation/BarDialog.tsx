import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { houseRules, houseRuleWords, moderationLimits, type BarForm } from '#sending/moderation/contract.ts'
import { bar, barredQuery } from '#sending/web/moderation/data.ts'
import { useModerationWords } from '#sending/web/moderation/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const lengths = ['7', '30', '90', '365'] as const

/** Bars somebody: who, under which house rule, why, for how long. A whole server is warned about. */
export function BarDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say, locale } = useModerationWords()
  const queries = useQueryClient()
  const [party, setParty] = useState('')
  const [rule, setRule] = useState<(typeof houseRules)[number]>('threats')
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<(typeof lengths)[number]>('90')
  const tries = useTries({
    'bar-party': party.trim() === '' ? say('barred.needParty') : undefined,
    'bar-reason': reason.trim() === '' ? say('barred.needReason') : undefined,
  })
  const act = useMutation({
    mutationFn: (form: BarForm) => bar(form),
    onSuccess: async (made) => {
      toasts.say({ text: say('barred.done', { party: made.party }) })
      onClose()
      await queries.invalidateQueries({ queryKey: barredQuery.queryKey })
    },
  })
  const host = serverIn(party)
  return (
    <Dialog title={say('barred.act')} isOpen onClose={onClose}>
      <Form
        tries={tries}
        hasSummary
        act={act}
        press={say('barred.press')}
        look="danger"
        onSubmit={() => act.mutate({ party: party.trim(), rule, reason: reason.trim(), days: Number(days) })}
        onCancel={onClose}
      >
        <TextField
          name="bar-party"
          label={say('barred.party')}
          help={host === undefined ? say('barred.partyHelp') : say('barred.serverWarn', { host })}
          value={party}
          onChange={setParty}
          spellCheck={false}
          lengthMax={moderationLimits.partyLengthMax}
          error={tries.errorOf('bar-party')}
        />
        <SelectField
          name="bar-rule"
          label={say('barred.rule')}
          value={rule}
          onChange={(next) => setRule(houseRules.find((one) => one === next) ?? 'threats')}
          options={houseRules.map((one) => ({ value: one, label: houseRuleWords[one][locale] }))}
        />
        <TextField
          name="bar-reason"
          label={say('barred.reason')}
          help={say('barred.reasonHelp')}
          value={reason}
          onChange={setReason}
          lines={3}
          lengthMax={moderationLimits.reasonLengthMax}
          error={tries.errorOf('bar-reason')}
        />
        <SelectField
          name="bar-days"
          label={say('barred.days')}
          value={days}
          onChange={(next) => setDays(lengths.find((one) => one === next) ?? '90')}
          options={lengths.map((one) => ({ value: one, label: say(`barred.days.${one}`) }))}
        />
      </Form>
    </Dialog>
  )
}

/** The server that is typed, where it is a whole one. */
function serverIn(typed: string): string | undefined {
  const plain = typed
    .trim()
    .replace(/^https?:\/\//u, '')
    .replace(/\/$/u, '')
  return /^[^@/\s]+\.[^@/\s]{2,}$/u.test(plain) ? plain : undefined
}
