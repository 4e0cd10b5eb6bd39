import { expect, test } from 'vitest'
import { blueskySends } from '#networks/bluesky/limits.ts'
import { contentHints } from '#networks/check-hints.ts'
import { mastodonSendingCapabilities } from '#networks/mastodon/capabilities.ts'
import type { ContentToCheck, SendingCapabilities } from '#networks/sender.ts'
import { xSending } from '#networks/x/speak/limits.ts'

const card = { url: 'https://havre-clair.example/p/1', title: 'Road closed', description: '' }
const film = {
  ...{ sha256: 'f'.repeat(64), mediaType: 'video/mp4', bytes: 9, alt: 'The quay', decorative: false },
  captions: { sha256: 'c'.repeat(64), language: 'fr' },
}

function hints(capabilities: SendingCapabilities, more: Partial<ContentToCheck>): string[] {
  const content = { account: 'a', language: 'fr', parts: ['Fermée.'], media: [], ...more }
  const found = contentHints(content, capabilities)
  for (const { words } of found) {
    expect(words.en).toContain(words.en.includes('lasts') ? 'film' : capabilities.name)
    expect(words.fr).not.toBe('')
  }
  return found.map(({ why }) => why)
}

test('captions that a network does not take are told to whoever writes, and only then', () => {
  expect(hints(mastodonSendingCapabilities, { media: [film] })).toEqual(['captions-not-taken'])
  expect(hints(blueskySends, { media: [film] })).toEqual([])
  expect(hints(xSending, { media: [film] })).toEqual([])
  const { captions: _, ...silent } = film
  expect(hints(mastodonSendingCapabilities, { media: [silent] })).toEqual([])
})

test('captions that go on after their film may be those of another; a second is nothing', () => {
  const long = { ...film, seconds: 12.2, captionsSeconds: 13 }
  expect(hints(blueskySends, { media: [long] })).toEqual([])
  expect(hints(blueskySends, { media: [{ ...long, captionsSeconds: 61 }] })).toEqual(['captions-beyond-film'])
})

test('what becomes of a card is told where it is not shown as it was written', () => {
  expect(hints(blueskySends, { card })).toEqual([])
  expect(hints(blueskySends, { card, media: [film] })).toEqual(['card-beside-files'])
  expect(hints(blueskySends, { card, quoteOf: 'bluesky:at://x' })).toEqual(['card-beside-files'])
  expect(hints(xSending, { card })).toEqual(['card-built-there'])
  const [absent] = contentHints(
    { account: 'a', language: 'fr', parts: ['Fermée.'], media: [], card },
    xSending,
  )
  expect(absent?.words.en).toContain('nobody would see it')
  const named = { account: 'a', language: 'fr', parts: [`Fermée. ${card.url}`], media: [], card }
  expect(contentHints(named, xSending)[0]?.words.en).not.toContain('nobody would see it')
  const { cards: _, ...none } = blueskySends
  expect(hints(none, { card })).toEqual(['card-not-shown'])
  expect(hints({ ...blueskySends, cardsBesideFiles: true }, { card, media: [film] })).toEqual([])
})
