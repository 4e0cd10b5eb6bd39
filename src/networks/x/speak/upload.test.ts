import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import type { OutgoingMedia, SendingNeeds } from '#networks/sender.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'
import { needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import { pieceBytes } from '#networks/x/speak/upload.ts'

/** Four megabytes take longer than other calls. */
const patient = { changeMs: 25_000, readMs: 3000 }

/** Time that passes at once while X works on a film; time limits of calls stay those of the wall. */
function hurried(waits: number[] = []): SendingNeeds {
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    if (ms < 1000 || ms === 3000 || ms === patient.changeMs) return wallClock.sleep(ms, signal)
    waits.push(ms)
    return Promise.resolve()
  }
  return { clock: { nowMs: wallClock.nowMs, sleep }, signal: new AbortController().signal }
}

function film(bytes: Buffer): OutgoingMedia {
  const sha256 = 'f'.repeat(64)
  return {
    sha256,
    mediaType: 'video/mp4',
    bytes: bytes.length,
    alt: 'The river',
    read: () => Promise.resolve(bytes),
  }
}

test('a large film goes over in pieces, is described, and is waited for', async () => {
  const { x, sender } = await xAndSender({ timeouts: patient })
  x.state.filmsPending = 2
  const bytes = Buffer.alloc(pieceBytes + 10, 7)
  const waits: number[] = []
  const outcome = await sender.send(textPart('The river now.', { media: [film(bytes)] }), hurried(waits))
  expect(outcome).toMatchObject({ kind: 'sent' })
  const [file] = x.state.files.values()
  expect([...(file?.pieces.entries() ?? [])].map(([at, piece]) => [at, piece.length])).toEqual([
    [0, pieceBytes],
    [1, 10],
  ])
  expect(file?.alt).toBe('The river')
  expect(waits).toEqual([1000, 2000, 2000])
})

test('a film X is slow with is not brought again: the next try goes on', async () => {
  const { x, sender } = await xAndSender()
  x.state.filmsPending = 1000
  const part = textPart('The river now.', { media: [film(Buffer.from('film'))] })
  const outcome = await sender.send(part, hurried())
  expect(outcome).toMatchObject({ kind: 'wait', why: 'processing' })
  expect(x.state.posts).toEqual([])
  for (const file of x.state.files.values()) file.pendingLeft = 0
  expect(await sender.send(part, hurried())).toMatchObject({ kind: 'sent' })
  expect(x.state.files.size).toBe(1)
})

test('a film nobody can read is refused, and brought anew the next time', async () => {
  const { x, sender } = await xAndSender()
  const part = textPart('The river now.', { media: [film(Buffer.from('bad film'))] })
  expect(await sender.send(part, hurried())).toMatchObject({ kind: 'refused', why: 'not-accepted' })
  await sender.send(part, hurried())
  expect(x.state.files.size).toBe(2)
})

test('an upload that is lost is no post: it can wait', async () => {
  const { x, sender } = await xAndSender()
  for (const fault of ['lost-after', 'error-after', 'cut-after', 'not-json'] as const) {
    await x.misbehave(fault)
    expect(await sender.send(textPart('A dot.', { media: [dot] }), needs())).toMatchObject({ kind: 'wait' })
  }
  expect(x.state.posts).toEqual([])
  expect(await sender.send(textPart('A dot.', { media: [dot] }), needs())).toMatchObject({ kind: 'sent' })
})

test('a post that waits takes its file along; one that is out does not', async () => {
  const { x, sender } = await xAndSender()
  const part = textPart('A dot.', { media: [dot] })
  const uploads = (): number => x.calls.filter((call) => call.endsWith('/initialize')).length
  x.state.faults.push('none', 'none', 'none', 'none', 'busy')
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'wait', why: 'rate-limited' })
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  expect(uploads()).toBe(1)
  await sender.send(textPart('Another dot.', { media: [dot], key: 'd2-0' }), needs())
  expect(uploads()).toBe(2)
})

test('a film beside other files is named before it is sent', async () => {
  const { sender } = await xAndSender()
  const picture = { sha256: dot.sha256, mediaType: 'image/png', bytes: 70, alt: 'A dot', decorative: false }
  const video = { ...picture, mediaType: 'video/mp4' }
  const content = { account: 'a', language: 'en', parts: ['See.'] }
  expect(sender.check({ ...content, media: [video, picture] })).toMatchObject([
    { why: 'too-many-files', limit: 1 },
  ])
  expect(sender.check({ ...content, media: [video] })).toEqual([])
  expect(sender.check({ ...content, media: [picture, picture, picture, picture] })).toEqual([])
})
