import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { mayDo } from '#kernel/permission.ts'
import { stateQuery } from '#records/web/data.ts'
import type { HoldDraft } from '#records/web/hold-draft.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { sessionQuery } from '#web/client.ts'
import { TextField } from '#web/parts/Field/Field.tsx'

/** What a hold covers: everything that is filled in must fit. */
export function ScopeFields(props: {
  draft: HoldDraft
  onChange: (name: keyof HoldDraft, value: string) => void
}): ReactElement {
  const { say } = useRecordsWords()
  const { draft, onChange } = props
  const grants = useQuery(sessionQuery).data?.grants ?? []
  // Accounts are offered to those who may read the archive; others type the account they mean.
  const { data: state } = useQuery({ ...stateQuery, enabled: mayDo(grants, 'records') })
  const field = (name: keyof HoldDraft) => ({
    name,
    value: draft[name],
    onChange: (value: string) => onChange(name, value),
  })
  return (
    <fieldset className="stack">
      <legend className="record-legend">
        <b>{say('holds.scope')}</b>
      </legend>
      <p className="small muted">{say('holds.scopeHelp')}</p>
      <div className="record-two">
        <TextField
          {...field('account')}
          label={say('search.account')}
          lengthMax={100}
          list={state?.accounts ?? []}
        />
        <TextField {...field('words')} label={say('search.words')} lengthMax={300} spellCheck={false} />
        <TextField {...field('from')} type="date" label={say('search.from')} />
        <TextField {...field('to')} type="date" label={say('search.to')} />
      </div>
      <TextField
        {...field('subject')}
        label={say('holds.subject')}
        help={say('holds.subjectHelp')}
        lengthMax={300}
      />
    </fieldset>
  )
}
