import { ArrowDown, ArrowUp, Crop, Lightbulb, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { publishingLimits } from '#roles/publishing/contract.ts'
import type { DraftFile } from '#roles/publishing/web/draft.ts'
import { CaptionsFields } from '#roles/publishing/web/files/captions/CaptionsFields.tsx'
import { FilePicture } from '#roles/publishing/web/files/FilePicture.tsx'
import { kindOf, sizeWords, typeName, type FileKind } from '#roles/publishing/web/files/facts.ts'
import { fileMessages, useFileWords } from '#roles/publishing/web/files/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { CheckField, TextField } from '#web/parts/Field/Field.tsx'

type Props = {
  file: DraftFile
  /** From 0, of how many. */
  at: number
  count: number
  /** What is known of it; undefined until the desk has said. */
  kept: KeptFile | undefined
  isLost: boolean | undefined
  /** What is worth a look. */
  hints: readonly string[]
  /** What is known of another file: captions. */
  keptFile: (sha256: string) => KeptFile | undefined
  languages: readonly string[]
  errors: readonly FieldError[]
  onChange: (part: Partial<Omit<DraftFile, 'sha256'>>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  /** Crops it, and sets what stays in sight; missing where it is no picture. */
  onFrame?: (() => void) | undefined
}

/** One file: what it looks like, what it shows in the words of each language, and where it stands among the others. */
export function FileItem(props: Props): ReactElement {
  const { file, at, kept, languages, errors, onChange } = props
  const words = useFileWords()
  const { say } = words
  const n = at + 1
  const describe = (language: string, alt: string): void =>
    onChange({ alts: { ...file.alts, [language]: alt } })
  return (
    <li className="file-item" id={`file-${file.sha256}`}>
      <FilePicture sha256={file.sha256} mediaType={kept?.mediaType} />
      <div className="stack tight">
        <p className="small muted file-facts">
          <b>{say('files.item', { kind: kindOf(kept?.mediaType), n })}</b>
          {kept && <span>{factsOf(kept, file, words)}</span>}
        </p>
        {props.isLost === true && <p className="wrong-words">{say('files.lost')}</p>}
        {!file.decorative &&
          languages.map((language) => (
            <div key={language} lang={language}>
              <TextField
                name={`alt-${n}-${language}`}
                label={altLabel(kindOf(kept?.mediaType), language, say)}
                value={file.alts[language] ?? ''}
                onChange={(alt) => describe(language, alt)}
                lines={2}
                lengthMax={publishingLimits.altLengthMax}
                spellCheck
                error={errors.find(({ name }) => name === `alt-${n}-${language}`)?.text}
              />
            </div>
          ))}
        {kindOf(kept?.mediaType) === 'video' && (
          <CaptionsFields {...{ file, n, languages, onChange }} keptFile={props.keptFile} />
        )}
        <Hints hints={props.hints} />
        <CheckField
          name={`decorative-${n}`}
          label={say('files.decorative')}
          help={say('files.decorativeHelp')}
          checked={file.decorative}
          onChange={(decorative) => onChange({ decorative })}
        />
        <Acts {...props} />
      </div>
    </li>
  )
}

function Hints({ hints }: Pick<Props, 'hints'>): ReactElement | null {
  const { say } = useFileWords()
  if (hints.length === 0) return null
  return (
    <ul className="file-hints stack tight" aria-label={say('files.hints')}>
      {hints.map((hint) => (
        <li key={hint}>
          <Lightbulb className="icon" aria-hidden="true" />
          <span>{hint}</span>
        </li>
      ))}
    </ul>
  )
}

function Acts({ at, count, onMove, onRemove, onFrame }: Props): ReactElement {
  const { say } = useFileWords()
  const n = at + 1
  return (
    <div className="row">
      {onFrame && (
        <Button
          small
          icon={Crop}
          className="frame-open"
          label={say('frame.openName', { n })}
          onPress={onFrame}
        >
          {say('frame.open')}
        </Button>
      )}
      {count > 1 && (
        <>
          <Button
            small
            icon={ArrowUp}
            className="move-earlier"
            label={say('files.earlierName', { n })}
            isDisabled={at === 0}
            onPress={() => onMove(-1)}
          >
            {say('files.earlier')}
          </Button>
          <Button
            small
            icon={ArrowDown}
            className="move-later"
            label={say('files.laterName', { n })}
            isDisabled={n === count}
            onPress={() => onMove(1)}
          >
            {say('files.later')}
          </Button>
        </>
      )}
      <Button small look="quiet" icon={Trash2} label={say('files.removeName', { n })} onPress={onRemove}>
        {say('files.remove')}
      </Button>
    </div>
  )
}

/** The question in the language it is answered in, as the answer stands there; in ours where we have no words in that language. */
function altLabel(kind: FileKind, language: string, say: ReturnType<typeof useFileWords>['say']): string {
  const [own] = language.split('-')
  if (own === 'en' || own === 'fr') return fileMessages[own][`files.alt.${kind}`]
  return say('files.altIn', { language: autonym(language) })
}

function factsOf(
  kept: KeptFile,
  { focus }: DraftFile,
  { say, number }: ReturnType<typeof useFileWords>,
): string {
  const { width, height, seconds } = kept
  return [
    typeName(kept.mediaType),
    say('files.size', sizeWords(kept.bytes, number)),
    ...(width === undefined || height === undefined ? [] : [`${number(width)} × ${number(height)}`]),
    ...(seconds === undefined ? [] : [say('files.seconds', { seconds: Math.round(seconds) })]),
    ...(kept.cut === undefined ? [] : [say('frame.cropped')]),
    ...(focus === undefined ? [] : [say('frame.spotSet')]),
  ].join(' · ')
}
