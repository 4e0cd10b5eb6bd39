import { expect, test } from 'vitest'
import { emptyFeatures, readFeatures } from '#language/heads/features.ts'
import { headOf } from '#language/heads/heads.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { createPack, headProbabilities } from '#language/heads/pack.ts'
import { TextScan } from '#language/scan.ts'

const head = headOf('crisis')
const pack = createPack([head], bucketWeights())
const scan = new TextScan()
const features = emptyFeatures()

function said(text: string): { best: string; request: number } {
  scan.read(text)
  readFeatures(scan, features)
  const shares = headProbabilities(head, pack.score(scan, features), 0)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
  return {
    best: head.classes[shares.indexOf(Math.max(...shares))] ?? '',
    request: shares[head.classes.indexOf('requests_or_urgent_needs')] ?? 0,
  }
}

test.each([
  ['Two people killed and nine injured when the wall came down', 'injured_or_dead_people'],
  ['The quake damaged the bridge and left homes without power', 'infrastructure_and_utility_damage'],
  ['Flood warning for the whole valley, avoid the river roads', 'caution_and_advice'],
  ['Families evacuated to a shelter in the school', 'displaced_people_and_evacuations'],
  ['We urgently need water and insulin at the shelter, please help', 'requests_or_urgent_needs'],
  ['Volunteers raise money and send supplies to the victims', 'rescue_volunteering_or_donation_effort'],
])('"%s" is %s', (text, expected) => {
  expect(said(text).best).toBe(expected)
})

test('who asks for help is ranked above who thanks for it', () => {
  const asks = said('We are stuck on the roof with a baby, please send help to Mill Road').request
  expect(asks).toBeGreaterThan(said('Thank you to the crews who worked all night').request)
})

test.each(['', '\0\ud800', '\u202eabc', '🆘'.repeat(500), 'help '.repeat(200_000)])(
  'any text %# is read',
  (text) => {
    expect(said(text).request).toBeGreaterThanOrEqual(0)
  },
)

test('a notice with facts is ranked above a joke about the same storm', () => {
  const informative = headOf('informative')
  const pair = createPack([informative], bucketWeights())
  const informs = (text: string): number => {
    scan.read(text)
    readFeatures(scan, features)
    return headProbabilities(informative, pair.score(scan, features), 0)[1] ?? 0
  }
  const notice = informs(
    'RT @county: Highway 12 closed by flood water, 300 homes evacuated https://county.example/a',
  )
  expect(notice).toBeGreaterThan(0.5)
  expect(informs('lol my cat hates this storm so much haha i love him')).toBeLessThan(notice)
})
