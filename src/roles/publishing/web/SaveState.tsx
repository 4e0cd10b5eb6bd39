import type { ReactElement } from 'react'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'

/** Where the words are now: saved and when, or only in this browser. */
export function SaveState({ state }: { state: Composer }): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const { message, isDirty, isWaiting, hasRoom, save, ask } = state
  return (
    <p role="status" className="save-state">
      <Badge look={isDirty ? 'rising' : 'plain'}>{sentence()}</Badge>
    </p>
  )

  function sentence(): string {
    // Said once while it is tried again and again.
    if (isWaiting) return say('save.waiting')
    if (save.isPending || ask.isPending) return say('save.now')
    if (isDirty) return say(hasRoom ? 'save.here' : 'save.nowhere')
    if (message === undefined) return say('save.nothing')
    return say('save.saved', { at: words.when(message.changedAt, Date.now()), by: message.changedBy })
  }
}
