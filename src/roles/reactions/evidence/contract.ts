import { z } from 'zod'
import { Analysis } from '#roles/reactions/analysis/contract.ts'
import { Announcement } from '#roles/reactions/contract.ts'

/** Frozen evidence, as the list of it shows. */
export const EvidenceSummary = z.object({
  id: z.string(),
  announcementId: z.string(),
  takenAt: z.iso.datetime(),
  /** A person's name; `desk` when the window was over. */
  takenBy: z.string(),
  why: z.enum(['window-over', 'person', 'report']),
  /** SHA-256 of the frozen analysis as it was kept; also in the record of the act. */
  sha256: z.string(),
})
export type EvidenceSummary = z.infer<typeof EvidenceSummary>

/**
 * A post of the evidence: a link. `gone` was taken back on its network, `expired` is kept no more and so cannot be looked after: the addresses of
 * both are no longer kept, except that of an expired post of a media or official account.
 */
export const EvidencePost = z.object({
  id: z.string(),
  network: z.string(),
  at: z.iso.datetime(),
  url: z.string().optional(),
  state: z.enum(['there', 'gone', 'expired']),
})
export type EvidencePost = z.infer<typeof EvidencePost>

/**
 * GET /api/evidence/{id}. The analysis as it was, figure by figure. Its posts hold no words of their own: `samples` and `lines`
 * are filled from posts that are still kept, the others are only in `posts`, with what became of them. A question's `text` and
 * a news item's `text` are empty when their post is gone or expired.
 */
export const Evidence = EvidenceSummary.extend({
  announcement: Announcement,
  analysis: Analysis,
  posts: z.array(EvidencePost),
  /** The entry of the archive it stands in, with the same hash; missing once that was disposed of. */
  record: z.number().int().optional(),
})
export type Evidence = z.infer<typeof Evidence>
