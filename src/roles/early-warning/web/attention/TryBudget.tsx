import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { AttentionSettings } from '#roles/early-warning/attention/contract.ts'
import { tryBudget } from '#roles/early-warning/web/attention/data.ts'
import { WeighedList } from '#roles/early-warning/web/attention/WeighedList.tsx'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

const weekChoices = [1, 2, 4, 8]

/** What would have interrupted in past weeks with the settings in the form, on the stories that were told. */
export function TryBudget({ settings }: { settings: AttentionSettings | undefined }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  const [weeks, setWeeks] = useState('4')
  const trial = useMutation({
    mutationFn: (wish: AttentionSettings) => tryBudget(wish, Number(weeks)),
  })
  const nowMs = Date.now()
  return (
    <section className="card pane stack trial">
      <h2>{say('attention.try.title')}</h2>
      <div className="row end-line">
        <SelectField
          name="try-weeks"
          label={say('attention.try.weeks')}
          value={weeks}
          onChange={setWeeks}
          options={weekChoices.map((count) => ({
            value: String(count),
            label: say('attention.try.weeksChoice', { count }),
          }))}
        />
        <Button
          isDisabled={settings === undefined || trial.isPending}
          onPress={() => settings && trial.mutate(settings)}
        >
          {say('attention.try.go')}
        </Button>
      </div>
      <div role="status" className="stack">
        {trial.error && <ProblemNotice error={trial.error} />}
        {trial.data && (
          <>
            <p className="big">
              {words.rich('attention.try.would', {
                count: trial.data.interruptions.length,
                since: words.when(trial.data.since, nowMs),
                was: trial.data.was,
              })}
            </p>
            <p className="muted">{say('attention.try.of', { count: trial.data.stories })}</p>
            <WeighedList of={trial.data.interruptions} nowMs={nowMs} />
            <p className="small muted">
              <CoverageWords note={trial.data.coverage} />
            </p>
          </>
        )}
      </div>
    </section>
  )
}
