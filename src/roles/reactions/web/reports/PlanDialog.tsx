import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { ScheduleList } from '#roles/reactions/reports/contract.ts'
import { oddIn, planReport } from '#roles/reactions/web/reports/data.ts'
import {
  inputOf,
  newPlan,
  toggled,
  withEvery,
  type PlanDraft,
} from '#roles/reactions/web/reports/plan-draft.ts'
import { weekDays } from '#roles/reactions/web/reports/rhythm-words.ts'
import { useReportWords, type ReportWords } from '#roles/reactions/web/reports/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = { announcementId: string; list: ScheduleList; onClose: () => void }

/** Plans a report: how often, when on the wall, in which language, to whom. */
export function PlanDialog({ announcementId, list, onClose }: Props): ReactElement {
  const words = useReportWords()
  const { say } = words
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => newPlan(list, words.locale))
  const isNobody = draft.people.length + draft.addresses.length === 0
  const act = useMutation({
    mutationFn: () => planReport(announcementId, inputOf(draft)),
    onSuccess: async () => {
      toasts.say({ text: say('plan.done') })
      onClose()
      await queries.invalidateQueries({ queryKey: ['report-schedules', announcementId] })
    },
  })
  const odd = oddIn(act.error)
  const tries = useTries({
    'plan-time': draft.atTime === '' ? say('plan.needTime') : undefined,
    'plan-skipped':
      odd?.skippedOn !== undefined && draft.ifSkipped === '' ? say('plan.needChoice') : undefined,
    'plan-twice': odd?.twiceOn !== undefined && draft.ifTwice === '' ? say('plan.needChoice') : undefined,
    'plan-to': isNobody ? say('plan.needTo') : undefined,
  })
  const change = (part: Partial<PlanDraft>): void => setDraft({ ...draft, ...part })
  const shared = { draft, change, words, errorOf: tries.errorOf }
  return (
    <Dialog title={say('plan.title')} isOpen wide onClose={onClose}>
      <Form
        lede={<p>{say('plan.lede')}</p>}
        tries={tries}
        hasSummary
        act={act}
        press={say('plan.press')}
        onSubmit={() => act.mutate()}
        onCancel={onClose}
      >
        <Rhythm {...shared} setDraft={setDraft} />
        {odd?.skippedOn !== undefined && <IfSkipped {...shared} day={odd.skippedOn} />}
        {odd?.twiceOn !== undefined && <IfTwice {...shared} day={odd.twiceOn} />}
        <SelectField
          name="plan-language"
          label={say('plan.language')}
          value={draft.language}
          onChange={(language) => change({ language: language === 'fr' ? 'fr' : 'en' })}
          options={(['en', 'fr'] as const).map((value) => ({ value, label: words.language(value) }))}
        />
        <Recipients {...shared} list={list} />
      </Form>
    </Dialog>
  )
}

type Shared = {
  draft: PlanDraft
  change: (part: Partial<PlanDraft>) => void
  words: ReportWords
  errorOf: (name: 'plan-time' | 'plan-skipped' | 'plan-twice' | 'plan-to') => string | undefined
}

function Rhythm({
  draft,
  change,
  words,
  errorOf,
  setDraft,
}: Shared & { setDraft: (draft: PlanDraft) => void }): ReactElement {
  const { say } = words
  const days =
    draft.every === 'week'
      ? weekDays(words.tag).map((label, i) => ({ value: String(i + 1), label }))
      : [...Array.from({ length: 28 }, (_, i) => i + 1), 0].map((day) => ({
          value: String(day),
          label: day === 0 ? say('plan.lastDay') : String(day),
        }))
  return (
    <>
      <div className="pairs">
        <SelectField
          name="plan-every"
          label={say('plan.every')}
          value={draft.every}
          onChange={(every) => setDraft(withEvery(draft, every as PlanDraft['every']))} // its options are these
          options={(['day', 'week', 'month'] as const).map((value) => ({
            value,
            label: say(`plan.every.${value}`),
          }))}
        />
        {draft.every !== 'day' && (
          <SelectField
            name="plan-day"
            label={say('plan.day')}
            value={draft.onDay}
            onChange={(onDay) => change({ onDay })}
            options={days}
          />
        )}
      </div>
      <div className="pairs">
        <TextField
          name="plan-time"
          type="time"
          label={say('plan.time')}
          value={draft.atTime}
          onChange={(atTime) => change({ atTime, ifSkipped: '', ifTwice: '' })}
          error={errorOf('plan-time')}
        />
        <SelectField
          name="plan-zone"
          label={say('plan.zone')}
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone, ifSkipped: '', ifTwice: '' })}
          options={[
            ...new Set([words.timeZone, draft.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')]),
          ].map((zone) => ({ value: zone, label: zone }))}
        />
      </div>
    </>
  )
}

function IfSkipped({ draft, change, words, errorOf, day }: Shared & { day: string }): ReactElement {
  const { say } = words
  return (
    <SelectField
      name="plan-skipped"
      label={say('plan.skipped', { day: dayWords(day, words) })}
      value={draft.ifSkipped}
      onChange={(value) => change({ ifSkipped: value as PlanDraft['ifSkipped'] })} // its options are these
      options={[
        { value: '', label: say('plan.choose') },
        { value: 'after', label: say('plan.skipped.after') },
        { value: 'leave-out', label: say('plan.skipped.leave-out') },
      ]}
      error={errorOf('plan-skipped')}
    />
  )
}

function IfTwice({ draft, change, words, errorOf, day }: Shared & { day: string }): ReactElement {
  const { say } = words
  return (
    <SelectField
      name="plan-twice"
      label={say('plan.twice', { day: dayWords(day, words) })}
      value={draft.ifTwice}
      onChange={(value) => change({ ifTwice: value as PlanDraft['ifTwice'] })} // its options are these
      options={[
        { value: '', label: say('plan.choose') },
        { value: 'first', label: say('plan.twice.first') },
        { value: 'second', label: say('plan.twice.second') },
      ]}
      error={errorOf('plan-twice')}
    />
  )
}

/** A date of the calendar, without a clock or a zone. */
function dayWords(day: string, { tag }: ReportWords): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}

function Recipients({ draft, change, words, errorOf, list }: Shared & { list: ScheduleList }): ReactElement {
  const { say } = words
  const error = errorOf('plan-to')
  const isEmpty = list.people.length + list.addresses.length === 0
  return (
    <fieldset className="report-to" aria-describedby={error === undefined ? undefined : 'error-plan-to'}>
      <legend id="field-plan-to" tabIndex={-1}>
        {say('plan.to')}
      </legend>
      {error !== undefined && (
        <p className="wrong-words" id="error-plan-to">
          {error}
        </p>
      )}
      {isEmpty && <p className="help">{say('plan.nobody')}</p>}
      {list.people.map(({ id, name }) => (
        <CheckField
          key={id}
          name={`plan-person-${id}`}
          label={name}
          checked={draft.people.includes(id)}
          onChange={(isChosen) => change({ people: toggled(draft.people, id, isChosen) })}
        />
      ))}
      {list.addresses.map(({ address, name }) => (
        <CheckField
          key={address}
          name={`plan-address-${address}`}
          label={name}
          help={address}
          checked={draft.addresses.includes(address)}
          onChange={(isChosen) => change({ addresses: toggled(draft.addresses, address, isChosen) })}
        />
      ))}
    </fieldset>
  )
}
