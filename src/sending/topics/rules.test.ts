import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TopicId } from '#kernel/version-content.ts'
import { NewTopic, TopicChange, type Topic } from '#sending/topics/contract.ts'
import {
  foldedTopicName,
  isFor,
  isNameTaken,
  isWholeOrder,
  keptTopics,
  topicIdOf,
  topicsNamed,
} from '#sending/topics/rules.ts'

const water: Topic = { id: 'water', names: { en: 'Water', fr: 'Eau' }, retired: false }
const roads: Topic = { id: 'roads', names: { en: 'Roads', fr: 'Routes et été' }, retired: true }

test('a message reaches whoever chose one of its topics, everything, or when it is about none', () => {
  const lane = 'normal'
  expect(isFor({ chosen: ['water'], about: ['roads', 'water'], lane })).toBe(true)
  expect(isFor({ chosen: ['water'], about: ['roads'], lane })).toBe(false)
  expect(isFor({ chosen: null, about: ['roads'], lane })).toBe(true)
  expect(isFor({ chosen: ['water'], about: null, lane })).toBe(true)
  expect(isFor({ chosen: ['water'], about: [], lane })).toBe(true)
  expect(isFor({ chosen: ['water'], about: ['roads'], lane: 'exercise' })).toBe(false)
})

test('an emergency reaches everybody, whatever they chose', () => {
  const ids = fc.option(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }))
  fc.assert(
    fc.property(ids, ids, (chosen, about) => {
      expect(isFor({ chosen, about, lane: 'emergency' })).toBe(true)
    }),
  )
})

test('whatever a topic is called, its id can stand in an address and is nobody else’s', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 40 }), (names) => {
      const taken = new Set<string>()
      for (const name of names) {
        const id = topicIdOf(name, taken)
        expect(TopicId.safeParse(id).success, `${name} became ${id}`).toBe(true)
        expect(taken.has(id)).toBe(false)
        taken.add(id)
      }
    }),
  )
})

test('an id is made of the English name, without accents, and with a number where it is taken', () => {
  expect(topicIdOf('Water & sewers', new Set())).toBe('water-sewers')
  expect(topicIdOf('Été at l’Œuvre', new Set())).toBe('ete-at-loeuvre')
  expect(topicIdOf('水', new Set())).toBe('topic')
  expect(topicIdOf('Water', new Set(['water', 'water-2']))).toBe('water-3')
  expect(topicIdOf('a'.repeat(60), new Set(['a'.repeat(40)]))).toBe(`${'a'.repeat(38)}-2`)
})

test('a name is the same without regard to case, accents and spaces, in its own language', () => {
  expect(foldedTopicName(' ROUTES  ET ete ')).toBe(foldedTopicName('Routes et été'))
  expect(isNameTaken([water], { en: 'WATER', fr: 'Autre' })).toBe(true)
  expect(isNameTaken([water], { en: 'Other', fr: 'eau' })).toBe(true)
  expect(isNameTaken([water], { en: 'Eau', fr: 'Water' })).toBe(false)
  expect(isNameTaken([water], { en: 'Water', fr: 'Eau' }, 'water')).toBe(false)
})

test('names in a file are found by id or name in either language; one we do not know spoils the cell', () => {
  const topics = [water, roads]
  expect(topicsNamed('water; routes et ETE |Eau', topics)).toEqual(['water', 'roads'])
  expect(topicsNamed(' ; ', topics)).toEqual([])
  expect(topicsNamed('water;parks', topics)).toBeUndefined()
})

test('a choice is kept sorted, each once, and none is everything; an order names each topic once', () => {
  expect(keptTopics(['water', 'roads', 'water'])).toEqual(['roads', 'water'])
  expect([keptTopics([]), keptTopics(null), keptTopics(undefined)]).toEqual([null, null, null])
  expect(isWholeOrder([water, roads], ['roads', 'water'])).toBe(true)
  for (const ids of [['water'], ['water', 'water'], ['water', 'roads', 'roads'], ['water', 'parks']])
    expect(isWholeOrder([water, roads], ids)).toBe(false)
})

test('a name is one line that can be read and told from others in a file', () => {
  const bad = ['', '  ', 'a;b', 'a|b', '\u0000', '...', '\u200b', '\ud800', 'x'.repeat(61)]
  for (const en of bad)
    expect(NewTopic.safeParse({ names: { en, fr: 'Eau' } }).success, `name ${JSON.stringify(en)}`).toBe(false)
  expect(NewTopic.parse({ names: { en: ' Snow \n removal ', fr: 'Neige' } }).names.en).toBe('Snow removal')
  expect(TopicChange.safeParse({}).success).toBe(false)
  expect(NewTopic.safeParse({ names: { en: 'A', fr: 'B' }, id: 'mine' }).success).toBe(false)
})
