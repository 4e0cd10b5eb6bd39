import { ImagePlus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useCardWords } from '#roles/publishing/web/cards/words.ts'
import { uploadFile } from '#roles/publishing/web/files/upload.ts'
import { fileAddress } from '#sending/files/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'

type Props = { image: string | undefined; onChange: (image: string | undefined) => void }

/** The picture of a card: added, seen and taken away. */
export function CardPicture({ image, onChange }: Props): ReactElement {
  const { say } = useCardWords()
  const problemWords = useProblemWords()
  const { send, shareOf1, wrong } = useOneUpload(onChange)
  return (
    <div className="card-picture row">
      {image !== undefined && <img src={fileAddress(image, 'small')} alt="" />}
      <div className="stack tight">
        {image === undefined ? (
          <FileTrigger
            acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']}
            onSelect={(list) => send(list?.[0])}
          >
            <Button small icon={ImagePlus} isDisabled={shareOf1 !== undefined}>
              {say('card.pictureAdd')}
            </Button>
          </FileTrigger>
        ) : (
          <div>
            <Button small look="quiet" icon={Trash2} onPress={() => onChange(undefined)}>
              {say('card.dropPicture')}
            </Button>
          </div>
        )}
        {shareOf1 !== undefined && (
          <progress aria-label={say('card.pictureSending')} max={1} value={shareOf1} />
        )}
        {wrong !== undefined && (
          <p className="wrong-words" role="alert">
            {problemWords(wrong)}
          </p>
        )}
        {image === undefined && <p className="small muted">{say('card.pictureHelp')}</p>}
      </div>
    </div>
  )
}

/** One picture on its way to the desk; leaving the page gives it up. */
function useOneUpload(onKept: (sha256: string) => void) {
  const [shareOf1, setShare] = useState<number>()
  const [wrong, setWrong] = useState<unknown>()
  const stop = useRef<AbortController>(undefined)
  const take = useRef(onKept)
  useEffect(() => {
    take.current = onKept
  })
  useEffect(() => () => stop.current?.abort(), [])
  const send = async (file: File): Promise<void> => {
    const now = new AbortController()
    stop.current = now
    setWrong(undefined)
    setShare(0)
    try {
      const kept = await uploadFile(file, { signal: now.signal, onShare: setShare })
      take.current(kept.sha256)
    } catch (error) {
      if (!now.signal.aborted) setWrong(error)
    }
    setShare(undefined)
  }
  return { send: (file: File | undefined) => void (file && send(file)), shareOf1, wrong }
}
