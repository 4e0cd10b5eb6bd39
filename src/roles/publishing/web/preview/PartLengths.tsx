import { useEffect, useRef, type ReactElement } from 'react'
import { isOver, type PartLength } from '#roles/publishing/web/preview/going-out.ts'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import { herald } from '#web/parts/Announcer/announce.ts'

type Props = { language: string; lengths: readonly PartLength[]; name: string }

/** How long each part is, as its network counts, against what it takes. Only what becomes too long is spoken. */
export function PartLengths({ language, lengths, name }: Props): ReactElement {
  useSaidWhenOver({ language, lengths, name })
  return (
    <>
      {lengths.map((one, place) => (
        // Parts have no name but their place.
        <Length key={place} language={language} part={lengths.length > 1 ? place + 1 : undefined} {...one} />
      ))}
    </>
  )
}

function Length(props: PartLength & { language: string; part: number | undefined }): ReactElement {
  const { say } = usePreviewWords()
  const { language, part, n, max } = props
  const tag = part === undefined ? language.toUpperCase() : `${language.toUpperCase()} · ${part}`
  if (max === undefined) return <p className="small muted">{say('length.only', { tag, length: n })}</p>
  const over = isOver(props)
  return (
    <div className={`length small ${over ? 'over' : ''}`}>
      <span>{say(over ? 'length.over' : 'length.of', { tag, length: n, most: max, over: n - max })}</span>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (n / Math.max(1, max)) * 100)}%` }} />
      </span>
    </div>
  )
}

function useSaidWhenOver({ language, lengths, name }: Props): void {
  const { say, language: languageName } = usePreviewWords()
  const overBy = Math.max(0, ...lengths.map(({ n, max }) => n - (max ?? n)))
  const wasOver = useRef(overBy > 0)
  useEffect(() => {
    if (overBy > 0 && !wasOver.current)
      herald.announce(say('length.nowOver', { language: languageName(language), name, over: overBy }))
    wasOver.current = overBy > 0
  }, [overBy, say, languageName, language, name])
}
