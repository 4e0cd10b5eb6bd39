import { Captions, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { DraftFile } from '#roles/publishing/web/draft.ts'
import { useCaptions } from '#roles/publishing/web/files/captions/use-captions.ts'
import { sizeWords } from '#roles/publishing/web/files/facts.ts'
import { useFileWords } from '#roles/publishing/web/files/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { fileAddress, type KeptFile } from '#sending/files/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { CheckField } from '#web/parts/Field/Field.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'

type Props = {
  file: DraftFile
  n: number
  languages: readonly string[]
  keptFile: (sha256: string) => KeptFile | undefined
  onChange: (part: Pick<DraftFile, 'captions' | 'noSpeech'>) => void
}

/** What of a film is said, for people who do not hear: captions in each language, or that nobody speaks. */
export function CaptionsFields({ file, n, languages, keptFile, onChange }: Props): ReactElement {
  const { say } = useFileWords()
  const { captions = {} } = file
  const hasSome = languages.some((language) => captions[language] !== undefined)
  return (
    <div className="captions stack tight">
      {file.noSpeech !== true &&
        languages.map((language) => (
          <CaptionsIn
            key={language}
            {...{ n, language, keptFile }}
            sha256={captions[language]}
            onChange={(sha256) => onChange({ captions: withCaptions(captions, language, sha256) })}
          />
        ))}
      {!hasSome && (
        <CheckField
          name={`no-speech-${n}`}
          label={say('captions.noSpeech')}
          help={say('captions.noSpeechHelp')}
          checked={file.noSpeech === true}
          onChange={(noSpeech) => onChange({ noSpeech })}
        />
      )}
    </div>
  )
}

function withCaptions(
  captions: Readonly<Record<string, string>>,
  language: string,
  sha256: string | undefined,
): Record<string, string> {
  const { [language]: _, ...others } = captions
  return sha256 === undefined ? others : { ...others, [language]: sha256 }
}

type InProps = Pick<Props, 'n' | 'keptFile'> & {
  language: string
  sha256: string | undefined
  onChange: (sha256: string | undefined) => void
}

/** The captions of one language: given, read, and taken away. */
function CaptionsIn({ n, language, sha256, keptFile, onChange }: InProps): ReactElement {
  const { say, number } = useFileWords()
  const problemWords = useProblemWords()
  const { send, isSending, wrong, made } = useCaptions(onChange)
  const name = { language: autonym(language), n }
  const kept = sha256 === undefined ? undefined : (keptFile(sha256) ?? made)
  return (
    <div className="captions-in">
      <p>
        <b>{say('captions.in', name)}</b>
        {sha256 !== undefined && kept !== undefined && (
          <span className="small muted">
            {say('captions.until', { time: timeOf(kept.seconds ?? 0) })}
            {' · '}
            {say('files.size', sizeWords(kept.bytes, number))}
          </span>
        )}
      </p>
      {wrong !== undefined && (
        <p className="wrong-words" role="alert">
          {problemWords(wrong)}
        </p>
      )}
      <div className="row">
        {sha256 !== undefined && (
          <a href={fileAddress(sha256)} target="_blank" rel="noopener">
            {say('captions.read', name)}
          </a>
        )}
        <FileTrigger acceptedFileTypes={['.vtt', '.srt', 'text/vtt']} onSelect={(list) => send(list?.[0])}>
          <Button
            small
            icon={Captions}
            isDisabled={isSending}
            label={say(sha256 === undefined ? 'captions.addName' : 'captions.replaceName', name)}
          >
            {say(sha256 === undefined ? 'captions.add' : 'captions.replace')}
          </Button>
        </FileTrigger>
        {sha256 !== undefined && (
          <Button
            small
            look="quiet"
            icon={Trash2}
            label={say('captions.removeName', name)}
            onPress={() => onChange(undefined)}
          >
            {say('files.remove')}
          </Button>
        )}
      </div>
    </div>
  )
}

function timeOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}
