import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { effectOf, usualRange } from '#roles/reactions/rules/effect.ts'
import { usualOf } from '#roles/reactions/rules/usual.ts'

const startMs = Date.UTC(2026, 9, 5)
const zone = 'America/Toronto'
const day = 24

function flat(hours: number, posts: number): { fromMs: number; posts: number[] } {
  return { fromMs: startMs, posts: Array.from({ length: hours }, () => posts) }
}

/** Whole numbers from 0 to 1 that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mix = Math.imul(state ^ (state >>> 15), 1 | state)
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix
    return ((mix ^ (mix >>> 14)) >>> 0) / 4294967296
  }
}

function poisson(mean: number, chance: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = chance(); product > limit; product *= chance()) count++
  return count
}

test('three times as much is three times as much, with both sides in the interval', () => {
  const baseline = flat(28 * day, 4)
  const usual = usualOf(baseline, zone, 24)
  const fromMs = startMs + 28 * day * hourMs
  const effect = effectOf(usual, { fromMs, toMs: fromMs + 24 * hourMs, posts: 288 })
  // 288 against 96 expected: exp(ln 3 ± 1.96 √(1/288 + 1/388)), for the day of the week is known from 4 × 96 posts and the 4 it is pulled by.
  expect(effect).toMatchObject({
    verdict: 'more',
    ratio: 3,
    usual: 96,
    dispersion: 1,
    seasonality: 'hour-and-day',
  })
  expect(effect).toMatchObject({ low: expect.closeTo(2.58, 1), high: expect.closeTo(3.49, 1) })
})

test('an evening announcement is not praised for the evening', () => {
  const chance = seeded(7)
  const rate = (ms: number): number => (new Date(ms).getUTCHours() === 23 ? 40 : 2)
  const posts = Array.from({ length: 28 * day }, (_one, at) => poisson(rate(startMs + at * hourMs), chance))
  const usual = usualOf({ fromMs: startMs, posts }, 'UTC', 1)
  const fromMs = startMs + (28 * day + 23) * hourMs
  expect(effectOf(usual, { fromMs, toMs: fromMs + hourMs, posts: 40 })).toMatchObject({ verdict: 'unclear' })
  expect(effectOf(usual, { fromMs: fromMs + hourMs, toMs: fromMs + 2 * hourMs, posts: 40 })).toMatchObject({
    verdict: 'more',
  })
})

test.each([
  ['baseline-too-short', 5, 60, 500],
  ['too-few-posts', 28 * day, 0, 3],
  ['window-too-young', 28 * day, 4, 500],
] as const)('%s is said instead of a number', (why, hours, each, posts) => {
  const fromMs = startMs + 28 * day * hourMs
  const toMs = fromMs + (why === 'window-too-young' ? 10 * minuteMs : hourMs)
  const effect = effectOf(usualOf(flat(hours, each), zone, 1), { fromMs, toMs, posts })
  expect(effect).toMatchObject({ verdict: 'too-little', why })
  expect(effect.words.en).toMatch(/^Too little to tell/)
})

test('where nothing was ever said before, the ratio is finite and its lower end is far above one', () => {
  const fromMs = startMs + 28 * day * hourMs
  const effect = effectOf(usualOf(flat(28 * day, 0), zone, 6), {
    fromMs,
    toMs: fromMs + 6 * hourMs,
    posts: 50,
  })
  expect(effect).toMatchObject({ verdict: 'more' })
  if (effect.verdict === 'too-little') return
  expect(Number.isFinite(effect.ratio)).toBe(true)
  expect(effect.low).toBeGreaterThan(1)
})

test('hours in which nothing was heard say nothing, before and after', () => {
  const fromMs = startMs + 14 * day * hourMs
  const whole = usualOf(flat(14 * day, 4), zone, 24)
  const holes = usualOf(
    { fromMs: startMs, posts: flat(14 * day, 4).posts.map((four, at) => (at % 3 === 0 ? null : four)) },
    zone,
    24,
  )
  expect(holes?.hours).toBe(14 * 16)
  expect(holes?.between(fromMs, fromMs + 24 * hourMs)).toBeCloseTo(
    whole?.between(fromMs, fromMs + 24 * hourMs) ?? 0,
    6,
  )
  const isHeard = (ms: number): boolean => ms < fromMs + 12 * hourMs
  expect(effectOf(whole, { fromMs, toMs: fromMs + 24 * hourMs, posts: 48, isHeard })).toMatchObject({
    ratio: 1,
    usual: 48,
  })
  expect(effectOf(whole, { fromMs, toMs: fromMs + hourMs, posts: 48, isHeard: () => false })).toMatchObject({
    verdict: 'too-little',
  })
})

test('bursts in the baseline widen the interval', () => {
  const calm = flat(28 * day, 4)
  const bursty = { ...calm, posts: calm.posts.map((_four, at) => (Math.floor(at / 6) % 12 === 5 ? 48 : 0)) }
  expect(usualOf(calm, zone, 24)?.dispersion).toBe(1)
  expect(usualOf(bursty, zone, 24)?.dispersion).toBeGreaterThan(30)
})

test('where nothing happens, "more" and "less" are said about one time in twenty', () => {
  let wrong = 0
  const trials = 300
  for (let trial = 0; trial < trials; trial++) {
    const chance = seeded(trial + 1)
    const rate = (ms: number): number => 3 + 2 * Math.sin((new Date(ms).getUTCHours() / 24) * 2 * Math.PI)
    const posts = Array.from({ length: 28 * day }, (_one, at) => poisson(rate(startMs + at * hourMs), chance))
    const usual = usualOf({ fromMs: startMs, posts }, 'UTC', 24)
    const fromMs = startMs + 28 * day * hourMs
    let after = 0
    for (let hour = 0; hour < 24; hour++) after += poisson(rate(fromMs + hour * hourMs), chance)
    if (effectOf(usual, { fromMs, toMs: fromMs + 24 * hourMs, posts: after }).verdict !== 'unclear') wrong++
  }
  // Binomial(300, 0.05) lies between 5 and 28 in 998 of 1,000 draws; the seeds make this one always the same.
  expect(wrong).toBeLessThan(28)
  expect(wrong).toBeGreaterThan(3)
})

test('a real doubling is found in nearly every trial', () => {
  let found = 0
  for (let trial = 0; trial < 100; trial++) {
    const chance = seeded(trial + 1001)
    const posts = Array.from({ length: 28 * day }, () => poisson(2, chance))
    const fromMs = startMs + 28 * day * hourMs
    let after = 0
    for (let hour = 0; hour < 48; hour++) after += poisson(4, chance)
    const usual = usualOf({ fromMs: startMs, posts }, 'UTC', 48)
    if (effectOf(usual, { fromMs, toMs: fromMs + 48 * hourMs, posts: after }).verdict === 'more') found++
  }
  expect(found).toBeGreaterThan(95)
})

test('whatever the counts: the interval holds the ratio, what was learned sums to what was heard, ranges hold their mean', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 6, maxLength: 24 * 15 })
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 1, max: 72 }),
      (posts, after, hours) => {
        const usual = usualOf({ fromMs: startMs, posts }, zone, hours)
        if (usual === undefined) throw new Error('six hours are enough')
        const endMs = startMs + posts.length * hourMs
        const total = Math.max(
          0.5,
          posts.reduce((sum, one) => sum + one, 0),
        )
        expect(usual.between(startMs, endMs)).toBeCloseTo(total, 6)
        expect(usual.dispersion).toBeGreaterThanOrEqual(1)
        const range = usualRange(usual, endMs, endMs + hourMs)
        expect(range.low).toBeLessThanOrEqual(range.mean)
        expect(range.high).toBeGreaterThanOrEqual(range.mean)
        const effect = effectOf(usual, { fromMs: endMs, toMs: endMs + hours * hourMs, posts: after })
        if (effect.verdict === 'too-little') return
        expect(effect.low).toBeLessThanOrEqual(effect.ratio)
        expect(effect.high).toBeGreaterThanOrEqual(effect.ratio)
      },
    ),
  )
})

test.each([
  [1, /^[\d.,]+ times what is usual \(/u, /fois l’habituel \(/u],
  [4, /what is usual at these hours \(/u, /l’habituel à ces heures \(/u],
  [15, /what is usual at these hours of these days \(/u, /l’habituel à ces heures de ces jours \(/u],
])('with %i days of baseline it says what was taken out, and no more', (days, en, fr) => {
  const fromMs = startMs + days * 24 * hourMs
  const usual = usualOf(flat(days * 24, 4), zone, 1)
  const effect = effectOf(usual, { fromMs, toMs: fromMs + hourMs, posts: 60 })
  expect(effect.words.en).toMatch(en)
  expect(effect.words.fr).toMatch(fr)
})

/** A matter that dies down: half as much every day, over a week. */
function dyingDown(): { fromMs: number; posts: number[] } {
  const chance = seeded(11)
  const posts = Array.from({ length: 7 * day }, (_one, at) => poisson(40 * 0.5 ** (at / day) + 0.5, chance))
  return { fromMs: startMs, posts }
}

