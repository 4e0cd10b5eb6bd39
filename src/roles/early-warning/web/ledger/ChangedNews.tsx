import type { ReactElement } from 'react'
import { useLedgerWords } from '#roles/early-warning/web/ledger/words.ts'
import { wordDiff, type Stretch } from '#web/word-diff.ts'

/** A text with what changed in it: seen by line and colour, and said to screen readers where it begins and ends. */
export function ChangedNews({ before, after }: { before: string; after: string }): ReactElement {
  return (
    <>
      {wordDiff(before, after).map((stretch, place) =>
        // The stretches of one text never move, so their place is their identity.
        stretch.kind === 'same' ? stretch.text : <Change key={place} stretch={stretch} />,
      )}
    </>
  )
}

function Change({ stretch }: { stretch: Stretch }): ReactElement {
  const { say, locale } = useLedgerWords()
  const isAdded = stretch.kind === 'added'
  const Mark = isAdded ? 'ins' : 'del'
  return (
    <Mark className="news-change">
      <span className="unseen" lang={locale}>
        {' '}
        {say(isAdded ? 'change.added' : 'change.removed')}{' '}
      </span>
      {stretch.text}
      <span className="unseen" lang={locale}>
        {' '}
        {say('change.end')}{' '}
      </span>
    </Mark>
  )
}
