import type { Analysis } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { Behind } from '#roles/reactions/web/search.ts'

/** What every part of the page of an announcement is given. */
export type PartProps = {
  announcement: Announcement
  analysis: Analysis
  /** Opens the posts behind a number; missing once they have expired. */
  open: ((behind: Behind) => void) | undefined
  /** Frozen evidence: only looked at, nothing in it can be marked. */
  isFrozen?: boolean
}
