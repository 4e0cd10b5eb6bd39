import { expect, test } from 'vitest'
import { checkContent } from '#networks/check-content.ts'
import { blueskyLimits, blueskySends } from '#networks/bluesky/limits.ts'
import { limitsOf } from '#networks/mastodon/limits.ts'
import type { ContentProblem, MediaToCheck } from '#networks/sender.ts'
import { xLimits, xSending } from '#networks/x/speak/limits.ts'

const picture: MediaToCheck = {
  ...{ sha256: 'a'.repeat(64), mediaType: 'image/jpeg', bytes: 1000, alt: 'The river', decorative: false },
}

function problems(
  file: Partial<MediaToCheck>,
  rules = { capabilities: blueskySends, limits: blueskyLimits },
): ContentProblem[] {
  const content = {
    account: 'town',
    language: 'en',
    parts: ['Look.'],
    media: [picture, { ...picture, ...file }],
  }
  return checkContent(content, { ...rules, measure: (text) => text.length })
}

test('a file that fits has no problem', () => {
  expect(problems({ width: 4000, height: 3000 })).toEqual([])
})

test('a problem names the file by its place and name, the network, the limit and what helps', () => {
  const [problem] = problems({ bytes: 2_400_000, name: 'river.jpg' })
  expect(problem).toMatchObject({
    why: 'media-too-large',
    file: picture.sha256,
    limit: 2_000_000,
    actual: 2_400_000,
  })
  expect(problem?.words.en).toBe(
    'File 2 (“river.jpg”) has 2.4 MB, and Bluesky takes 2 MB. Use a smaller copy.',
  )
  expect(problem?.words.fr).toBe(
    'Le fichier 2 (« river.jpg ») fait 2,4 Mo, et Bluesky accepte 2 Mo. Utilisez une copie plus petite.',
  )
})

test('a name as long as a page is said in part, and a file without one by its place', () => {
  expect(problems({ bytes: 2_400_000, name: 'x'.repeat(500) })[0]?.words.en.length).toBeLessThan(160)
  expect(problems({ bytes: 2_400_000 })[0]?.words.en).toMatch(/^File 2 has/)
})

test.each([
  ['a type', { mediaType: 'image/tiff' }, 'media-type', /It takes image\/jpeg.*or remove it/],
  [
    'movement',
    { mediaType: 'image/gif', frames: 12 },
    'too-many-frames',
    /moves, and on Bluesky it would stand still.*MP4/,
  ],
  [
    'length',
    { mediaType: 'video/mp4', seconds: 181 },
    'film-too-long',
    /lasts 181 s, and Bluesky takes 180 s/,
  ],
  ['no description', { alt: ' ' }, 'alt-missing', /no description.*decorative/],
  [
    'a description too long',
    { alt: 'x'.repeat(2001) },
    'alt-too-long',
    /file 2 has 2001 characters, and Bluesky takes 2000/,
  ],
] as const)('%s that Bluesky does not take is said', (_name, file, why, words) => {
  const found = problems(file).find((one) => one.why === why)
  expect(found?.words.en).toMatch(words)
  expect(found?.words.fr).toMatch(/fichier 2/)
})

test('a server’s limit of pixels is read from it and told', () => {
  const limits = limitsOf({ configuration: { media_attachments: { image_matrix_limit: 1_000_000 } } })
  const found = problems({ width: 2000, height: 1000 }, { capabilities: blueskySends, limits })
  expect(found[0]).toMatchObject({ why: 'too-many-pixels', limit: 1_000_000, actual: 2_000_000 })
  expect(found[0]?.words.en).toMatch(/2 million pixels \(2000 × 1000\).*takes 1 million/)
})

test('X takes moving pictures of few frames and films of 140 s', () => {
  const rules = { capabilities: xSending, limits: xLimits }
  expect(problems({ mediaType: 'image/gif', frames: 351 }, rules)[0]?.words.en).toMatch(
    /351 frames, and X takes 350/,
  )
  expect(problems({ mediaType: 'video/mp4', seconds: 140 }, rules)).toEqual([])
  expect(problems({ mediaType: 'video/mp4', seconds: 140.5 }, rules)[0]).toMatchObject({
    why: 'film-too-long',
  })
})
