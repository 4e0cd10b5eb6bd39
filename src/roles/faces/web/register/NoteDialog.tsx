import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { officialQuery, useLookAlikes } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import { notableNetworks } from '#roles/faces/look-alikes/contract.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

/** Notes an account that imitates ours, where the desk cannot search. */
export function NoteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const accounts = (useQuery(officialQuery).data?.accounts ?? []).filter(({ life }) => life !== 'closed')
  const [form, setForm] = useState({ account: '', network: 'x' as string, handle: '', url: '' })
  const account = form.account || (accounts[0]?.id ?? '')
  const isUrl = /^https?:\/\/\S+\.\S+/u.test(form.url.trim())
  const tries = useTries({
    handle: form.handle.trim() === '' ? say('ask.missing') : undefined,
    url: isUrl ? undefined : say('entry.urlWrong'),
  })
  const act = useLookAlikes(onClose)
  return (
    <Dialog title={say('alike.noteTitle')} isOpen onClose={onClose}>
      <Form
        lede={<p>{say('alike.noteLede')}</p>}
        tries={tries}
        hasSummary
        act={act}
        press={say('alike.noteDo')}
        onCancel={onClose}
        onSubmit={() =>
          act.mutate({
            does: 'note',
            form: { account, network: form.network, handle: form.handle.trim(), url: form.url.trim() },
          })
        }
      >
        <SelectField
          name="imitated"
          label={say('alike.which')}
          value={account}
          onChange={(next) => setForm({ ...form, account: next })}
          options={accounts.map(({ id, name, handle }) => ({ value: id, label: `${name} (${handle})` }))}
        />
        <SelectField
          name="network"
          label={say('ask.network')}
          value={form.network}
          onChange={(network) => setForm({ ...form, network })}
          options={notableNetworks.map((value) => ({ value, label: say(`network.${value}`) }))}
        />
        <TextField
          name="handle"
          label={say('alike.itsHandle')}
          value={form.handle}
          lengthMax={300}
          spellCheck={false}
          onChange={(handle) => setForm({ ...form, handle })}
          error={tries.errorOf('handle')}
        />
        <TextField
          name="url"
          label={say('alike.itsUrl')}
          value={form.url}
          lengthMax={2000}
          spellCheck={false}
          onChange={(url) => setForm({ ...form, url })}
          error={tries.errorOf('url')}
        />
      </Form>
    </Dialog>
  )
}
