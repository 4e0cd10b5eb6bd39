import { expect, test } from 'vitest'
import { checkForBluesky, blueskyLimits } from '#networks/bluesky/limits.ts'
import type { ContentToCheck } from '#networks/sender.ts'
import { checkForX, xLimits } from '#networks/x/speak/limits.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { preflight } from '#sending/files/preflight.ts'

const bluesky = { check: (content: ContentToCheck) => checkForBluesky(content, blueskyLimits) }
const x = { check: (content: ContentToCheck) => checkForX(content, xLimits) }

const kept: KeptFile = {
  ...{ sha256: 'a'.repeat(64), mediaType: 'image/gif', bytes: 900_000, width: 400, height: 300, frames: 30 },
}
const content = (more: Partial<ContentToCheck['media'][number]> = {}): ContentToCheck => ({
  ...{ account: 'town', language: 'en', parts: ['Look.'] },
  media: [
    {
      sha256: kept.sha256,
      mediaType: kept.mediaType,
      bytes: kept.bytes,
      alt: 'The river',
      decorative: false,
      ...more,
    },
  ],
})

test('every target is asked about every file, with what is known of it where it is kept', () => {
  expect(preflight(content(), [kept], x)).toEqual([])
  expect(preflight(content(), [kept], bluesky)).toMatchObject([{ why: 'too-many-frames', file: kept.sha256 }])
})

test('a file that is not kept, or is another than it was, is said by its place and name', () => {
  const [gone] = preflight(content({ name: 'river.gif' }), [], x)
  expect(gone).toMatchObject({ why: 'file-gone', file: kept.sha256 })
  expect(gone?.words).toEqual({
    en: 'File 1 (“river.gif”) is not kept here any more. Remove it and choose it again.',
    fr: 'Le fichier 1 (« river.gif ») n’est plus conservé ici. Retirez-le et choisissez-le de nouveau.',
  })
  expect(preflight(content({ bytes: 5 }), [kept], x)).toMatchObject([{ why: 'file-gone' }])
})

test('what a browser says of the size of a picture does not count, what is kept does', () => {
  const lied = { mediaType: 'image/gif', width: 1, height: 1, frames: 2 }
  expect(preflight(content(lied), [{ ...kept, frames: 400 }], x)).toMatchObject([
    { why: 'too-many-frames', actual: 400 },
  ])
})
