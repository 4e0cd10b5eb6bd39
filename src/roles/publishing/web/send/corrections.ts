import type { Correction, CorrectionBoard, PlaceNow } from '#roles/publishing/corrections/contract.ts'

/** The correction that is open; undefined when there is none. */
export function openIn({ corrections }: Pick<CorrectionBoard, 'corrections'>): Correction | undefined {
  return corrections.find(({ ended }) => ended === undefined)
}

/** Whether the words are not those that are public, where the desk sent these and nobody has begun to correct them. */
export function needsCorrection(board: CorrectionBoard): boolean {
  const isDesks = ({ how, isOther }: PlaceNow): boolean =>
    isOther && how !== 'hand' && how !== 'new' && how !== 'none'
  return openIn(board) === undefined && board.places.some(isDesks)
}

/** Accounts in which something is public in other words, and can be neither edited nor answered. */
export function stuckAccounts(places: readonly PlaceNow[]): string[] {
  const stuck = places.filter(({ how, isOther }) => how === 'none' && isOther)
  return [...new Set(stuck.map(({ account }) => account))]
}

/** Under which name the sentence stands that says how a place is corrected. */
export function howKey({
  how,
  canEdit,
  losesVotes,
}: Pick<PlaceNow, 'how' | 'canEdit' | 'losesVotes'>): `how.${PlaceNow['how'] | 'replyParts' | 'replyPoll'}` {
  if (how === 'reply' && losesVotes === true) return 'how.replyPoll'
  return how === 'reply' && canEdit ? 'how.replyParts' : `how.${how}`
}

/** The languages of the places of a message, in their order. */
export function languagesIn(places: readonly Pick<PlaceNow, 'language'>[]): string[] {
  return [...new Set(places.map(({ language }) => language))]
}
