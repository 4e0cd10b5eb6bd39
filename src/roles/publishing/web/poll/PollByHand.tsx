import type { ReactElement } from 'react'
import type { VersionPoll } from '#kernel/version-content.ts'
import { lengthParts } from '#roles/publishing/web/poll/poll-drafts.ts'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'

/** What whoever publishes by hand asks there too: copying the text alone would leave it out. */
export function PollByHand({ poll, language }: { poll: VersionPoll; language: string }): ReactElement {
  const { say } = usePollWords()
  return (
    <div className="small">
      <p>
        {say('poll.hand', lengthParts(poll.durationMin))} {poll.multiple && say('poll.multiple')}
      </p>
      <ol lang={language}>
        {poll.options.map((option, at) => (
          // Options have no name but their place.
          <li key={at} dir="auto">
            {option}
          </li>
        ))}
      </ol>
    </div>
  )
}
