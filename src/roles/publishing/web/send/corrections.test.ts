import { expect, test } from 'vitest'
import type { Correction, CorrectionBoard, PlaceNow } from '#roles/publishing/corrections/contract.ts'
import {
  howKey,
  languagesIn,
  needsCorrection,
  openIn,
  stuckAccounts,
} from '#roles/publishing/web/send/corrections.ts'

const at = new Date(Date.UTC(2031, 3, 7, 12)).toISOString()

function place(how: PlaceNow['how'], more: Partial<PlaceNow> = {}): PlaceNow {
  return { account: 'sky', language: 'en', how, canEdit: false, isOther: true, ...more }
}

function correction(more: Partial<Correction> = {}): Correction {
  return { id: 'c', sentences: { en: 'So.' }, madeAt: at, madeBy: 'Wen', places: [], ...more }
}

function board(places: PlaceNow[], corrections: Correction[] = []): CorrectionBoard {
  return { places, corrections, mayCorrect: true }
}

test('one correction is open at most, and those that are over are not', () => {
  const over = correction({ ended: { at, how: 'done' } })
  expect(openIn(board([], [over]))).toBeUndefined()
  expect(openIn(board([], [over, correction({ id: 'now' })]))?.id).toBe('now')
})

test('other words than those that are public need a correction, where the desk can make one', () => {
  expect(needsCorrection(board([place('reply')]))).toBe(true)
  expect(needsCorrection(board([place('reply', { isOther: false })]))).toBe(false)
  expect(needsCorrection(board([place('hand'), place('new'), place('none')]))).toBe(false)
  expect(needsCorrection(board([place('reply')], [correction()]))).toBe(false)
})

test('an account in which nothing can be corrected is named once', () => {
  const places = [place('none'), place('none', { language: 'fr' }), place('reply', { account: 'town' })]
  expect(stuckAccounts(places)).toEqual(['sky'])
  expect(stuckAccounts([place('none', { isOther: false })])).toEqual([])
})

test('a reply says whether the network edits nothing, or not these parts', () => {
  expect(howKey(place('reply'))).toBe('how.reply')
  expect(howKey(place('reply', { canEdit: true }))).toBe('how.replyParts')
  expect(howKey(place('edit', { canEdit: true }))).toBe('how.edit')
  expect(howKey(place('reply', { losesVotes: true }))).toBe('how.replyPoll')
  expect(languagesIn([place('edit'), place('edit', { language: 'fr' }), place('page')])).toEqual(['en', 'fr'])
})
