import { useState, type ReactElement } from 'react'
import { useOfficial } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Accounts that stay while the desk does. */
const stays: ReadonlySet<string> = new Set(['pages', 'activitypub', 'practice'])

/** The end of an account: asked for here, with everything the record needs. */
export function CloseCard({ account }: { account: OfficialAccount }): ReactElement | null {
  const { say } = useRegisterWords()
  const [asks, setAsks] = useState(false)
  if (stays.has(account.network)) return null
  return (
    <section className="card pane stack" aria-labelledby="close">
      <h2 id="close">{say('close.title')}</h2>
      <p>{say('close.lede')}</p>
      <div>
        <Button look="danger" onPress={() => setAsks(true)}>
          {say('close.ask')}
        </Button>
      </div>
      {asks && <CloseDialog account={account} onClose={() => setAsks(false)} />}
    </section>
  )
}

const empty = { why: '', recordsKept: '', heldBy: '', networkSays: '', en: '', fr: '', followUrl: '' }

function CloseDialog({ account, onClose }: { account: OfficialAccount; onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const [form, setForm] = useState(empty)
  const needed = (text: string): string | undefined => (text.trim() === '' ? say('ask.missing') : undefined)
  const isUrl = form.followUrl.trim() === '' || /^https?:\/\/\S+\.\S+/u.test(form.followUrl.trim())
  const tries = useTries({
    ...{ why: needed(form.why), recordsKept: needed(form.recordsKept), heldBy: needed(form.heldBy) },
    ...{ networkSays: needed(form.networkSays), en: needed(form.en), fr: needed(form.fr) },
    followUrl: isUrl ? undefined : say('entry.urlWrong'),
  })
  const act = useOfficial(() => {
    toasts.say({ text: say('close.done', { name: account.name }) })
    onClose()
  })
  const text = (name: keyof typeof empty, lengthMax: number) => ({
    ...{ name, label: say(`close.${name}`), value: form[name], lengthMax, error: tries.errorOf(name) },
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  })
  return (
    <Dialog
      title={say('close.dialog', { name: account.name })}
      role="alertdialog"
      wide
      isOpen
      onClose={onClose}
    >
      <Form
        lede={<p>{say('close.forGood')}</p>}
        tries={tries}
        hasSummary
        act={act}
        press={say('close.do')}
        look="danger"
        onCancel={onClose}
        stay={say('close.keep')}
        onSubmit={() => {
          const { en, fr, followUrl, ...rest } = form
          const link = followUrl.trim() === '' ? {} : { followUrl: followUrl.trim() }
          act.mutate({ does: 'close', id: account.id, form: { ...rest, public: { en, fr }, ...link } })
        }}
      >
        <TextField {...text('why', 2000)} lines={2} />
        <TextField {...text('recordsKept', 2000)} help={say('close.recordsKeptHelp')} lines={2} />
        <TextField {...text('heldBy', 200)} help={say('close.heldByHelp')} />
        <TextField {...text('networkSays', 2000)} help={say('close.networkSaysHelp')} lines={2} />
        <TextField {...text('en', 300)} help={say('close.enHelp')} lines={2} />
        <TextField {...text('fr', 300)} lines={2} />
        <TextField {...text('followUrl', 2000)} help={say('close.followUrlHelp')} spellCheck={false} />
      </Form>
    </Dialog>
  )
}
