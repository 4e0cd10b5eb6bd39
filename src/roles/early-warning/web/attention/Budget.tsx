import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { AttentionOverview, AttentionSettings } from '#roles/early-warning/attention/contract.ts'
import {
  draftOf,
  faultsOf,
  settingsOf,
  type BudgetDraft,
} from '#roles/early-warning/web/attention/budget-draft.ts'
import { overviewQuery, putSettings } from '#roles/early-warning/web/attention/data.ts'
import { QuietField } from '#roles/early-warning/web/attention/QuietField.tsx'
import { TryBudget } from '#roles/early-warning/web/attention/TryBudget.tsx'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { useMay } from '#web/desk.ts'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const breaks = ['grave', 'serious', 'nothing'] as const

/** What the team accepts, with a trial of it beside, before it is saved. */
export function Budget({ overview }: { overview: AttentionOverview }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  const maySet = useMay('settings')
  const [draft, setDraft] = useState(() => draftOf(overview.settings))
  const faults = faultsOf(draft)
  const { changed } = overview
  return (
    <div className="attention-budget">
      <section className="card pane stack">
        <h2>{say('attention.budget.title')}</h2>
        <p className="small muted">
          {changed
            ? say('attention.changedBy', { by: changed.by, day: words.day(changed.at) })
            : say('attention.never')}
        </p>
        {!maySet && <p className="muted">{say('attention.budget.readOnly')}</p>}
        <BudgetForm draft={draft} setDraft={setDraft} zone={overview.timeZone} maySet={maySet} />
      </section>
      <TryBudget settings={faults.length === 0 ? settingsOf(draft) : undefined} />
    </div>
  )
}

type FormProps = { draft: BudgetDraft; setDraft: (draft: BudgetDraft) => void; zone: string; maySet: boolean }

function useKeep() {
  const { say } = useAttentionWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (settings: AttentionSettings) => putSettings(settings),
    onSuccess: (overview) => {
      queries.setQueryData(overviewQuery.queryKey, overview)
      toasts.say({ text: say('attention.budget.kept') })
      void queries.invalidateQueries({ queryKey: ['stories'] })
    },
  })
}

function BudgetForm({ draft, setDraft, zone, maySet }: FormProps): ReactElement {
  const { say } = useAttentionWords()
  const keep = useKeep()
  const wrong = Object.fromEntries(
    faultsOf(draft).map(({ field, key, line }) => [field, say(`attention.budget.${key}`, { line })]),
  )
  const tries = useTries(wrong)
  const change = (part: Partial<BudgetDraft>): void => setDraft({ ...draft, ...part })
  const fields = (
    <>
      <TextField
        name="perWeek"
        label={say('attention.budget.perWeek')}
        help={say('attention.budget.perWeekHelp')}
        value={draft.perWeek}
        onChange={(perWeek) => change({ perWeek })}
        lengthMax={3}
        error={tries.errorOf('perWeek')}
      />
      <QuietField
        quiet={draft.quiet}
        onChange={(quiet) => change({ quiet })}
        zone={zone}
        errorOf={tries.errorOf}
      />
      <SelectField
        name="breaks"
        label={say('attention.budget.breaks')}
        value={draft.breaks}
        onChange={(next) => change({ breaks: breaks.find((one) => one === next) ?? 'grave' })}
        options={breaks.map((value) => ({ value, label: say(`attention.budget.breaks.${value}`) }))}
      />
      <TextField
        name="holidays"
        label={say('attention.budget.holidays')}
        help={say('attention.budget.holidaysHelp')}
        value={draft.holidays}
        onChange={(holidays) => change({ holidays })}
        lines={4}
        lengthMax={8000}
        error={tries.errorOf('holidays')}
      />
      <CheckField
        name="quietOnHolidays"
        label={say('attention.budget.quietOnHolidays')}
        checked={draft.quietOnHolidays}
        onChange={(quietOnHolidays) => change({ quietOnHolidays })}
      />
    </>
  )
  if (!maySet)
    return (
      <fieldset disabled className="bare-set stack">
        {fields}
      </fieldset>
    )
  return (
    <Form
      label={say('attention.budget.title')}
      tries={tries}
      hasSummary
      act={keep}
      press={say('attention.budget.keep')}
      onSubmit={() => keep.mutate(settingsOf(draft))}
    >
      {fields}
    </Form>
  )
}
