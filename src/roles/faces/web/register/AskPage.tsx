import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { officialQuery, useOfficial } from '#roles/faces/web/register/data.ts'
import { OwnersField } from '#roles/faces/web/register/OwnersField.tsx'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { AccountKind } from '#roles/faces/register/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Register.css'

const networks = [
  'mastodon',
  'bluesky',
  'x',
  'facebook',
  'instagram',
  'linkedin',
  'threads',
  'youtube',
] as const
const kinds: readonly AccountKind[] = ['official', 'role', 'personal']
const empty = {
  ...{
    network: 'mastodon',
    handle: '',
    name: '',
    kind: 'official' as AccountKind,
    purposeEn: '',
    purposeFr: '',
  },
  ...{ why: '', en: true, fr: true, owners: [] as string[] },
}

/** Asks for a new account: for what, for whom, why, and who would own it. */
export function AskPage(): ReactElement {
  const { say } = useRegisterWords()
  const navigate = useNavigate()
  const board = useQuery(officialQuery)
  const [form, setForm] = useState(empty)
  usePageTitle(say('ask.title'))
  const missing = (text: string): string | undefined => (text.trim() === '' ? say('ask.missing') : undefined)
  const tries = useTries({
    ...{ handle: missing(form.handle), name: missing(form.name), purposeEn: missing(form.purposeEn) },
    ...{ purposeFr: missing(form.purposeFr), en: form.en || form.fr ? undefined : say('ask.noLanguage') },
    why: missing(form.why),
  })
  const act = useOfficial(() => {
    toasts.say({ text: say('ask.done') })
    void navigate({ to: '/directory/accounts' })
  })
  const text = (name: 'handle' | 'name' | 'purposeEn' | 'purposeFr' | 'why', lengthMax: number) => ({
    ...{ name, label: say(`ask.${name}`), value: form[name], lengthMax, error: tries.errorOf(name) },
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  })
  return (
    <div className="stack official narrow">
      <p className="back">
        <Link to="/directory/accounts">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.accounts')}
        </Link>
      </p>
      <header>
        <h1>{say('ask.title')}</h1>
        <p className="lede">{say('ask.lede')}</p>
      </header>
      {board.error && <ProblemNotice error={board.error} onAgain={() => void board.refetch()} />}
      <Form
        className="card pane"
        tries={tries}
        hasSummary
        act={act}
        press={say('ask.send')}
        label={say('ask.title')}
        onSubmit={() =>
          act.mutate({
            does: 'ask',
            form: {
              ...{
                network: form.network,
                handle: form.handle.trim(),
                name: form.name.trim(),
                kind: form.kind,
              },
              languages: [...(form.en ? ['en'] : []), ...(form.fr ? ['fr'] : [])],
              purpose: { en: form.purposeEn.trim(), fr: form.purposeFr.trim() },
              ...{ why: form.why.trim(), owners: form.owners },
            },
          })
        }
      >
        <SelectField
          name="network"
          label={say('ask.network')}
          value={form.network}
          onChange={(network) => setForm({ ...form, network })}
          options={networks.map((value) => ({ value, label: say(`network.${value}`) }))}
        />
        <TextField {...text('handle', 200)} help={say('ask.handleHelp')} spellCheck={false} />
        <TextField {...text('name', 200)} />
        <SelectField
          name="kind"
          label={say('entry.kind')}
          value={form.kind}
          onChange={(kind) => setForm({ ...form, kind: kinds.find((one) => one === kind) ?? 'official' })}
          options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        <TextField {...text('purposeEn', 300)} help={say('ask.purposeHelp')} lines={2} />
        <TextField {...text('purposeFr', 300)} lines={2} />
        <fieldset className="stack tight">
          <legend>{say('ask.languages')}</legend>
          {tries.errorOf('en') && <p className="wrong-words">{tries.errorOf('en')}</p>}
          <CheckField
            name="en"
            label="English"
            checked={form.en}
            onChange={(en) => setForm({ ...form, en })}
          />
          <CheckField
            name="fr"
            label="Français"
            checked={form.fr}
            onChange={(fr) => setForm({ ...form, fr })}
          />
        </fieldset>
        <TextField {...text('why', 2000)} help={say('ask.whyHelp')} lines={4} />
        <OwnersField
          people={board.data?.people ?? []}
          owners={form.owners}
          onChange={(owners) => setForm({ ...form, owners })}
          help={say('ask.ownersHelp')}
        />
      </Form>
    </div>
  )
}
