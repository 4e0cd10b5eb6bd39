import { useMutation } from '@tanstack/react-query'
import { ImagePlus, X } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { faceLimits, photoParts, type PhotoPart } from '#roles/faces/people/contract.ts'
import { givePhoto } from '#roles/faces/web/data.ts'
import { BothField } from '#roles/faces/web/people/BothField.tsx'
import type { FaceDraft } from '#roles/faces/web/people/draft.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Photo = FaceDraft['photo']
type Props = {
  photo: Photo
  onChange: (part: Partial<Photo>) => void
  onRemove: () => void
  /** Told while a picture is on its way: nothing is saved meanwhile. */
  onCutting: (isCutting: boolean) => void
  errorOf: (name: string) => string | undefined
}

/** A picture of oneself: chosen, cut square on the part one says, and described in both languages. */
export function PhotoField({ photo, onChange, onRemove, onCutting, errorOf }: Props): ReactElement {
  const { say } = useDirectoryWords()
  const [file, setFile] = useState<File>()
  const [part, setPart] = useState<PhotoPart>('middle')
  const give = useMutation({
    mutationFn: (o: { file: File; part: PhotoPart }) => givePhoto(o.file, o.part),
    onMutate: () => onCutting(true),
    onSuccess: ({ sha256 }) => onChange({ sha256 }),
    onSettled: () => onCutting(false),
  })
  const choose = (given: File | undefined, of: PhotoPart): void => {
    if (given === undefined) return
    setFile(given)
    setPart(of)
    give.mutate({ file: given, part: of })
  }
  const remove = (): void => {
    setFile(undefined)
    give.reset()
    onRemove()
    document.getElementById('field-photo')?.focus()
  }
  return (
    <fieldset className="stack photo-field" id="field-photo" tabIndex={-1}>
      <legend>{say('mine.photo')}</legend>
      <p className="small muted">{say('mine.photoHelp')}</p>
      {give.error && <ProblemNotice error={give.error} />}
      <div className="row">
        {photo.sha256 !== undefined && (
          <img
            className="square"
            src={`/api/faces/mine/photo?sha256=${photo.sha256}`}
            alt=""
            width={112}
            height={112}
          />
        )}
        <FileTrigger
          acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp', 'image/avif']}
          onSelect={(list) => choose(list?.[0], 'middle')}
        >
          <Button icon={ImagePlus} isDisabled={give.isPending}>
            {say(photo.sha256 === undefined ? 'mine.photoChoose' : 'mine.photoOther')}
          </Button>
        </FileTrigger>
        {photo.sha256 !== undefined && (
          <Button look="quiet" icon={X} onPress={remove}>
            {say('mine.photoRemove')}
          </Button>
        )}
      </div>
      <p role="status" className="small muted">
        {give.isPending ? say('mine.photoWait') : ''}
      </p>
      {photo.sha256 !== undefined && file !== undefined && (
        <SelectField
          name="part"
          label={say('mine.photoPart')}
          value={part}
          onChange={(value) => choose(file, photoParts.find((one) => one === value) ?? 'middle')}
          options={photoParts.map((value) => ({ value, label: say(`mine.photoPart.${value}`) }))}
        />
      )}
      {photo.sha256 !== undefined && (
        <BothField
          {...{ name: 'alt', label: say('mine.alt'), help: say('mine.altHelp'), errorOf }}
          value={photo.alt}
          onChange={(alt) => onChange({ alt })}
          lengthMax={faceLimits.altMax}
        />
      )}
    </fieldset>
  )
}
