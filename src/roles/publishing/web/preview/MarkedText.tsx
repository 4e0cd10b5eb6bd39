import type { ReactElement } from 'react'
import { textMarks } from '#roles/publishing/web/preview/text-marks.ts'
import { VersionText } from '#web/parts/VersionView/VersionText.tsx'

/** A text as its network shows it: links, mentions and hashtags look pressable, and what nobody can see is shown. */
export function MarkedText({ text }: { text: string }): ReactElement {
  return (
    <>
      {textMarks(text).map(({ text: stretch, kind }, place) => (
        // The stretches of one text never move, so their place is their identity.
        <span key={place} className={kind === undefined ? undefined : 'pressed'}>
          <VersionText text={stretch} />
        </span>
      ))}
    </>
  )
}
