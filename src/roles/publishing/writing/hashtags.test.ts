import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTownNames } from '#language/town-names.ts'
import { createUsualWords } from '#language/usual-words.ts'
import { hashtagCases } from '#roles/publishing/writing/hashtags.ts'

const lexicon = { usual: createUsualWords(), isTown: createTownNames() }
const own = new Map([
  ['havre', 'Havre'],
  ['clair', 'Clair'],
  ['stm', 'STM'],
])
const instead = (text: string): string[] => hashtagCases(text, lexicon, own).map((one) => one.instead)

test('a tag of several words is proposed with a capital for each', () => {
  expect(instead('Stay off Mill Road. #brownwater')).toEqual(['#BrownWater'])
  expect(instead('#roadclosed and #Roadclosed and #ROADCLOSED')).toEqual([
    '#RoadClosed',
    '#RoadClosed',
    '#RoadClosed',
  ])
  expect(instead('#eaubrune #routefermée')).toEqual(['#EauBrune', '#RouteFermée'])
  expect(instead('#havreclair #havreclair2026')).toEqual(['#HavreClair', '#HavreClair2026'])
})

test('a town is known by its name, beside words and by itself', () => {
  expect(instead('#saguenayinondation #floodsherbrooke')).toEqual(['#SaguenayInondation', '#FloodSherbrooke'])
  expect(instead('#sherbrooke #saguenay #chicoutimi')).toEqual([])
})

test('words of the text itself are known, however rare', () => {
  expect(instead('#zorblatbridge is closed: the Zorblat bridge')).toEqual(['#ZorblatBridge'])
})

test('a tag that is one word, has its capitals, or is in an address is left alone', () => {
  for (const text of [
    '#flooding',
    '#water',
    '#BrownWater',
    '#therapist',
    '#inondation',
    '#Montréal',
    '#NASA',
  ])
    expect({ text, found: instead(text) }).toEqual({ text, found: [] })
  expect(instead('https://town.example/page#brownwater a#brownwater')).toEqual([])
  expect(instead('#xqzwvkjhgf')).toEqual([])
})

test('it says where the tag stands and why, in both languages, and proposes the same letters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('#brownwater', '#eaubrune'),
      (text, tag) => {
        const whole = `${text} ${tag}`
        for (const { from, to, about, instead: next, words } of hashtagCases(whole, lexicon, own)) {
          expect(whole.slice(from, to)).toBe(about)
          expect(next.toLowerCase()).toBe(about.toLowerCase())
          expect(words.fr).toContain(next)
        }
      },
    ),
  )
})

test('50,000 characters of tags take less than a second of work', () => {
  const begun = process.cpuUsage()
  hashtagCases('#brownwaterroadclosedtodaybecauseofthebigriver '.repeat(1000), lexicon, own)
  hashtagCases(`#${'a'.repeat(50_000)}`, lexicon, own)
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1500)
})
