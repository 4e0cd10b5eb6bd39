import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Message, MessageVersion } from '#roles/publishing/contract.ts'
import { messageQuery, notePublished } from '#roles/publishing/web/data.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { ProblemError } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = { message: Message; version: MessageVersion; account: string }

/** Notes that somebody published a version by hand: where it stands, and since when. */
export function NotePublished(props: Props): ReactElement {
  const { say } = usePublishWords()
  const [isOpen, setOpen] = useState(false)
  const { account, language } = props.version.content
  return (
    <>
      <Button
        small
        look="primary"
        label={say('note.name', { language: autonym(language) })}
        onPress={() => setOpen(true)}
      >
        {say('note.button')}
      </Button>
      <Dialog
        title={say('note.title', { language: autonym(language), account: props.account })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <NoteForm key={account} {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function NoteForm({ message, version, onDone }: Props & { onDone: () => void }): ReactElement {
  const { say, locale } = usePublishWords()
  const queries = useQueryClient()
  const [url, setUrl] = useState('')
  const [at, setAt] = useState('')
  const [wrong, setWrong] = useState<string>()
  const { account, language } = version.content
  const note = useMutation({
    mutationFn: () =>
      notePublished(message.id, {
        ...{ account, language, sha256: version.sha256, url: url.trim() },
        ...(at === '' ? {} : { publishedAt: new Date(at).toISOString() }),
      }),
    onSuccess: async (now) => {
      onDone()
      queries.setQueryData(messageQuery(message.id).queryKey, now)
      await queries.invalidateQueries({ queryKey: ['messages'] })
    },
  })
  const submit = (): void => {
    const isAddress = /^https?:\/\/\S+$/u.test(url.trim())
    setWrong(isAddress ? undefined : say('note.wrongUrl'))
    if (isAddress) note.mutate()
    else document.getElementById('field-note-url')?.focus()
  }
  const fields = note.error instanceof ProblemError ? note.error.problem.fields : undefined
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p>{say('note.lede')}</p>
      {note.error && <ProblemNotice error={note.error} />}
      <TextField
        name="note-url"
        label={say('note.url')}
        help={say('note.urlHelp')}
        value={url}
        onChange={setUrl}
        error={wrong ?? fields?.['url']?.[locale]}
        autoFocus
      />
      <TextField
        name="note-at"
        type="datetime-local"
        label={say('note.at')}
        help={say('note.atHelp')}
        value={at}
        onChange={setAt}
        error={fields?.['publishedAt']?.[locale]}
      />
      <div className="answers">
        <Button look="primary" type="submit" isDisabled={note.isPending}>
          {say('note.save')}
        </Button>
        <Button onPress={onDone}>{say('form.cancel')}</Button>
      </div>
    </form>
  )
}
