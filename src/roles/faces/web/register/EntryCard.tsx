import { useState, type ReactElement } from 'react'
import { useOfficial } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import type { AccountKind } from '#roles/faces/register/contract.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const kinds: readonly AccountKind[] = ['official', 'role', 'personal']

/** What the public register says of an account, and a way to change it. */
export function EntryCard({ account }: { account: OfficialAccount }): ReactElement {
  const words = useRegisterWords()
  const { say } = words
  const [isEditing, setEditing] = useState(false)
  const { entry, isNew, mayManage, languages } = account
  return (
    <section className="card pane stack" aria-labelledby="entry">
      <div className="row between">
        <h2 id="entry">{say('entry.title')}</h2>
        {!entry.isListed && <Badge look="held">{say('entry.unlisted')}</Badge>}
      </div>
      {isEditing ? (
        <EntryForm account={account} onClose={() => setEditing(false)} />
      ) : (
        <>
          {isNew && mayManage && <p>{say('entry.new')}</p>}
          <dl className="facts">
            <dt>{say('entry.kind')}</dt>
            <dd>{say(`kind.${entry.kind}`)}</dd>
            <dt>{say('entry.purposeEn')}</dt>
            <dd lang="en">{entry.purpose.en || say('entry.nothing')}</dd>
            <dt>{say('entry.purposeFr')}</dt>
            <dd lang="fr">{entry.purpose.fr || say('entry.nothing')}</dd>
            <dt>{say('entry.languages')}</dt>
            <dd>{words.list(languages.map(words.language))}</dd>
            {entry.since !== undefined && (
              <>
                <dt>{say('entry.since')}</dt>
                <dd>
                  {new Intl.DateTimeFormat(words.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
                    new Date(entry.since),
                  )}
                </dd>
              </>
            )}
          </dl>
          {mayManage && (
            <div>
              <Button onPress={() => setEditing(true)}>{say('entry.change')}</Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

function EntryForm({ account, onClose }: { account: OfficialAccount; onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const { entry } = account
  const [form, setForm] = useState({
    ...{ kind: entry.kind, en: entry.purpose.en, fr: entry.purpose.fr, isListed: entry.isListed },
    ...{ url: entry.profileUrl ?? '', since: entry.since ?? '' },
  })
  const isUrl = form.url.trim() === '' || /^https?:\/\/\S+\.\S+/u.test(form.url.trim())
  const tries = useTries({ profile: isUrl ? undefined : say('entry.urlWrong') })
  const act = useOfficial(() => {
    toasts.say({ text: say('entry.saved') })
    onClose()
  })
  const text = (name: 'en' | 'fr' | 'url' | 'since') => ({
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  })
  return (
    <Form
      tries={tries}
      act={act}
      press={say('entry.save')}
      onCancel={onClose}
      label={say('entry.title')}
      onSubmit={() =>
        act.mutate({
          ...{ does: 'entry', id: account.id },
          form: {
            ...{
              kind: form.kind,
              isListed: form.isListed,
              purpose: { en: form.en.trim(), fr: form.fr.trim() },
            },
            ...(form.url.trim() === '' ? {} : { profileUrl: form.url.trim() }),
            ...(form.since === '' ? {} : { since: form.since }),
          },
        })
      }
    >
      <SelectField
        name="kind"
        label={say('entry.kind')}
        value={form.kind}
        onChange={(kind) => setForm({ ...form, kind: kinds.find((one) => one === kind) ?? 'official' })}
        options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
      />
      <TextField name="purpose-en" label={say('entry.purposeEn')} lines={2} lengthMax={300} {...text('en')} />
      <TextField name="purpose-fr" label={say('entry.purposeFr')} lines={2} lengthMax={300} {...text('fr')} />
      <TextField
        name="profile"
        label={say('entry.url')}
        help={say('entry.urlHelp')}
        spellCheck={false}
        error={tries.errorOf('profile')}
        {...text('url')}
      />
      <TextField
        name="since"
        label={say('entry.since')}
        help={say('entry.sinceHelp')}
        type="date"
        {...text('since')}
      />
      <CheckField
        name="listed"
        label={say('entry.listed')}
        help={say('entry.listedHelp')}
        checked={form.isListed}
        onChange={(isListed) => setForm({ ...form, isListed })}
      />
    </Form>
  )
}
