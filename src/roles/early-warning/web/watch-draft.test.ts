import { expect, test } from 'vitest'
import { draftErrors, emptyDraft, readDraft } from '#roles/early-warning/web/watch-draft.ts'

const nowMs = Date.UTC(2026, 4, 5, 18, 22)
const timeZone = 'America/Toronto'
const empty = emptyDraft({ owner: 'Sam Tremblay', rule: '', nowMs, timeZone })
const filled = { ...empty, name: 'River', rule: 'river OR rivière', purpose: 'Floods in the old town' }

test('a new watch ends in 90 days unless somebody says otherwise', () => {
  expect(empty.endsOn).toBe('2026-08-03')
})

test('an empty form names every field to put right, in the order of the form', () => {
  expect(
    draftErrors({ ...empty, owner: '', endsOn: '' }, nowMs, timeZone).map((error) => error.name),
  ).toEqual(['name', 'rule', 'purpose', 'owner', 'endsAt'])
})

test('a watch that would end in the past is refused', () => {
  expect(draftErrors({ ...filled, endsOn: '2026-05-04' }, nowMs, timeZone)).toHaveLength(1)
  expect(draftErrors({ ...filled, endsOn: '2026-05-05' }, nowMs, timeZone)).toHaveLength(0)
})

test('a watch ends with its last day in the zone of the desk', () => {
  expect(readDraft(filled, timeZone).endsAt).toBe('2026-08-04T03:59:00.000Z')
})
