import { useState } from 'react'
import { emptyDraft, type Draft } from '#roles/publishing/web/draft.ts'
import type { KeptDraft, KeptDrafts } from '#roles/publishing/web/kept-drafts.ts'
import { hasWords } from '#roles/publishing/web/offline/written.ts'

/** A message that is written while the desk does not answer; see `useKeptDraft`. */
export type AwayDraft = ReturnType<typeof useKeptDraft>

/** One message of this device: read once, and kept again at each sign that is written. Nothing leaves the browser. */
export function useKeptDraft(drafts: KeptDrafts, name: string) {
  const [kept, setKept] = useState<KeptDraft>(() => drafts.read(name) ?? begun())
  const [hasRoom, setHasRoom] = useState(true)
  const put = (next: KeptDraft): void => {
    setKept(next)
    if (next.isBegunAway === true && !hasWords(next.draft)) drafts.forget(name)
    else setHasRoom(drafts.keep(name, next))
  }
  return {
    draft: kept.draft,
    isBegunAway: kept.isBegunAway === true,
    isWaiting: kept.isWaiting === true,
    hasRoom,
    change: (draft: Draft): void => put({ ...kept, draft, atMs: Date.now() }),
    /** To be saved as soon as the desk answers, by the page that opens then. */
    save: (): void => put({ ...kept, isWaiting: true, atMs: Date.now() }),
  }
}

function begun(): KeptDraft {
  return { draft: emptyDraft([]), atMs: Date.now(), isBegunAway: true }
}
