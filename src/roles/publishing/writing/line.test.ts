import { expect, test } from 'vitest'
import { blueskyLimits, blueskySends, checkForBluesky, countGraphemes } from '#networks/bluesky/limits.ts'
import { mastodonSendingCapabilities } from '#networks/mastodon/capabilities.ts'
import { checkMastodon } from '#networks/mastodon/check.ts'
import { usualLimits } from '#networks/mastodon/limits.ts'
import { measureText } from '#networks/mastodon/measure.ts'
import { checkForX, xLimits, xSending } from '#networks/x/speak/limits.ts'
import { weightedLength } from '#networks/x/posts/post-text.ts'
import { lengthOf, lineOf } from '#roles/publishing/writing/line.ts'
import { splitText } from '#roles/publishing/writing/split.ts'

const at = { account: 'a', language: 'en' }
const instance = { ...usualLimits, textMax: 200 }
const mastodon = {
  capabilities: mastodonSendingCapabilities,
  limits: instance,
  measure: (text: string) => measureText(text, instance.urlLength),
  check: (content: Parameters<typeof checkMastodon>[0]) => checkMastodon(content, instance),
}
const bluesky = {
  capabilities: blueskySends,
  limits: blueskyLimits,
  measure: countGraphemes,
  check: (content: Parameters<typeof checkForBluesky>[0]) => checkForBluesky(content, blueskyLimits),
}
const x = {
  capabilities: xSending,
  limits: xLimits,
  measure: weightedLength,
  check: (content: Parameters<typeof checkForX>[0]) => checkForX(content, xLimits),
}

test('a server says itself how much it takes, and a content warning takes room of each part', () => {
  const text = 'The water is brown. '.repeat(30)
  const warned = { ...at, contentWarning: 'Water ' }
  const plainParts = splitText(text, lineOf(mastodon, at))
  const parts = splitText(text, lineOf(mastodon, warned))
  expect(parts.length).toBeGreaterThanOrEqual(plainParts.length)
  for (const part of parts) {
    const { n, max } = lengthOf(mastodon, part, warned)
    expect({ n, max }).toEqual({ n: part.length, max: 195 })
    expect(n).toBeLessThanOrEqual(max)
  }
  expect(lengthOf(mastodon, 'x', at)).toEqual({ n: 1, max: 200 })
  expect(lengthOf(mastodon, 'x'.repeat(300), warned)).toEqual({ n: 300, max: 195 })
})

test('an address counts as its network counts it', () => {
  const url = `https://havre-clair.example/${'eau/'.repeat(60)}`
  expect(lengthOf(mastodon, url, at)).toEqual({ n: 23, max: 200 })
  expect(lengthOf(x, url.replace('.example', '.com'), at)).toEqual({ n: 23, max: 280 })
  expect(lengthOf(bluesky, url, at)).toEqual({ n: url.length, max: 300 })
})

test('Bluesky counts characters as people see them and bytes besides: whichever is full first ends the part', () => {
  const family = '👨‍👩‍👧‍👦'
  const text = `${family} `.repeat(250)
  const parts = splitText(text, lineOf(bluesky, at))
  const bytes = parts.map((part) => new TextEncoder().encode(part).length)
  expect(Math.max(...bytes)).toBeLessThanOrEqual(3000)
  expect(Math.min(...bytes.slice(0, -1))).toBeGreaterThan(2900)
  expect(parts.join(' ').split(' ')).toHaveLength(250)
})

test('on X signs of Chinese count double', () => {
  const parts = splitText('水'.repeat(300), lineOf(x, at))
  expect(parts.map((part) => part.length)).toEqual([140, 140, 20])
})
