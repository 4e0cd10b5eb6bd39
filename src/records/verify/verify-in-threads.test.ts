import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chained, testAct, testExport, testSigner } from '#records/export/test-archive.ts'
import { verifyInThreads } from '#records/verify/verify-in-threads.ts'
import { verifyLines } from '#records/verify/verify-lines.ts'

const script = new URL('../../../dist/server/verify-worker.js', import.meta.url)
const signer = testSigner()
const stored = [...chained(Array.from({ length: 40 }, (_, i) => testAct(i)))]
const redactions = [{ of: 'd', seq: 9, field: 'by', reason: 'safety' }] as const
const file = Buffer.from(testExport(stored, { signer, isAsked: (seq) => seq % 2 === 1, redactions }))
const trusted = { keys: [signer.public] }

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

test('two cores say of a fine export exactly what one says, wherever the blocks end', async () => {
  const alone = await verifyLines(pieces(file, 65_536), { trusted })
  expect(alone).toMatchObject({
    ok: true,
    facts: { entries: 20, leftOut: 20, blackFields: 1, reasons: { safety: 1 } },
  })
  for (const length of [900, 2000, 7000, file.length])
    expect(await verifyInThreads(() => pieces(file, length), { trusted, script })).toEqual(alone)
})

test('two cores name the same first fault as one: a byte altered, a line gone, the end cut off', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(file.length - 1),
      fc.constantFrom('byte', 'line', 'end'),
      fc.integer({ min: 1, max: 255 }),
      async (at, what, flip) => {
        const bytes = spoiled(at, { what, flip })
        const open = (): AsyncGenerator<Uint8Array> => pieces(bytes, 3000)
        const alone = await verifyLines(open(), { trusted })
        expect(alone.ok).toBe(false)
        expect(await verifyInThreads(open, { trusted, script })).toEqual(alone)
      },
    ),
    { numRuns: 10 },
  )
})

function spoiled(at: number, { what, flip }: { what: string; flip: number }): Buffer {
  if (what === 'end') return file.subarray(0, at)
  const bytes = Buffer.from(file)
  bytes[at] = (bytes[at] ?? 0) ^ flip
  if (what === 'byte') return bytes
  const lines = file.toString('utf8').split('\n')
  return Buffer.from(lines.toSpliced(at % (lines.length - 1), 1).join('\n'))
}
