import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageForm } from '#roles/publishing/contract.ts'
import { draftOf, emptyDraft, formOf, sameForm } from '#roles/publishing/web/draft.ts'
import { merge } from '#roles/publishing/web/merge.ts'
import { movedBy } from '#roles/publishing/web/topics/data.ts'

const about = (topics?: string[]): MessageForm => ({
  ...{ title: 'Water', lane: 'normal', versions: [] },
  ...(topics && { topics }),
})

test('topics of a draft are given to the desk, and read back as they were', () => {
  const draft = { ...emptyDraft([]), topics: ['roads', 'water'] }
  expect(formOf(draft, [])).toMatchObject({ topics: ['roads', 'water'] })
  expect(draftOf(about(['water', 'roads'])).topics).toEqual(['roads', 'water'])
  expect(draftOf(about()).topics).toEqual([])
})

test('another topic is another form; another order is not', () => {
  expect(sameForm(about(['a']), about(['a', 'b']))).toBe(false)
  expect(sameForm(about(['b', 'a']), about(['a', 'b']))).toBe(true)
  expect(sameForm(about(), about([]))).toBe(true)
})

test('when two choose topics at once, what either chose is in and what either took out is not', () => {
  const base = about(['kept', 'mine-out', 'theirs-out'])
  const mine = about(['kept', 'theirs-out', 'mine-in', 'both-in'])
  const theirs = about(['kept', 'mine-out', 'theirs-in', 'both-in'])
  const { form, clashes } = merge({ base, mine, theirs })
  expect(form.topics).toEqual(['both-in', 'kept', 'mine-in', 'theirs-in'])
  expect(clashes).toEqual([])
})

test('whoever merges first, the topics come out the same, and none that only stays is lost', () => {
  const some = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
  fc.assert(
    fc.property(some, some, some, (base, mine, theirs) => {
      const merged = merge({ base: about(base), mine: about(mine), theirs: about(theirs) }).form.topics ?? []
      const other = merge({ base: about(base), mine: about(theirs), theirs: about(mine) }).form.topics
      expect(merged).toEqual(other)
      for (const id of mine.filter((one) => theirs.includes(one))) expect(merged).toContain(id)
      for (const id of merged) expect([...mine, ...theirs]).toContain(id)
    }),
  )
})

test('a topic moves by one place, and stays at the ends', () => {
  expect(movedBy(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(movedBy(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(movedBy(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(movedBy(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  expect(movedBy([], 0, 1)).toEqual([])
})
