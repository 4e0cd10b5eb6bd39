import { Shrink } from 'lucide-react'
import { useRef, type ReactElement, type RefObject } from 'react'
import { ShortLeads } from '#roles/publishing/web/compose/ShortLeads.tsx'
import { shortIn } from '#roles/publishing/web/compose/short-addresses.ts'
import { useShortening } from '#roles/publishing/web/compose/use-shortening.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { isUnanswered } from '#roles/publishing/web/saving.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'

type Props = {
  language: string
  text: string
  box: RefObject<HTMLTextAreaElement | null>
  reword: (how: (text: string) => string) => void
}

/** Below the words of a language: offers to make links to our own pages short, and says where each short address leads. */
export function ShortAddresses({ language, text, box, reword }: Props): ReactElement | null {
  const { say } = useComposeWords()
  const problemWords = useProblemWords()
  const tools = useRef<HTMLDivElement>(null)
  const { here, count, isBusy, error, make, back } = useShortening({ text, box, tools, reword })
  if (here === undefined) return null
  const found = shortIn(text, here)
  if (count === 0 && found.length === 0) return null
  return (
    <div ref={tools} className="short-addresses">
      {count > 0 && (
        <Button
          small
          look="quiet"
          icon={Shrink}
          label={say('short.makeIn', { count, language: autonym(language) })}
          onPress={make}
        >
          {say('short.make', { count })}
        </Button>
      )}
      <p className="unseen" role="status">
        {isBusy ? say('short.making') : ''}
      </p>
      {error !== null && count > 0 && !isBusy && (
        <p className="wrong-words" role="alert">
          {isUnanswered(error) ? say('short.unanswered') : problemWords(error)} {say('short.unchanged')}
        </p>
      )}
      <ShortLeads found={found} origin={here.origin} onBack={back} />
    </div>
  )
}
