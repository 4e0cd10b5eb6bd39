import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CodingItem } from '#roles/reactions/coding/contract.ts'
import {
  begin,
  keyMeans,
  labelled,
  labelledCount,
  labelKeys,
  undone,
} from '#roles/reactions/web/coding/coding.ts'

const item = (id: number, label?: CodingItem['label']): CodingItem => ({
  id: String(id),
  text: `Post ${id}`,
  lang: 'en',
  network: 'practice',
  ...(label ? { label } : {}),
})

test('the check goes on where somebody left it', () => {
  expect(begin([item(0, 'neutral'), item(1), item(2)]).at).toBe(1)
  expect(begin([item(0, 'neutral')]).at).toBe(1)
  expect(begin([]).at).toBe(0)
})

test('whatever is pressed, every post is reached once and none is forgotten', () => {
  const label = fc.constantFrom('negative', 'neutral', 'positive', 'cannot-say')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.option(label), { maxLength: 80 }),
      (count, presses) => {
        let coding = begin(Array.from({ length: count }, (_, id) => item(id)))
        for (const press of presses) coding = press ? labelled(coding, press) : undone(coding)
        for (let left = count; left >= 0 && coding.at < count; left--) coding = labelled(coding, 'neutral')
        expect(labelledCount(coding)).toBe(count)
        expect(coding.at).toBe(count)
      },
    ),
  )
})

test('undo goes back to the last post and keeps its label until another is given', () => {
  const two = labelled(labelled(begin([item(0), item(1), item(2)]), 'negative'), 'positive')
  const back = undone(two)
  expect(back.at).toBe(1)
  expect(back.items[1]?.label).toBe('positive')
  expect(labelled(back, 'neutral')).toMatchObject({ at: 2 })
  expect(undone(begin([item(0)])).at).toBe(0)
})

test('a label after the end changes nothing', () => {
  const over = begin([item(0, 'neutral')])
  expect(labelled(over, 'positive')).toEqual(over)
})

test('1, 2, 3 and 0 are labels, in the order of the buttons; u goes back; all else is left alone', () => {
  expect(labelKeys.map(([key]) => key)).toEqual(['1', '2', '3', '0'])
  expect(keyMeans('1')).toBe('negative')
  expect(keyMeans('u')).toBe('undo')
  for (const key of ['4', 'Enter', 'toString', '__proto__']) expect(keyMeans(key)).toBeUndefined()
})
