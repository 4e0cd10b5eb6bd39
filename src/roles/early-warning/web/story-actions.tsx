import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { setImportant } from '#roles/early-warning/web/data.ts'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { useWords } from '#web/words.tsx'

const TakeOnDialog = lazy(async () => ({
  default: (await import('#roles/early-warning/web/TakeOnDialog.tsx')).TakeOnDialog,
}))

/** What a person can do with a story; the same on the card, the page and the keyboard. */
export type StoryActions = {
  open(story: StoryCard): void
  takeOn(story: StoryCard): void
  setImportant(story: StoryCard, important: boolean): void
  /** The open question, to be drawn by the screen. */
  dialog: ReactElement | null
}

/** The actions of a screen with stories. */
export function useStoryActions(): StoryActions {
  const { say } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemWords = useProblemWords()
  const [asked, setAsked] = useState<StoryCard>()
  const change = async (story: StoryCard, important: boolean): Promise<void> => {
    try {
      await setImportant(story.id, important)
      const undo = { label: say('toast.undo'), run: () => void change(story, !important) }
      toasts.say({
        text: say(important ? 'story.importantAgain' : 'story.muted', { title: story.headline }),
        undo,
      })
    } catch (error) {
      toasts.say({ text: problemWords(error) })
    }
    await queries.invalidateQueries({ queryKey: ['stories'] })
    await queries.invalidateQueries({ queryKey: ['story', story.id] })
  }
  const open = (story: StoryCard): void => void navigate({ to: '/now/stories/$id', params: { id: story.id } })
  return {
    open,
    takeOn: (story) =>
      story.issueId
        ? void navigate({ to: '/now/issues/$id', params: { id: story.issueId } })
        : setAsked(story),
    setImportant: (story, important) => void change(story, important),
    dialog: asked ? (
      <Suspense>
        <TakeOnDialog story={asked} onClose={() => setAsked(undefined)} />
      </Suspense>
    ) : null,
  }
}
