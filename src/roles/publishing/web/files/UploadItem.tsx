import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { sizeWords } from '#roles/publishing/web/files/facts.ts'
import { NotSent, type Upload } from '#roles/publishing/web/files/use-uploads.ts'
import { useFileWords } from '#roles/publishing/web/files/words.ts'
import { fileLimits } from '#sending/files/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'

/** One file on its way: how far it is, or why it is not kept. */
export function UploadItem({ upload, onDrop }: { upload: Upload; onDrop: () => void }): ReactElement {
  const { say, number } = useFileWords()
  const wrongWords = useWrongWords()
  const { name, bytes, shareOf1, wrong } = upload
  const isWrong = wrong !== undefined
  return (
    <li className={`upload-item ${isWrong ? 'wrong' : ''}`}>
      <div className="stack tight">
        <p className="file-facts">
          <b dir="auto">{name}</b>
          <span className="small muted">{say('files.size', sizeWords(bytes, number))}</span>
        </p>
        {isWrong ? (
          <p className="wrong-words" role="alert">
            {wrongWords(wrong)}
          </p>
        ) : (
          <progress aria-label={say('files.sending', { name })} max={1} value={shareOf1} />
        )}
      </div>
      <Button
        small
        look="quiet"
        icon={X}
        label={say(isWrong ? 'files.dismissName' : 'files.stopName', { name })}
        onPress={onDrop}
      >
        {say(isWrong ? 'files.dismiss' : 'files.stop')}
      </Button>
    </li>
  )
}

function useWrongWords(): (wrong: unknown) => string {
  const { say } = useFileWords()
  const problemWords = useProblemWords()
  return (wrong) =>
    wrong instanceof NotSent
      ? say(`files.${wrong.why}`, {
          most: wrong.why === 'tooMany' ? publishingLimits.filesMax : fileLimits.filmBytesMax / 1e6,
        })
      : problemWords(wrong)
}
