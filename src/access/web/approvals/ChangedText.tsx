import type { ReactElement } from 'react'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { wordDiff, type Stretch } from '#web/word-diff.ts'
import { VersionText } from '#web/parts/VersionView/VersionText.tsx'

/** A text with what changed in it: seen by line and colour, and said to screen readers where it begins and ends. */
export function ChangedText({ before, after }: { before: string; after: string }): ReactElement {
  return (
    <>
      {wordDiff(before, after).map((stretch, place) =>
        // The stretches of one text never move, so their place is their identity.
        stretch.kind === 'same' ? (
          <VersionText key={place} text={stretch.text} />
        ) : (
          <Change key={place} stretch={stretch} />
        ),
      )}
    </>
  )
}

function Change({ stretch }: { stretch: Stretch }): ReactElement {
  const { say, locale } = useApprovalWords()
  const isAdded = stretch.kind === 'added'
  const Mark = isAdded ? 'ins' : 'del'
  return (
    <Mark className="change">
      <span className="unseen" lang={locale}>
        {' '}
        {say(isAdded ? 'change.added' : 'change.removed')}{' '}
      </span>
      <VersionText text={stretch.text} />
      <span className="unseen" lang={locale}>
        {' '}
        {say('change.end')}{' '}
      </span>
    </Mark>
  )
}
