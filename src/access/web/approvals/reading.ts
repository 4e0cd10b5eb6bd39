import type { ApprovalReview, ReviewVersion, ShownVersion } from '#access/approvals/contract.ts'
import type { VersionContent } from '#kernel/version-content.ts'

/**
 * What the reader has before their eyes. The text they opened stays there until they ask for another one: an approval may
 * never be given to words that changed under the thumb.
 */
export type Reading = {
  /** The item as it was when this text was opened. */
  opened: ApprovalReview
  /** The texts read before these, when the item was changed meanwhile; changes are marked against them. */
  earlier: readonly VersionContent[] | undefined
}

/** Whether two states of an item show the same texts in the same places. */
export function showsTheSame(a: ApprovalReview, b: ApprovalReview): boolean {
  return (
    a.versions.length === b.versions.length &&
    a.versions.every((version) => at(b.versions, version)?.sha256 === version.sha256)
  )
}

/** Turns to the newest text; what was read until now becomes what changes are marked against. */
export function turnedTo(newest: ApprovalReview, reading: Reading): Reading {
  return { opened: newest, earlier: reading.opened.versions.map(({ content }) => content) }
}

/** What a version is compared with: what the reader had read, else what was last decided on; nothing where it is the same. */
export function comparedWith(version: ReviewVersion, reading: Reading): VersionContent | undefined {
  const read = reading.earlier?.find(
    ({ account, language }) => account === version.account && language === version.language,
  )
  const before = read ?? version.before
  return before === undefined || JSON.stringify(before) === JSON.stringify(version.content)
    ? undefined
    : before
}

/** The versions that this person may approve now and nobody has approved. */
export function mineToApprove(review: ApprovalReview): readonly ReviewVersion[] {
  return review.versions.filter(({ mine, approval }) => mine && approval === undefined)
}

function at<V extends ShownVersion>(versions: readonly V[], place: ShownVersion): V | undefined {
  return versions.find(({ account, language }) => account === place.account && language === place.language)
}
