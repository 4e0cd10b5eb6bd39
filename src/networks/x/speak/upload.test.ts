import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import type { OutgoingMedia, SendingNeeds } from '#networks/sender.ts'
import { captionsText, dot, textPart } from '#networks/test-sender-contract.ts'
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

test('captions stand beside their film, in X’s name for the language; a post that waits does not bring the film again', async () => {
  const { x, sender } = await xAndSender()
  const words = Buffer.from(captionsText)
  const captions = { sha256: 'c'.repeat(64), language: 'fr-CA', read: () => Promise.resolve(words) }
  const part = textPart('Le quai.', { media: [{ ...film(Buffer.from('film')), captions }] })
  const subtitles = (): number => x.calls.filter((call) => call.endsWith('/2/media/subtitles')).length
  // The film goes over in four calls, its captions in three; then X has no time for the one that puts them beside it.
  x.state.faults.push(...Array.from({ length: 7 }, () => 'none' as const), 'busy')
  expect(await sender.send(part, hurried())).toMatchObject({ kind: 'wait', why: 'rate-limited' })
  expect(x.state.posts).toEqual([])
  expect(await sender.send(part, hurried())).toMatchObject({ kind: 'sent' })
  expect(subtitles()).toBe(2)
  const films = [...x.state.files.values()].filter(({ mediaType }) => mediaType === 'video/mp4')
  expect(films).toHaveLength(1)
  expect(films[0]?.subtitles).toMatchObject({ language: 'FR' })
})

test('captions in a language X has no two letters for are named before they are sent', async () => {
  const { sender } = await xAndSender()
  const media = {
    sha256: 'f'.repeat(64),
    mediaType: 'video/mp4',
    bytes: 4,
    alt: 'The river',
    decorative: false,
  }
  const content = { account: 'a', language: 'crk', parts: ['See.'] }
  const captions = { sha256: 'c'.repeat(64), language: 'crk' }
  expect(sender.check({ ...content, media: [{ ...media, captions }] })).toMatchObject([{ why: 'language' }])
})
