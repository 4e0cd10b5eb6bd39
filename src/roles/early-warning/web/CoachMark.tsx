import { useState, type ReactElement } from 'react'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { timesUsual } from '#roles/early-warning/web/story-words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { keyDesk } from '#web/keys.ts'
import { keyWords } from '#web/words.tsx'

const seenName = 'bw-coach-story'

/** Says once what a rising story is and how to open it. */
export function CoachMark({ story }: { story: StoryCard }): ReactElement | null {
  const words = useWatchWords()
  const [seen, setSeen] = useState(() => localStorage.getItem(seenName) === '1')
  if (seen) return null
  const close = (): void => {
    localStorage.setItem(seenName, '1')
    setSeen(true)
  }
  const open = keyDesk.keyOf('open')
  const takeOn = keyDesk.keyOf('takeOn')
  const keys = open && takeOn && { open: keyWords(open, words.say), takeOn: takeOn.toUpperCase() }
  return (
    <div className="coach" role="note">
      <span>
        {words.say(keys ? 'coach.story' : 'coach.storyNoKeys', {
          ...timesUsual(story, words).values,
          ...keys,
        })}
      </span>
      <Button small onPress={close}>
        {words.say('coach.close')}
      </Button>
    </div>
  )
}
