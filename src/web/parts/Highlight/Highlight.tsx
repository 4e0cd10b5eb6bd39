import type { ReactElement } from 'react'
import { marked } from '#web/parts/Highlight/marked.ts'

/** A text with the words that matter marked. */
export function Highlight({ text, terms }: { text: string; terms: readonly string[] }): ReactElement {
  return (
    <>
      {marked(text, terms).map((stretch, place) =>
        // The stretches of one text never move, so their place is their identity.
        stretch.marked ? <mark key={place}>{stretch.text}</mark> : <span key={place}>{stretch.text}</span>,
      )}
    </>
  )
}
