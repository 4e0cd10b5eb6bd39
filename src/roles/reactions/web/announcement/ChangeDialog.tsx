import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { hourMs } from '#kernel/time.ts'
import type { Announcement, AnnouncementChange } from '#roles/reactions/contract.ts'
import { reactionChoices } from '#roles/reactions/web/announcement-draft.ts'
import { announcementsQuery, changeAnnouncement, removeAnnouncement } from '#roles/reactions/web/data.ts'
import { lengthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Changes what is known of an announcement, or stops following it. Its baseline stays frozen. */
export function ChangeDialog(props: { announcement: Announcement; onClose: () => void }): ReactElement {
  const { announcement, onClose } = props
  const { say } = useReactionWords()
  const [isRemoving, setIsRemoving] = useState(false)
  return (
    <Dialog title={say(isRemoving ? 'remove.title' : 'change.title')} isOpen wide onClose={onClose}>
      {isRemoving ? (
        <Remove id={announcement.id} title={announcement.title} onKeep={() => setIsRemoving(false)} />
      ) : (
        <>
          <ChangeForm announcement={announcement} onClose={onClose} />
          <div>
            <Button look="quiet" onPress={() => setIsRemoving(true)}>
              {say('remove.ask')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function ChangeForm({
  announcement,
  onClose,
}: {
  announcement: Announcement
  onClose: () => void
}): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const queries = useQueryClient()
  const { data: list } = useQuery(announcementsQuery)
  const { id, revision, reaction, startedAt } = announcement
  const hours = String(Math.round((Date.parse(reaction.to) - Date.parse(startedAt)) / hourMs))
  const [draft, setDraft] = useState({
    title: announcement.title,
    text: announcement.text,
    kind: announcement.kind ?? '',
    hours,
  })
  const tries = useTries({ title: draft.title.trim() === '' ? say('new.wrong.title') : undefined })
  const keep = useMutation({
    mutationFn: (change: AnnouncementChange) => changeAnnouncement(id, change),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['announcement', id] })
      await queries.invalidateQueries({ queryKey: ['announcement-analysis', id] })
      await queries.invalidateQueries({ queryKey: announcementsQuery.queryKey })
    },
  })
  const choices = [...new Set([...reactionChoices, hours])].toSorted((a, b) => Number(a) - Number(b))
  const submit = (): void =>
    keep.mutate({
      revision,
      title: draft.title.trim(),
      text: draft.text.trim(),
      kind: draft.kind.trim(),
      ...(draft.hours === hours ? {} : { reactionHours: Number(draft.hours) }),
    })
  return (
    <Form tries={tries} act={keep} press={say('form.keepChanges')} onSubmit={submit} onCancel={onClose}>
      <TextField
        name="title"
        label={say('new.name')}
        value={draft.title}
        onChange={(title) => setDraft({ ...draft, title })}
        lengthMax={200}
        error={tries.errorOf('title')}
      />
      <TextField
        name="text"
        label={say('new.text')}
        help={say('new.textHelp')}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
        lines={5}
        lengthMax={20_000}
      />
      <TextField
        name="kind"
        label={say('new.kind')}
        help={say('new.kindHelp')}
        value={draft.kind}
        onChange={(kind) => setDraft({ ...draft, kind })}
        list={list?.kinds ?? []}
        lengthMax={60}
      />
      {announcement.state === 'following' && (
        <SelectField
          name="reactionHours"
          label={say('new.reaction')}
          value={draft.hours}
          onChange={(value) => setDraft({ ...draft, hours: value })}
          options={choices.map((value) => ({ value, label: lengthWords(Number(value) * 60, words) }))}
        />
      )}
    </Form>
  )
}

function Remove(props: { id: string; title: string; onKeep: () => void }): ReactElement {
  const { say } = useReactionWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => removeAnnouncement(props.id),
    onSuccess: async () => {
      toasts.say({ text: say('remove.done', { title: props.title }) })
      await navigate({ to: '/reactions' })
      await queries.invalidateQueries({ queryKey: announcementsQuery.queryKey })
    },
  })
  return (
    <>
      <p>{say('remove.what', { title: props.title })}</p>
      {remove.error && <ProblemNotice error={remove.error} />}
      <div className="answers">
        <Button look="danger" onPress={() => remove.mutate()} isDisabled={remove.isPending}>
          {say('remove.ask')}
        </Button>
        <Button onPress={props.onKeep} autoFocus>
          {say('remove.keep')}
        </Button>
      </div>
    </>
  )
}
