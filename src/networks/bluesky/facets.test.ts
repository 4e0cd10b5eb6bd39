import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openAccount } from '#networks/bluesky/account.ts'
import { facetsOf, type Facet } from '#networks/bluesky/facets.ts'
import { needs, opened, testSettings, times } from '#networks/bluesky/test-sender.ts'

const river = 'did:plc:river22222222222222222222'

async function facetsIn(text: string): Promise<Facet[]> {
  const { pds, connection } = await opened()
  pds.handles.set('river.test', river)
  const facets = await facetsOf(text, openAccount(connection, testSettings), needs())
  if ('kind' in facets) throw new Error(facets.detail)
  return facets
}

/** What each facet covers in the text, by its bytes, and what it says. */
async function said(text: string): Promise<string[][]> {
  const bytes = Buffer.from(text)
  return (await facetsIn(text)).map(({ index, features: [feature] }) => [
    bytes.subarray(index.byteStart, index.byteEnd).toString('utf8'),
    Object.values(feature ?? {})[1] ?? '',
  ])
}

test('links, mentions and hashtags are found by their bytes, in order, after accents and emoji too', async () => {
  const text = '🚰 L’été : voir https://ville.example.org/eau?é=1, @river.test et #EauPotable (mairie.ca).'
  expect(await said(text)).toEqual([
    ['https://ville.example.org/eau?é=1', 'https://ville.example.org/eau?é=1'],
    ['@river.test', river],
    ['#EauPotable', 'EauPotable'],
    ['mairie.ca', 'https://mairie.ca'],
  ])
})

test('a quotation mark after an address does not belong to it', async () => {
  for (const mark of ['”', '»', '’', '"', ']'])
    expect(await said(`See “https://x.org/a${mark} now`)).toEqual([])
  for (const mark of ['”', '»', '’', '"', ']'])
    expect(await said(`See (https://x.org/a${mark} now`)).toEqual([['https://x.org/a', 'https://x.org/a']])
})

test('a name nobody has stays plain text, and so does what only looks like one', async () => {
  expect(await said('@nobody.test write to info@river.test or @river')).toEqual([])
})

test('a server that cannot say who somebody is is waited for; one that asks too often is not asked for ever', async () => {
  const { pds, connection } = await opened()
  const account = openAccount(connection, testSettings)
  pds.answers.set('com.atproto.identity.resolveHandle', () => ({
    status: 502,
    body: { error: 'UpstreamFailure' },
  }))
  expect(await facetsOf('@river.test', account, needs())).toMatchObject({ kind: 'wait', why: 'server-error' })
  pds.answers.set('com.atproto.identity.resolveHandle', () => ({ status: 200, body: { did: 'nonsense' } }))
  expect(await facetsOf('@river.test', account, needs())).toMatchObject({ kind: 'wait', why: 'unreadable' })
  pds.answers.clear()
  const before = times(pds, 'resolveHandle')
  await facetsOf('@a.test '.repeat(35), account, needs())
  expect(times(pds, 'resolveHandle') - before).toBe(20)
})

test('whatever is written, a facet lies inside the text and cuts no character', async () => {
  const { connection } = await opened()
  const account = openAccount(connection, testSettings)
  const piece = fc.oneof(
    fc.constantFrom(' ', '#', 'é', '👩‍👩‍👧', '@x.test', 'https://', 'a.org', '(', '”', '$CAD', '\n', '#été'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const text = pieces.join('')
      const bytes = Buffer.from(text)
      const facets = await facetsOf(text, account, needs())
      if ('kind' in facets) throw new Error(facets.detail)
      for (const { index } of facets) {
        expect(index.byteStart).toBeLessThan(index.byteEnd)
        expect(index.byteEnd).toBeLessThanOrEqual(bytes.length)
        const covered = bytes.subarray(index.byteStart, index.byteEnd)
        expect(Buffer.from(covered.toString('utf8')).equals(covered)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})
