import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { pagesNetwork } from '#networks/pages/sender.ts'
import { testPageStore, type TestPageStore } from '#networks/pages/test-page-store.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Sender, SendingNeeds } from '#networks/sender.ts'
import type { Page } from '#networks/pages/page-store.ts'
import {
  captionsText,
  dot,
  film,
  sendingContract,
  textPart,
  type Fault,
  type Peer,
  type SeenPost,
} from '#networks/test-sender-contract.ts'

const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

function opened(store: TestPageStore = testPageStore()): { store: TestPageStore; sender: Sender } {
  const sender = pagesNetwork(store, { timeoutsMs: { change: 300, ask: 300 } }).open({
    ...{ account: 'a1', handle: 'City of Havre-Clair', languages: ['en', 'fr'] },
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  })
  return { store, sender }
}

const noWire = 'our own store has no wire between'
const cannot: Partial<Record<Fault, string>> = {
  busy: noWire,
  'busy-without-time': noWire,
  revoked: 'there is no sign-in at our own site',
  'not-json': noWire,
  'refused-connection': noWire,
}

function openPeer(): Promise<Peer> {
  const { store, sender } = opened()
  return Promise.resolve({
    sender,
    posts: () =>
      Promise.resolve(
        [...store.pages.values()].map(({ key, text, language, media, card }) => ({
          ...{ nativeId: key, text, language, alts: media.map(({ alt }) => alt) },
          ...cardAndCaptions({ media, card }),
        })),
      ),
    misbehave: (fault) => Promise.resolve(store.failNext(fault.endsWith('before') ? 'before' : 'after')),
    cannot,
    close: () => Promise.resolve(),
  })
}

/** The store has the captions' hash; their bytes are where the files are kept. */
function cardAndCaptions({
  media,
  card,
}: {
  media: Page['media']
  card: Page['card']
}): Pick<SeenPost, 'card' | 'captions'> {
  const captions = media.flatMap((file) =>
    file.captions?.sha256 === film.captions.sha256
      ? [{ language: file.captions.language, text: captionsText }]
      : [],
  )
  if (card === undefined) return captions.length === 0 ? {} : { captions }
  const { image, ...words } = card
  return { captions, card: { ...words, hasPicture: image !== undefined } }
}

sendingContract('pages', openPeer)

test('a store that never answers is given up on, and the page may be there', async () => {
  const { store, sender } = opened()
  store.failNext('never')
  const clock = skippingClock()
  expect(await sender.send(textPart('Still?'), { ...needs, clock })).toMatchObject({
    kind: 'unknown',
    why: 'timeout',
  })
  store.failNext('never')
  expect(await sender.health({ ...needs, clock })).toMatchObject({
    ok: false,
    why: 'timeout',
    isTransient: true,
  })
  expect(await sender.readBack(textPart('Still?'), needs)).toMatchObject({ kind: 'there' })
})

test('a page says nothing of an error but its name', async () => {
  const { store, sender } = opened()
  const told: unknown[] = []
  for (const call of ['send', 'readBack'] as const) {
    store.failNext('before')
    told.push(await sender[call](textPart('Words.'), needs))
  }
  store.failNext('before')
  told.push(await sender.health(needs), await sender.remove?.({ nativeId: 'd1-0' }, needs))
  expect(JSON.stringify(told)).not.toContain('planted')
})

test('an edit that is told twice is one, and old words that come late do not come back', async () => {
  const { store, sender } = opened()
  const first = textPart('Until six.', { media: [dot], contentWarning: 'Flood' })
  await sender.send(first, needs)
  const second = textPart('Until seven.', { key: 'd2-0' })
  for (let i = 0; i < 2; i++) await sender.edit?.({ nativeId: 'd1-0' }, second, needs)
  await sender.edit?.({ nativeId: 'd1-0' }, textPart('Until eight.', { key: 'd3-0' }), needs)
  expect(await sender.edit?.({ nativeId: 'd1-0' }, second, needs)).toMatchObject({ kind: 'sent' })
  expect(await sender.send(first, needs)).toMatchObject({ kind: 'sent' })
  expect([...store.pages.values()]).toMatchObject([{ text: 'Until eight.', revision: 'd3-0' }])
})

test('what was taken down is not put up again, and what is not there is not edited', async () => {
  const { store, sender } = opened()
  await sender.send(textPart('A mistake.'), needs)
  await sender.remove?.({ nativeId: 'd1-0' }, needs)
  expect(await sender.send(textPart('A mistake.'), needs)).toMatchObject({
    kind: 'refused',
    why: 'not-found',
  })
  expect(await sender.edit?.({ nativeId: 'd8-0' }, textPart('Hm.', { key: 'd9-0' }), needs)).toMatchObject({
    kind: 'refused',
    why: 'not-found',
  })
  expect(store.pages.size).toBe(0)
})

test('a thread and an answer are named before they are sent', () => {
  const { sender } = opened()
  const content = {
    account: 'a1',
    language: 'en',
    media: [],
    parts: ['One.', 'Two.'],
    replyTo: 'x:1',
    quoteOf: 'x:2',
  }
  expect(sender.check(content).map(({ why }) => why)).toEqual(['too-many-parts', 'no-replies', 'no-quotes'])
})
