import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountId } from '#roles/publishing/own-accounts.ts'
import type { VersionForm } from '#roles/publishing/contract.ts'
import { halvesOut, stateOf, touched, type Noted, type WrittenVersion } from '#roles/publishing/rules.ts'

const pair = { en: 'e1', fr: 'f1' }

function noted(o: Partial<Noted>): Noted {
  return { account: 'a', language: 'en', sha256: 'e1', round: 1, pair, publishedAtMs: 100, ...o }
}

test('a pair that is whole, or wholly gone, is no half; anything between is', () => {
  const english = noted({})
  const french = noted({ language: 'fr', sha256: 'f1', publishedAtMs: 130 })
  expect(halvesOut([english, french])).toEqual([])
  expect(halvesOut([english])).toEqual([{ account: 'a', public: ['en'], missing: ['fr'], sinceMs: 100 }])
  const gone = { ...english, endedAtMs: 500, endedHow: 'taken-down' as const }
  expect(halvesOut([gone, french])).toEqual([{ account: 'a', public: ['fr'], missing: ['en'], sinceMs: 500 }])
  expect(halvesOut([gone, { ...french, endedAtMs: 600, endedHow: 'taken-down' }])).toEqual([])
})

test('one language replaced by a new round leaves the other behind, unless its words stayed the same', () => {
  const next = { round: 2, publishedAtMs: 900 }
  const french = noted({ language: 'fr', sha256: 'f1' })
  const english = noted({ ...next, sha256: 'e2', pair: { en: 'e2', fr: 'f2' } })
  expect(halvesOut([english, french])).toMatchObject([{ missing: ['fr'], sinceMs: 900 }])
  expect(halvesOut([{ ...english, pair: { en: 'e2', fr: 'f1' } }, french])).toEqual([])
})

test('a message is only called published while every text of it is public as it stands', () => {
  const versions = [
    { account: 'a', language: 'en', sha256: 'e1' },
    { account: 'a', language: 'fr', sha256: 'f1' },
  ]
  const Live = fc.subarray([noted({}), noted({ language: 'fr', sha256: 'f1' }), noted({ sha256: 'old' })])
  const Approval = fc.constantFrom('waiting', 'approved', 'returned', 'edited', 'withdrawn', undefined)
  fc.assert(
    fc.property(Live, Approval, (live, approval) => {
      const state = stateOf({ approval, versions, noted: live })
      const isWhole = versions.every(
        (version) => live.find(({ language }) => language === version.language)?.sha256 === version.sha256,
      )
      expect(state === 'published').toBe(isWhole)
      if (state === 'approved') expect(approval).toBe('approved')
    }),
  )
})

test('a change is asked about where it writes: the texts, all of them when the lane changes, none for a title', () => {
  const content = '{"account":"a","language":"en","media":[],"parts":["x"]}'
  const before = {
    title: 'T',
    lane: 'normal' as const,
    versions: [
      { account: 'a', language: 'en', content, written: { account: 'a', language: 'en', text: 'x' } },
    ],
  }
  const same = {
    title: 'T',
    lane: 'normal' as const,
    versions: [versionOf('en', 'x')],
  }
  expect(touched(before, same)).toBeUndefined()
  expect(touched(before, { ...same, title: 'U' })).toEqual([])
  expect(touched(before, { ...same, versions: [] })).toEqual([{ account: 'a', language: 'en' }])
  expect(touched(before, { ...same, lane: 'exercise' })).toHaveLength(2)
  const both = [...same.versions, versionOf('fr', '')]
  expect(touched(before, { ...same, versions: both })).toEqual([{ account: 'a', language: 'fr' }])
  // What its writer gave counts too, where the same goes out of it.
  const thread = versionOf('en', 'x', { thread: true })
  expect(touched(before, { ...same, versions: [thread] })).toEqual([{ account: 'a', language: 'en' }])
  const single = versionOf('en', 'x', { thread: false, media: [], contentWarning: '' })
  expect(touched(before, { ...same, versions: [single] })).toBeUndefined()
})

function versionOf(language: string, text: string, more: Partial<VersionForm> = {}): WrittenVersion {
  const place = { account: 'a', language }
  return { ...place, written: { ...place, text, ...more }, parts: [text], files: [], media: [] }
}

test('the name of an account can be read, whatever its handle is made of', () => {
  expect(accountId({ network: 'mastodon', handle: '@Ville@Société.example' })).toBe(
    'mastodon.ville-societe-example',
  )
  expect(accountId({ network: 'x', handle: '水' })).toMatch(/^x\.[\w-]+$/u)
  expect(accountId({ network: 'x', handle: 'a'.repeat(200) })).toHaveLength(100)
})
