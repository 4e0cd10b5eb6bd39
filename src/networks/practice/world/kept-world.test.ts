import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { keptWorld } from '#networks/practice/world/kept-world.ts'
import { townConnection } from '#networks/practice/world/test-town.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Sender } from '#networks/sender.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'

const needs = { clock: skippingClock(), signal: new AbortController().signal }

function testFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-town-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'town.jsonl')
}

/** A desk that starts: nothing is left of the one before but the file. */
function started(file: string, repeats: 'key' | 'record-key' = 'key'): { sender: Sender; texts(): string[] } {
  const world = keptWorld(file)
  return {
    sender: practiceNetwork({ world, repeats }).open(townConnection()),
    texts: () => world.postsAt(Infinity).map(({ text }) => text),
  }
}

test.each(['key', 'record-key'] as const)(
  'with %s, what was posted before a restart is there after it, and is not posted again',
  async (repeats) => {
    const file = testFile()
    const part = textPart('Said before the crash.', {
      media: [dot],
      contentWarning: 'Flood',
      replyTo: 'practice:1-a-0',
    })
    const before = await started(file, repeats).sender.send(part, needs)
    const { sender, texts } = started(file, repeats)
    expect(await sender.readBack(part, needs)).toMatchObject({ kind: 'there' })
    expect(await sender.send(part, needs)).toEqual(before)
    expect(texts()).toEqual([part.text])
  },
)

test('edits and deletions hold over a restart, and what was taken back is not posted again', async () => {
  const file = testFile()
  const { sender } = started(file, 'record-key')
  await sender.send(textPart('One.'), needs)
  await sender.send(textPart('Two.', { key: 'd2-0' }), needs)
  await sender.edit?.({ nativeId: 'desk-d1-0' }, textPart('One, better.', { key: 'd3-0' }), needs)
  await sender.remove?.({ nativeId: 'desk-d2-0' }, needs)
  for (let restart = 0; restart < 3; restart++) {
    const again = started(file, 'record-key')
    expect(again.texts()).toEqual(['One, better.'])
    expect(await again.sender.send(textPart('Two.', { key: 'd2-0' }), needs)).toMatchObject({
      kind: 'refused',
    })
  }
})

test('a file that a crash cut off, or that somebody spoiled, gives what holds', async () => {
  const file = testFile()
  await started(file).sender.send(textPart('Whole.'), needs)
  const line = readFileSync(file, 'utf8')
  appendFileSync(file, `nonsense\n{"kind":"post"}\n[]\n\n${line.slice(0, 40)}`)
  const { sender, texts } = started(file)
  expect(texts()).toEqual(['Whole.'])
  await sender.send(textPart('After.', { key: 'd2-0' }), needs)
  expect(started(file).texts()).toEqual(['Whole.', 'After.'])
  writeFileSync(file, Buffer.alloc(1000, 0xff))
  expect(started(file).texts()).toEqual([])
})
