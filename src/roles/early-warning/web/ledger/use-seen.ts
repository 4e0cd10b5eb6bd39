import { useEffect } from 'react'
import { noteSeen } from '#roles/early-warning/web/ledger/data.ts'

/** Notes in the ledger that a person opened this story; only the first one counts. A failure costs nobody anything. */
export function useSeen(storyId: string): void {
  useEffect(() => {
    noteSeen(storyId).catch(() => undefined)
  }, [storyId])
}
