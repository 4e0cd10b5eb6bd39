import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { recordKinds } from '#records/contract.ts'
import { stateQuery } from '#records/web/data.ts'
import { kindWords } from '#records/web/entry-words.ts'
import { beginExport } from '#records/web/export/data.ts'
import {
  questionErrors,
  readQuestion,
  times,
  type QuestionDraft,
  type Time,
} from '#records/web/export/question.ts'
import { useExportWords } from '#records/web/export/words.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ErrorSummary, type FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

const empty = {
  purpose: '',
  time: 'lastMonth',
  from: '',
  to: '',
  account: '',
  person: '',
  words: '',
  kind: '',
} as const

/** What an export is asked for. Nothing is made yet: what fits is shown first. */
export function QuestionForm(): ReactElement {
  const { say, locale, timeZone } = useExportWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<QuestionDraft>({ ...empty, locale })
  const [errors, setErrors] = useState<FieldError[]>([])
  const [attempt, setAttempt] = useState(0)
  const begin = useMutation({
    mutationFn: () => beginExport(readQuestion(draft, timeZone)),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['records', 'exports'] })
      await navigate({ to: '/settings/records/exports/$id', params: { id } })
    },
  })
  const submit = (): void => {
    const found = questionErrors(draft).map(({ name, key }) => ({ name, text: say(key) }))
    setErrors(found)
    setAttempt(attempt + 1)
    if (found.length === 0) begin.mutate()
  }
  const errorOf = (name: string): string | undefined => errors.find((error) => error.name === name)?.text
  const put = (name: keyof QuestionDraft) => (value: string) => setDraft({ ...draft, [name]: value })
  return (
    <form
      className="card pane export-form"
      aria-labelledby="export-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2 id="export-new">{say('exports.new')}</h2>
      <ErrorSummary errors={errors} attempt={attempt} />
      {begin.error && <ProblemNotice error={begin.error} />}
      <TextField
        name="purpose"
        label={say('exports.purpose')}
        help={say('exports.purposeHelp')}
        error={errorOf('purpose')}
        value={draft.purpose}
        onChange={put('purpose')}
        lengthMax={200}
      />
      <TimeFields draft={draft} onChange={setDraft} error={errorOf('from')} />
      <MatchFields draft={draft} put={put} />
      <SelectField
        name="locale"
        label={say('exports.language')}
        help={say('exports.languageHelp')}
        value={draft.locale}
        onChange={put('locale')}
        options={[
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
      />
      <div>
        <Button look="primary" type="submit" icon={ListChecks} isDisabled={begin.isPending}>
          {say('exports.begin')}
        </Button>
      </div>
    </form>
  )
}

function TimeFields(props: {
  draft: QuestionDraft
  onChange: (draft: QuestionDraft) => void
  error: string | undefined
}): ReactElement {
  const { say } = useExportWords()
  const { draft, onChange } = props
  const label = (time: Time): string =>
    time === 'dates' ? say('exports.dates') : say(`exports.time.${time}`)
  return (
    <div className="export-row">
      <SelectField
        name="time"
        label={say('exports.time')}
        value={draft.time}
        onChange={(next) => onChange({ ...draft, time: times.find((one) => one === next) ?? 'all' })}
        options={times.map((time) => ({ value: time, label: label(time) }))}
      />
      {draft.time === 'dates' && (
        <>
          <TextField
            name="from"
            type="date"
            label={say('exports.from')}
            error={props.error}
            value={draft.from}
            onChange={(from) => onChange({ ...draft, from })}
          />
          <TextField
            name="to"
            type="date"
            label={say('exports.to')}
            value={draft.to}
            onChange={(to) => onChange({ ...draft, to })}
          />
        </>
      )}
    </div>
  )
}

function MatchFields(props: {
  draft: QuestionDraft
  put: (name: keyof QuestionDraft) => (value: string) => void
}): ReactElement {
  const { say } = useExportWords()
  const words = useRecordsWords()
  const { draft, put } = props
  const { data: state } = useQuery(stateQuery)
  return (
    <>
      <div className="export-row">
        <SelectField
          name="kind"
          label={say('exports.kind')}
          value={draft.kind}
          onChange={put('kind')}
          options={[
            { value: '', label: say('exports.anyKind') },
            ...recordKinds
              .map((kind) => ({ value: kind, label: kindWords(kind, words) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, words.tag)),
          ]}
        />
        <SelectField
          name="account"
          label={say('exports.account')}
          value={draft.account}
          onChange={put('account')}
          options={[
            { value: '', label: say('exports.anyAccount') },
            ...(state?.accounts ?? []).map((account) => ({ value: account, label: account })),
          ]}
        />
        <TextField
          name="person"
          label={say('exports.person')}
          value={draft.person}
          onChange={put('person')}
          lengthMax={80}
        />
      </div>
      <TextField
        name="words"
        label={say('exports.words')}
        help={say('exports.wordsHelp')}
        value={draft.words}
        onChange={put('words')}
        lengthMax={300}
        spellCheck={false}
      />
    </>
  )
}
