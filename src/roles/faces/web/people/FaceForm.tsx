import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type Dispatch, type ReactElement, type SetStateAction } from 'react'
import { faceLimits, type MyFace } from '#roles/faces/people/contract.ts'
import { mineQuery, writeMine } from '#roles/faces/web/data.ts'
import { BothField } from '#roles/faces/web/people/BothField.tsx'
import { faceOf, faultsIn, type FaceDraft } from '#roles/faces/web/people/draft.ts'
import { LanguagesField } from '#roles/faces/web/people/LanguagesField.tsx'
import { PhotoField } from '#roles/faces/web/people/PhotoField.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = {
  mine: MyFace
  draft: FaceDraft
  setDraft: Dispatch<SetStateAction<FaceDraft>>
  isSaved: boolean
}

/** What one writes of oneself. Nothing is shown by saving it. */
export function FaceForm({ mine, draft, setDraft, isSaved }: Props): ReactElement {
  const { say } = useDirectoryWords()
  const keep = useKeeping(mine)
  const wrong = Object.fromEntries(
    faultsIn(draft).map(({ field, why }) => [
      field,
      say(`mine.fault.${why === 'half' ? why : wordOf(field)}`),
    ]),
  )
  const tries = useTries<Record<string, string | undefined>>(wrong)
  const { errorOf } = tries
  const [isCutting, setCutting] = useState(false)
  const change = (part: Partial<FaceDraft>): void => setDraft((now) => ({ ...now, ...part }))
  // What was written while a picture was on its way stays.
  const changePhoto = (part: Partial<FaceDraft['photo']>): void =>
    setDraft((now) => ({ ...now, photo: { ...now.photo, ...part } }))
  return (
    <section className="card pane stack" aria-labelledby="write-title">
      <h2 id="write-title" className="row between">
        <span>{say('mine.write')}</span>
        {isSaved ? <Badge look="ok">{say('mine.saved')}</Badge> : <Badge>{say('mine.notSaved')}</Badge>}
      </h2>
      <Form
        label={say('mine.write')}
        tries={tries}
        hasSummary
        act={{ isPending: keep.isPending || isCutting, error: keep.error }}
        press={say('form.keep')}
        look={isSaved ? 'plain' : 'primary'}
        onSubmit={() => keep.mutate(draft)}
      >
        <TextField
          name="name"
          label={say('mine.name')}
          help={say('mine.nameHelp')}
          value={draft.name}
          onChange={(name) => change({ name })}
          lengthMax={faceLimits.nameMax}
          autoComplete="given-name"
          error={errorOf('name')}
        />
        <BothField
          {...{ name: 'team', label: say('mine.team'), help: say('mine.teamHelp'), errorOf }}
          value={draft.team}
          onChange={(team) => change({ team })}
          lengthMax={faceLimits.teamMax}
        />
        <BothField
          {...{ name: 'helps', label: say('mine.helps'), help: say('mine.helpsHelp'), lines: 2, errorOf }}
          value={draft.helps}
          onChange={(helps) => change({ helps })}
          lengthMax={faceLimits.helpsMax}
        />
        <LanguagesField chosen={draft.languages} onChange={(languages) => change({ languages })} />
        <BothField
          {...{ name: 'hours', label: say('mine.hours'), help: say('mine.hoursHelp'), errorOf }}
          value={draft.hours}
          onChange={(hours) => change({ hours })}
          lengthMax={faceLimits.hoursMax}
        />
        <BothField
          {...{ name: 'pronoun', label: say('mine.pronoun'), help: say('mine.pronounHelp'), errorOf }}
          value={draft.pronoun}
          onChange={(pronoun) => change({ pronoun })}
          lengthMax={faceLimits.pronounMax}
        />
        <PhotoField
          photo={draft.photo}
          onChange={changePhoto}
          onRemove={() => change({ photo: { alt: draft.photo.alt } })}
          onCutting={setCutting}
          errorOf={errorOf}
        />
        <BothField
          {...{ name: 'byline', label: say('mine.byline'), help: say('mine.bylineHelp'), errorOf }}
          value={draft.byline}
          onChange={(byline) => change({ byline })}
          lengthMax={faceLimits.bylineMax}
        />
      </Form>
    </section>
  )
}

function wordOf(field: string): 'name' | 'team' | 'alt' {
  if (field === 'name') return 'name'
  return field.startsWith('team') ? 'team' : 'alt'
}

function useKeeping({ revision }: MyFace) {
  const { say } = useDirectoryWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: FaceDraft) => writeMine(revision, faceOf(draft)),
    onSuccess: (mine) => {
      queries.setQueryData(mineQuery.queryKey, mine)
      toasts.say({ text: say('mine.kept') })
    },
  })
}
