import type { ReactElement } from 'react'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { nameIn } from '#roles/publishing/web/names/data.ts'
import type { MentionEntry } from '#roles/publishing/writing/mentions/contract.ts'
import { networkWord } from '#web/network-word.ts'

type Props = {
  listId: string
  isOpen: boolean
  offered: readonly MentionEntry[]
  chosen: number
  language: string
  take: (place: number) => void
}

/** The names that may be meant, below the field; the focus stays in the text. */
export function MentionList({ listId, isOpen, offered, chosen, language, take }: Props): ReactElement | null {
  const words = useComposeWords()
  const { say } = words
  if (!isOpen) return null
  if (offered.length === 0)
    return (
      <p className="mention-list none small" id={listId}>
        {say('mention.none')}
      </p>
    )
  return (
    <div className="mention-list" role="listbox" id={listId} aria-label={say('mention.label')}>
      {offered.map((entry, place) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text, which keeps the focus
        <div
          key={entry.id}
          id={`${listId}-${place}`}
          role="option"
          tabIndex={-1}
          className="mention"
          aria-selected={place === chosen}
          // The focus stays in the text, so that typing goes on.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(place)}
        >
          <b>{nameIn(entry, language)}</b>
          <span className="small muted">{handlesOf(entry, words)}</span>
        </div>
      ))}
    </div>
  )
}

function handlesOf({ handles }: MentionEntry, words: Parameters<typeof networkWord>[1]): string {
  return Object.entries(handles)
    .map(([network, handle]) => `${networkWord({ network }, words)} @${handle}`)
    .join(' · ')
}