test('what died down before is not told as the effect of an announcement', () => {
  const fromMs = startMs + 7 * day * hourMs
  const effect = effectOf(usualOf(dyingDown(), 'UTC', 24), { fromMs, toMs: fromMs + day * hourMs, posts: 12 })
  expect(effect.verdict).not.toBe('more')
  expect(effect.words.en).toMatch(/It was dying down before the announcement already: \d+ posts an hour/u)
  expect(effect.words.fr).toMatch(/Le sujet retombait déjà avant l’annonce/u)
})

test('where more is said although it died down, nothing else explains it', () => {
  const fromMs = startMs + 7 * day * hourMs
  const effect = effectOf(usualOf(dyingDown(), 'UTC', 24), {
    fromMs,
    toMs: fromMs + day * hourMs,
    posts: 9000,
  })
  expect(effect.verdict).toBe('more')
  expect(effect.words.en).not.toContain('dying down')
})

test('a baseline that only scatters, or comes in bursts, is said to drift about one time in a hundred', () => {
  let drifts = 0
  for (let trial = 0; trial < 400; trial++) {
    const chance = seeded(trial + 5001)
    const burst = (): number => (chance() < 0.04 ? 6 + 6 * chance() : 0)
    const posts: number[] = []
    while (posts.length < 7 * day) {
      const louder = burst()
      for (let hour = 0; hour < 6; hour++) posts.push(poisson(2 + louder, chance))
    }
    if (usualOf({ fromMs: startMs, posts }, 'UTC', 24)?.drift !== undefined) drifts++
  }
  expect(drifts).toBeLessThan(12)
})

test('the band of an hour scatters as hours do, not as days do', () => {
  const chance = seeded(3)
  const posts = Array.from({ length: 8 * day }, (_one, at) =>
    poisson(Math.floor(at / day) % 2 === 0 ? 8 : 2, chance),
  )
  const usual = usualOf({ fromMs: startMs, posts }, 'UTC', 24)
  expect(usual?.dispersion).toBeGreaterThan(2 * (usual?.hourlyDispersion ?? Infinity))
})
