import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { boardQuery } from '#roles/publishing/web/accounts/data.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { accountsQuery, addAccount } from '#roles/publishing/web/data.ts'
import { ProblemError } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ErrorSummary, type FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Networks people have accounts on, whether this desk speaks to them or not. */
const networksKnown = ['mastodon', 'bluesky', 'x', 'facebook', 'instagram', 'linkedin', 'threads', 'email']
const empty = { network: '', handle: '', name: '', languages: 'en, fr' }

/** Notes an account of ours; connecting it comes after. `networks`: those this desk speaks to. */
export function AccountForm({ networks }: { networks: readonly string[] }): ReactElement {
  const { say, locale } = useAccountWords()
  const queries = useQueryClient()
  const [form, setForm] = useState(empty)
  const [errors, setErrors] = useState<FieldError[]>([])
  const [attempt, setAttempt] = useState(0)
  const add = useMutation({
    mutationFn: () =>
      addAccount({
        network: form.network.trim().toLowerCase(),
        handle: form.handle.trim(),
        name: form.name.trim(),
        languages: tagsOf(form.languages),
      }),
    onSuccess: async (account) => {
      setForm(empty)
      setErrors([])
      toasts.say({ text: say('add.added', { name: account.name }) })
      await queries.invalidateQueries({ queryKey: accountsQuery.queryKey })
      await queries.invalidateQueries({ queryKey: boardQuery.queryKey })
    },
    onError: (error) => {
      const fields = error instanceof ProblemError ? Object.entries(error.problem.fields ?? {}) : []
      setErrors(fields.map(([name, told]) => ({ name: name.split('.')[0] ?? name, text: told[locale] })))
      setAttempt(attempt + 1)
    },
  })
  const errorOf = (name: string): string | undefined => errors.find((one) => one.name === name)?.text
  const field = (name: keyof typeof empty) => ({
    name,
    label: say(`add.${name}`),
    help: say(`add.${name}Help`),
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
    error: errorOf(name),
  })
  return (
    <form
      className="card pane stack"
      noValidate
      aria-labelledby="add-account"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <div>
        <h2 id="add-account">{say('add.button')}</h2>
        <p className="small muted">{say('add.lede')}</p>
      </div>
      <ErrorSummary errors={errors} attempt={attempt} />
      {add.error && errors.length === 0 && <ProblemNotice error={add.error} />}
      <div className="pairs">
        <TextField {...field('network')} list={[...new Set([...networks, ...networksKnown])]} />
        <TextField {...field('handle')} spellCheck={false} />
        <TextField {...field('name')} />
        <TextField {...field('languages')} spellCheck={false} />
      </div>
      <div>
        <Button type="submit" isDisabled={add.isPending}>
          {say('add.button')}
        </Button>
      </div>
    </form>
  )
}

function tagsOf(text: string): string[] {
  return text
    .split(/[\s,;]+/u)
    .map((tag) => tag.toLowerCase())
    .filter((tag) => tag !== '')
}
