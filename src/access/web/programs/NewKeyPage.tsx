import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { GrantWords } from '#access/web/people/GrantWords.tsx'
import { keysQuery, makeKey, type Made } from '#access/web/programs/data.ts'
import { emptyKey, grantsOf, newKeyOf, type KeyDraft } from '#access/web/programs/key-draft.ts'
import { MadeDialog } from '#access/web/programs/MadeDialog.tsx'
import { WhatItMay } from '#access/web/programs/WhatItMay.tsx'
import { Until } from '#access/web/programs/Until.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import '#access/web/people/People.css'
import '#access/web/programs/Programs.css'

/** A new key: which program, what it may do, until when. */
export function NewKeyPage(): ReactElement {
  const { say } = useProgramWords()
  usePageTitle(say('keys.new'))
  return (
    <div className="stack wide people-pages">
      <p className="back">
        <Link to="/settings/programs">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('new.back')}
        </Link>
      </p>
      <header>
        <h1>{say('keys.new')}</h1>
        <p className="lede">{say('new.lede')}</p>
      </header>
      <Form />
    </div>
  )
}

function Form(): ReactElement {
  const { say } = useProgramWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const accounts = useQuery(keysQuery).data?.accounts ?? []
  const [draft, setDraft] = useState<KeyDraft>(emptyKey)
  const [attempt, setAttempt] = useState(0)
  const [made, setMade] = useState<Made>()
  const change = (part: Partial<KeyDraft>): void => setDraft({ ...draft, ...part })
  const make = useMutation({
    mutationFn: () => makeKey(newKeyOf(draft, Date.now())),
    onSuccess: async (done) => {
      setMade(done)
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
    },
  })
  const noName = draft.name.trim() === '' ? say('new.noName') : undefined
  const errors = [
    ...(noName === undefined ? [] : [{ name: 'program-name', text: noName }]),
    ...(grantsOf(draft).length > 0 ? [] : [{ name: 'may-read', text: say('new.noGrants') }]),
  ]
  const submit = (): void => {
    setAttempt(attempt + 1)
    if (errors.length === 0) make.mutate()
  }
  return (
    <form
      className="stack wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {attempt > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
      {make.error && <ProblemNotice error={make.error} />}
      <section className="card pane stack">
        <TextField
          name="program-name"
          label={say('new.name')}
          help={say('new.nameHelp')}
          value={draft.name}
          onChange={(name) => change({ name })}
          lengthMax={80}
          error={attempt > 0 ? noName : undefined}
        />
        <Until days={draft.days} onChange={(days) => change({ days })} />
      </section>
      <WhatItMay draft={draft} accounts={accounts} onChange={change} />
      <section className="stack" aria-live="polite">
        <h2>{say('new.words')}</h2>
        <GrantWords grants={grantsOf(draft)} />
      </section>
      <Notice>
        <p>{say('new.cannot')}</p>
      </Notice>
      <div>
        <Button look="primary" type="submit" isDisabled={make.isPending}>
          {say(make.isPending ? 'new.making' : 'new.make')}
        </Button>
      </div>
      {made && <MadeDialog made={made} onClose={() => void navigate({ to: '/settings/programs' })} />}
    </form>
  )
}
