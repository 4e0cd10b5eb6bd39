import type { ReactElement } from 'react'
import { codePointsOf, seenAndHidden } from '#kernel/hidden-characters.ts'
import { ownWords } from '#web/own-words.ts'
import en from '#web/parts/VersionView/messages/en.json' with { type: 'json' }
import fr from '#web/parts/VersionView/messages/fr.json' with { type: 'json' }
import './VersionView.css'

/** Speaks the sentences of this part. */
export const useVersionWords = ownWords({ en, fr })

/** A text as it goes out, with a sign where it holds what nobody can see: an approver must see every character. */
export function VersionText({ text }: { text: string }): ReactElement {
  const { say } = useVersionWords()
  return (
    <>
      {seenAndHidden(text).map((stretch, place) => {
        const code = codePointsOf(stretch.text)
        // The stretches of one text never move, so their place is their identity.
        return stretch.hidden ? (
          <span key={place} className="hidden-sign" title={say('version.hidden', { code })} dir="ltr">
            <span className="unseen">{say('version.hidden', { code: '' })}</span>
            {code}
          </span>
        ) : (
          <span key={place}>{stretch.text}</span>
        )
      })}
    </>
  )
}
