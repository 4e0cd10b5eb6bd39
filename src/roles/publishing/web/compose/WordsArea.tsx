import { AtSign, Scissors } from 'lucide-react'
import { useRef, type ReactElement, type ReactNode } from 'react'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { ShortAddresses } from '#roles/publishing/web/compose/ShortAddresses.tsx'
import { MentionList } from '#roles/publishing/web/compose/MentionList.tsx'
import { useMentioning } from '#roles/publishing/web/compose/use-mentioning.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Frame, wiring } from '#web/parts/Field/Field.tsx'
import './Compose.css'

type Props = {
  name: string
  label: string
  language: string
  value: string
  onChange: (text: string) => void
  /** Says the words otherwise, as they are by then. */
  reword: (how: (text: string) => string) => void
  onFocus?: () => void
  /** A line of `---` begins a new post. */
  isThread: boolean
  lines: number
  error: string | undefined
  /** What is said of the words beside their name. */
  measure?: ReactNode
}

/** Where the words of one language are written: with names offered after `@`, and in a thread a way to begin a new post. */
export function WordsArea(props: Props): ReactElement {
  const { say } = useComposeWords()
  const { language, value, onChange } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const mentioning = useMentioning({ text: value, onChange, language, box })
  const cut = (): void => insertLine(box.current, onChange)
  return (
    <div className="words-area">
      {props.measure}
      <div lang={language}>
        <Frame {...props}>
          <textarea
            {...wiring(props)}
            {...mentioning.wiring}
            ref={box}
            className="control"
            rows={props.lines}
            maxLength={publishingLimits.textLengthMax}
            spellCheck
            autoComplete="off"
            value={value}
            onFocus={props.onFocus}
            onChange={(event) => {
              onChange(event.target.value)
              mentioning.look(event.target.value, event.target.selectionEnd)
            }}
          />
        </Frame>
      </div>
      <MentionList {...mentioning} language={language} />
      <div className="row words-tools">
        <Button
          small
          look="quiet"
          icon={AtSign}
          label={say('words.mentionIn', { language: autonym(language) })}
          onPress={mentioning.begin}
        >
          {say('words.mention')}
        </Button>
        {props.isThread && (
          <Button
            small
            look="quiet"
            icon={Scissors}
            label={say('words.cutIn', { language: autonym(language) })}
            onPress={cut}
          >
            {say('words.cut')}
          </Button>
        )}
        <ShortAddresses language={language} text={value} box={box} reword={props.reword} />
      </div>
    </div>
  )
}

/** Begins a new post of a thread where the caret stands. */
function insertLine(box: HTMLTextAreaElement | null, onChange: (text: string) => void): void {
  if (box === null) return
  const [before, after] = [box.value.slice(0, box.selectionStart), box.value.slice(box.selectionEnd)]
  const start = `${before.trimEnd()}${before.trim() === '' ? '' : '\n'}---\n`
  onChange(start + after.trimStart())
  placeCaret(box, start.length)
}

/** Puts the caret into a field once its new text is drawn. */
function placeCaret(box: HTMLTextAreaElement, at: number): void {
  box.focus()
  requestAnimationFrame(() => box.setSelectionRange(at, at))
}
