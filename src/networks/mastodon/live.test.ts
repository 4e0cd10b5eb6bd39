import { expect, test } from 'vitest'
import { hear, hears } from '#networks/mastodon/test-listening.ts'
import { needs, postedBy, senderOf } from '#networks/mastodon/test-account.ts'
import { textPart } from '#networks/test-sender-contract.ts'

const [origin = '', token = ''] = (process.env['BELLWETHER_LIVE_MASTODON'] ?? '').split(',')
const isLive = origin !== '' && token !== ''
if (!isLive) console.warn('SKIPPED: a real Mastodon server, BELLWETHER_LIVE_MASTODON=url,token is not set')

test.skipIf(!isLive)(
  'a real server: health, post, read back, edit, thread, delete',
  { timeout: 120_000 },
  async () => {
    const sender = senderOf({ origin, token })
    expect(await sender.health(needs)).toMatchObject({ ok: true })
    const nowMs = Date.now()
    const part = textPart(`Bellwether test ${nowMs}\n\nhttps://example.org/a/very/long/address #test`, {
      key: `live-${nowMs}`,
      atMs: nowMs,
    })
    const posted = postedBy(await sender.send(part, needs))
    try {
      expect(postedBy(await sender.send(part, needs)).nativeId).toBe(posted.nativeId)
      expect(await sender.readBack(part, needs)).toMatchObject({
        kind: 'there',
        posted: { nativeId: posted.nativeId },
      })
      const second = textPart(`Second part ${nowMs}`, {
        key: `live-${nowMs}-1`,
        atMs: nowMs,
        after: posted,
        root: posted,
      })
      const two = postedBy(await sender.send(second, needs))
      expect(await sender.remove?.(two, needs)).toEqual({ kind: 'gone' })
      expect(await sender.edit?.(posted, textPart(`Edited ${nowMs}`), needs)).toMatchObject({ kind: 'sent' })
    } finally {
      expect(await sender.remove?.(posted, needs)).toEqual({ kind: 'gone' })
    }
    expect(await sender.remove?.(posted, needs)).toEqual({ kind: 'gone' })
  },
)

test.skipIf(!isLive)('a real server: its own timeline is heard', { timeout: 120_000 }, async () => {
  const heard = await hear({ origin, token }, hears(), {
    timeline: { kind: 'local' },
    limits: { pollMs: 30_000 },
  })
  expect(heard.some((one) => one.kind === 'state' && one.state === 'hearing')).toBe(true)
})
